import type { Localized } from '@maillage/kernel';

export const apiKeyMessages = {
  KEY_NAME: {
    fr: 'Nommez la clé (2 à 100 caractères) : le portail ou le programme qui l’emploiera.',
    en: 'Name the key (2 to 100 characters): the portal or program that will use it.',
  },
  KEY_EXPIRY: {
    fr: 'Une clé vaut de 1 à {max} jours.',
    en: 'A key is valid for 1 to {max} days.',
  },
  KEY_AUDIENCE: {
    fr: 'La clé d’un portail lit PUBLIC ou NETWORK.',
    en: 'A portal’s key reads PUBLIC or NETWORK.',
  },
  KEY_SCOPES: {
    fr: 'La clé d’un portail lit (READ) et, si besoin, pousse les fiches de son organisation (ENTRY_IMPORT) ; rien d’autre.',
    en: 'A portal’s key reads (READ) and, where needed, pushes its organization’s entries (ENTRY_IMPORT); nothing else.',
  },
  KEY_OVERLAP: {
    fr: 'L’ancien secret vaut encore de 0 à {max} heures.',
    en: 'The old secret goes on for 0 to {max} hours.',
  },
  KEY_EXPIRED: {
    fr: 'Cette clé a expiré : créez-en une autre.',
    en: 'This key has expired: make another.',
  },
  KEY_REVOKED: {
    fr: 'Cette clé est déjà révoquée.',
    en: 'This key is revoked already.',
  },
} as const satisfies Record<string, Localized>;
