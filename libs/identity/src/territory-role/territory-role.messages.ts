import type { Localized } from '@maillage/kernel';

export const territoryRoleMessages = {
  MEMBER_UNKNOWN: {
    fr: 'Personne inconnue : donnez l’identifiant d’une personne qui s’est déjà connectée.',
    en: 'Unknown person: give the id of a person who has signed in before.',
  },
  TERRITORY_UNKNOWN: {
    fr: 'Donnez l’identifiant d’un département ou d’une région : `territories(search: …, level: DEPARTEMENT)`.',
    en: 'Give the id of a département or région: `territories(search: …, level: DEPARTEMENT)`.',
  },
  TERRITORY_ROLE_UNKNOWN: {
    fr: 'Cette personne ne coordonne pas ce territoire.',
    en: 'This person does not coordinate this territory.',
  },
} as const satisfies Record<string, Localized>;
