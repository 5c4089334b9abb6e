import type { Localized } from '@maillage/kernel';

export const organizationMessages = {
  TERRITORY_UNKNOWN: {
    fr: 'Territoire inconnu : cherchez-le avec `territories(search: …)` et donnez son identifiant.',
    en: 'Unknown territory: look it up with `territories(search: …)` and give its id.',
  },
  ORGANIZATION_EXISTS: {
    fr: 'Cette organisation existe déjà : « {name} » ({id}).',
    en: 'This organization exists already: “{name}” ({id}).',
  },
  SIREN_INVALID: {
    fr: 'Ce SIREN n’est pas valable : neuf chiffres, dont le dernier est une clé de contrôle.',
    en: 'This SIREN is not valid: nine digits, the last of which is a check digit.',
  },
  SIREN_MISMATCH: {
    fr: 'Le SIREN officiel de ce territoire est {siren} : corrigez-le, ou ne le donnez pas.',
    en: 'The official SIREN of this territory is {siren}: mend it, or leave it out.',
  },
  NETWORK_UNKNOWN: {
    fr: 'Réseau inconnu : donnez l’identifiant d’une association vérifiée dont l’organisation est, ou devient, membre.',
    en: 'Unknown network: give the id of a verified association that the organization is, or becomes, a member of.',
  },
  DATE_INVALID: {
    fr: 'Cette date n’existe pas : donnez-la sous la forme AAAA-MM-JJ.',
    en: 'This day does not exist: give it as YYYY-MM-DD.',
  },
  NAME_REQUIRED: {
    fr: 'Donnez le nom de l’organisation, en 200 caractères au plus.',
    en: 'Give the organization’s name, in at most 200 characters.',
  },
  TYPE_NEEDS_TERRITORY: {
    fr: 'Une commune, un EPCI, un EPT, un département ou une région se crée depuis son territoire (`territoryId`).',
    en: 'A commune, EPCI, EPT, département or région is created from its territory (`territoryId`).',
  },
} as const satisfies Record<string, Localized>;
