import type { Localized } from '@maillage/kernel';

export const systemMessages = {
  PROPOSED_NAME: {
    fr: 'Donnez le nom de la solution ou du fournisseur, en 150 caractères au plus.',
    en: 'Give the name of the system or supplier, in at most 150 characters.',
  },
  URL: {
    fr: 'L’adresse de la solution doit être complète et commencer par http:// ou https://.',
    en: 'The system’s address must be a full one starting with http:// or https://.',
  },
  FOREIGN_ID: {
    fr: 'Un identifiant étranger se donne avec le pays de son registre : « GB:01234567 ».',
    en: 'A foreign id is given with the country of its register: “GB:01234567”.',
  },
  SIREN_INVALID: {
    fr: 'Ce SIREN n’est pas valable : neuf chiffres, dont le dernier est une clé de contrôle.',
    en: 'This SIREN is not valid: nine digits, the last of which is a check digit.',
  },
  MERGE_INTO_ITSELF: {
    fr: 'Une solution ou un fournisseur ne fusionne qu’avec un autre, qui n’est pas lui-même fusionné.',
    en: 'A system or supplier is merged only into another one, which is not merged itself.',
  },
} as const satisfies Record<string, Localized>;
