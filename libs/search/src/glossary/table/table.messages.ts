import type { Localized } from '@maillage/kernel';

export const tableMessages = {
  TABLE_BROKEN: {
    fr: 'Ce fichier n’est pas un CSV lisible à partir d’ici : vérifiez les guillemets.',
    en: 'This file is no readable CSV from here on: check the quotation marks.',
  },
  TABLE_EMPTY: {
    fr: 'Le fichier n’a aucune ligne sous son en-tête.',
    en: 'The file has no row below its header.',
  },
  TABLE_TOO_LONG: {
    fr: 'Le fichier dépasse {max} lignes.',
    en: 'The file is longer than {max} rows.',
  },
  COLUMN_MISSING: {
    fr: 'La colonne « {column} » manque : exportez le glossaire pour en voir les colonnes.',
    en: 'The column “{column}” is missing: export the glossary to see its columns.',
  },
  ID_MISSING: {
    fr: 'Donnez l’identifiant du groupe ; pour un nouveau groupe, un nom de votre choix, le même sur ses lignes.',
    en: 'Give the group’s id; for a new group, any name, the same on its rows.',
  },
  GROUP_UNKNOWN: {
    fr: 'Aucun groupe n’a cet identifiant : pour en créer un, donnez un nom de votre choix à la place.',
    en: 'No group has this id: to make one, give any name in its place.',
  },
  TERM_MISSING: {
    fr: 'Le terme manque ; pour retirer un terme, supprimez sa ligne.',
    en: 'The term is missing; to take a term out, delete its row.',
  },
  LANG_UNKNOWN: {
    fr: 'La langue est FR ou EN.',
    en: 'The language is FR or EN.',
  },
  ONE_WAY_UNKNOWN: {
    fr: 'Écrivez oui ou non.',
    en: 'Write yes or no.',
  },
  DIFFERENT_IN_GROUP: {
    fr: 'Les lignes d’un groupe ont toutes la même valeur ici ; la ligne {row} en a une autre.',
    en: 'All rows of a group have the same value here; row {row} has another one.',
  },
  NUMBER_INVALID: {
    fr: 'Un nombre entier positif est attendu ici, ou rien.',
    en: 'A positive whole number is expected here, or nothing.',
  },
} as const satisfies Record<string, Localized>;

export type TableProblemCode = keyof typeof tableMessages;
