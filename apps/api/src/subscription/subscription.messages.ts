import type { Localized } from '@maillage/kernel';

export const subscriptionMessages = {
  SUBSCRIPTION_ONLY: {
    fr: 'Une connexion graphql-ws ne sert qu’aux abonnements : envoyez requêtes et mutations en HTTP.',
    en: 'A graphql-ws connection is for subscriptions alone: send queries and mutations over HTTP.',
  },
  SUBSCRIPTION_OVER_HTTP: {
    fr: 'Un abonnement demande une connexion graphql-ws à la même adresse (ws:// ou wss://).',
    en: 'A subscription needs a graphql-ws connection to the same address (ws:// or wss://).',
  },
  TOO_MANY_SUBSCRIPTIONS: {
    fr: '{max} abonnements au plus par connexion.',
    en: 'At most {max} subscriptions a connection.',
  },
} as const satisfies Record<string, Localized>;
