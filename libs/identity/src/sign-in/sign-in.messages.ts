import type { Localized } from '@maillage/kernel';

interface Told {
  readonly what: Localized;
  readonly mend: Localized;
}

const again: Localized = {
  fr: 'Recommencez la connexion depuis le début.',
  en: 'Start again from the beginning.',
};

export const signInMessages = {
  NOT_CONFIGURED: {
    what: {
      fr: 'La connexion des personnes n’est pas configurée sur ce réseau : seules les clés d’API sont acceptées.',
      en: 'This network has no sign-in for people: it takes API keys alone.',
    },
    mend: {
      fr: 'La personne qui exploite ce réseau peut la configurer : voir docs/guides/sign-in.md.',
      en: 'Whoever runs this network can configure it: see docs/guides/sign-in.md.',
    },
  },
  EXPIRED: {
    what: {
      fr: 'Cette connexion a expiré, a déjà servi, ou a été commencée dans un autre navigateur.',
      en: 'This sign-in has expired, was used already, or was begun in another browser.',
    },
    mend: again,
  },
  PROVIDER_REFUSED: {
    what: {
      fr: 'Le service d’identité n’a pas confirmé votre connexion.',
      en: 'The identity service did not confirm your sign-in.',
    },
    mend: {
      fr: 'Recommencez ; si cela se reproduit, demandez au service d’identité de votre administration.',
      en: 'Start again; if it happens once more, ask the identity service of your administration.',
    },
  },
  ISSUER_UNAVAILABLE: {
    what: {
      fr: 'Le service d’identité ne répond pas. Le reste de Maillage fonctionne, sans connexion.',
      en: 'The identity service does not answer. The rest of Maillage works, without signing in.',
    },
    mend: {
      fr: 'Réessayez dans quelques minutes.',
      en: 'Try again in a few minutes.',
    },
  },
  ANSWER_REFUSED: {
    what: {
      fr: 'La réponse du service d’identité n’a pas pu être vérifiée : vous n’êtes pas connecté.',
      en: 'The answer of the identity service could not be verified: you are not signed in.',
    },
    mend: {
      fr: 'Recommencez ; si cela se reproduit, signalez-le avec la référence ci-dessous.',
      en: 'Start again; if it happens once more, report it with the reference below.',
    },
  },
  STRONGER_SIGN_IN: {
    what: {
      fr: 'Votre rôle demande une connexion à deux facteurs, et le service d’identité n’en a pas attesté.',
      en: 'Your role asks for a sign-in with two factors, and the identity service did not attest one.',
    },
    mend: {
      fr: 'Activez un second facteur auprès du service d’identité de votre administration, puis recommencez.',
      en: 'Set up a second factor with the identity service of your administration, then start again.',
    },
  },
} as const satisfies Record<string, Told>;

export type SignInRefusalCode = keyof typeof signInMessages;

/** Of a session that was strong enough when it began, or whose holder got a role since. */
export const stepUpNeeded: Localized = {
  fr: 'Votre rôle demande une connexion à deux facteurs : reconnectez-vous (/auth/sign-in?level=strong).',
  en: 'Your role asks for a sign-in with two factors: sign in again (/auth/sign-in?level=strong).',
};
