import type { Localized } from '@maillage/kernel';

/** What whoever was signed in reads at the next request. */
export const sessionMessages = {
  OVER: {
    fr: 'Votre session est terminée : reconnectez-vous.',
    en: 'Your session is over: sign in again.',
  },
  REUSED: {
    fr: 'Votre session a été fermée par précaution : elle a été présentée deux fois. Reconnectez-vous.',
    en: 'Your session was closed as a precaution: it was presented twice. Sign in again.',
  },
} as const satisfies Record<string, Localized>;
