import { problemTexts } from '../core/import-problem.js';

/** What can be wrong with a file before its rows mean anything. */
export const readerTexts = problemTexts({
  FILE_EMPTY: [
    'ERROR',
    'Le fichier est vide.',
    'The file is empty.',
    'Exportez à nouveau le tableau en CSV, avec sa ligne d’en-tête.',
    'Export the table as CSV again, with its header.',
  ],
  FILE_WITHOUT_ROWS: [
    'ERROR',
    'Le fichier n’a qu’une ligne d’en-tête : rien à importer.',
    'The file has a header and nothing else: nothing to import.',
  ],
  FILE_NOT_CSV: [
    'ERROR',
    'Ce fichier n’est pas un CSV ({what}).',
    'This file is not a CSV ({what}).',
    'Dans le tableur : « Enregistrer sous… », format CSV UTF-8.',
    'In the spreadsheet: “Save as…”, format CSV UTF-8.',
  ],
  COLUMNS_MISSING: [
    'ERROR',
    'Colonnes introuvables : {columns}. Le fichier a : {found}.',
    'Missing columns: {columns}. The file has: {found}.',
    'Renommez les colonnes comme dans le schéma de la source, ou vérifiez que c’est le bon fichier.',
    'Rename the columns as the source’s schema has them, or check that this is the right file.',
  ],
  COLUMN_TWICE: [
    'ERROR',
    'La colonne « {column} » est présente deux fois.',
    'The column “{column}” is there twice.',
    'Supprimez ou renommez l’une des deux.',
    'Remove or rename one of them.',
  ],
  COLUMN_UNKNOWN: [
    'NOTICE',
    'La colonne « {column} » n’est pas dans le schéma : gardée telle quelle, sans effet sur la fiche.{near}',
    'The column “{column}” is not in the schema: kept as it is, without effect on the entry.{near}',
  ],
  ROW_CELLS: [
    'ERROR',
    '{cells} cellules au lieu de {columns}.',
    '{cells} cells instead of {columns}.',
    'Il manque sans doute un guillemet autour d’un texte qui contient le séparateur ou un retour à la ligne.',
    'A text that holds the delimiter or a line break probably lacks its quotation marks.',
  ],
  FILE_CUT: [
    'ERROR',
    'La lecture s’arrête ici : {reason}. Les lignes suivantes ne sont pas lues.',
    'Reading stops here: {reason}. The rows after it are not read.',
    'Fermez le guillemet ouvert à cette ligne, puis réimportez le fichier entier : les lignes déjà prises ne changeront pas.',
    'Close the quotation mark opened on this row, then import the whole file again: rows taken already will not change.',
  ],
  CONTROL_CHARACTERS: [
    'NOTICE',
    'Des caractères de contrôle invisibles ont été ôtés.',
    'Invisible control characters were removed.',
  ],
});
