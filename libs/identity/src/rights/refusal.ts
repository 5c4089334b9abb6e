import { DomainError, type Localized } from '@maillage/kernel';
import { type Action, type Right, rights, type StandingName } from './rights.table.js';

/** Whom to ask, nearest first. */
const helpers: readonly (readonly [standing: StandingName, who: Localized])[] = [
  ['COORDINATOR', { fr: 'un coordinateur de votre organisation', en: 'a coordinator of your organization' }],
  ['MODERATOR', { fr: 'un modérateur du réseau', en: 'a moderator of the network' }],
  ['ADMINISTRATOR', { fr: 'un administrateur du réseau', en: 'an administrator of the network' }],
];

/** The refusal of an action, with those who may do it: the same for whatever it is about. */
export function refusalOf(action: Action): DomainError {
  const { cells }: Right = rights[action];
  const able = helpers.filter(([standing]) => !['NO', 'MOOT', 'NETWORK_BODY'].includes(cells[standing]));
  if (able.length === 0) return DomainError.forbidden();
  return DomainError.forbidden({
    fr: able.map(([, who]) => who.fr).join(' ou à '),
    en: able.map(([, who]) => who.en).join(' or '),
  });
}
