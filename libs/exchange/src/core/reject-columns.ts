/** Columns that the file of rejected rows adds to those of the source; ignored when it is imported again. */
export const REJECT_COLUMNS = [
  'rejet_ligne',
  'rejet_colonne',
  'rejet_code',
  'rejet_message',
  'rejet_suggestion',
] as const;
