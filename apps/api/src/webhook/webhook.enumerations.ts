import { enumeration, type Enumeration } from '@maillage/catalogue';
import {
  WEBHOOK_DELIVERY_KINDS,
  WEBHOOK_DELIVERY_STATUSES,
  WEBHOOK_DISABLED_REASONS,
  WEBHOOK_STATES,
} from '@maillage/feed';
import { graphqlEnum } from '../fields/graphql-enumerations.js';

type Pair = readonly [fr: string, en: string];

/** A closed set of the feed, with the labels of its values: one that is missing does not compile. */
function labelled<Value extends string>(
  name: string,
  describe: Pair,
  _values: readonly Value[],
  labels: Readonly<Record<Value, Pair>>,
): Enumeration {
  const set = enumeration(name, describe, labels);
  graphqlEnum(set);
  return set;
}

export const webhookStates = labelled('WebhookState', ['État d’un récepteur', 'How a receiver does'], WEBHOOK_STATES, {
  ACTIVE: ['Répond', 'Answers'],
  FAILING: ['En échec', 'Its last answer was a failure; it is tried again'],
  DISABLED: ['Désactivé', 'Disabled: nothing is sent until it is enabled again'],
});

export const webhookDisabledReasons = labelled(
  'WebhookDisabledReason',
  ['Raison d’une désactivation', 'Why a receiver was disabled'],
  WEBHOOK_DISABLED_REASONS,
  {
    GONE: ['A répondu 410', 'It answered 410'],
    FAILED: ['Cinq jours d’échec', 'Five days without one success'],
  },
);

export const webhookDeliveryKinds = labelled(
  'WebhookDeliveryKind',
  ['Raison d’un envoi', 'Why something was sent'],
  WEBHOOK_DELIVERY_KINDS,
  {
    POKE: ['Le flux a avancé', 'The feed advanced'],
    TEST: ['Essai', 'A test was asked for'],
    REPLAY: ['Renvoi', 'An earlier one was sent again'],
  },
);

export const webhookDeliveryStatuses = labelled(
  'WebhookDeliveryStatus',
  ['État d’un envoi', 'How a delivery stands'],
  WEBHOOK_DELIVERY_STATUSES,
  {
    PENDING: ['En attente', 'To be sent, or sent again'],
    DELIVERED: ['Remis', 'The receiver answered with a success'],
    FAILED: ['Abandonné', 'Given up'],
  },
);
