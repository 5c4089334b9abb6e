import type { EntryImportOutcome } from '@maillage/catalogue';
import type { ProblemSeverity } from '@maillage/exchange';
import type { Localized } from '@maillage/kernel';

/** Words of the import's report. */
export const words = {
  title: { fr: 'Import « {source} » : {file}', en: 'Import “{source}”: {file}' },
  rehearsal: { fr: 'Répétition : rien n’a été écrit.', en: 'Dry run: nothing was written.' },
  rows: { fr: 'lignes lues', en: 'rows read' },
  published: { fr: 'lignes publiées par cet import', en: 'rows published by this run' },
  organizations: { fr: 'organisations créées', en: 'organizations created' },
  completeness: {
    fr: 'réponses données, sur celles que les fiches demandent',
    en: 'answers given, of those that the entries ask for',
  },
  problems: { fr: 'À savoir', en: 'To know' },
  row: { fr: 'ligne', en: 'row' },
  file: { fr: 'fichier', en: 'file' },
  more: {
    fr: '… et {count} autres (comptés ci-dessus) ; --all les montre.',
    en: '… and {count} more (counted above); --all shows them.',
  },
  rejects: {
    fr: 'Lignes rejetées, à corriger puis réimporter : {path}',
    en: 'Rejected rows, to mend and import again: {path}',
  },
  drafts: {
    fr: 'Les fiches sont des brouillons : --publish les publie.',
    en: 'The entries are drafts: --publish publishes them.',
  },
  indexing: { fr: 'Indexation pour la recherche…', en: 'Indexing for search…' },
  searchable: { fr: 'Les fiches publiées se trouvent par la recherche.', en: 'Published entries can be searched.' },
  bar: { fr: '{bar} {percentage} % | {rows} lignes', en: '{bar} {percentage}% | {rows} rows' },
} as const satisfies Record<string, Localized>;

export const outcomeWords: Readonly<Record<EntryImportOutcome, Localized>> = {
  CREATED: { fr: 'fiches créées', en: 'entries created' },
  REVISED: { fr: 'fiches révisées', en: 'entries revised' },
  PUBLISHED: { fr: 'brouillons d’un import précédent publiés', en: 'drafts of an earlier run published' },
  REFRESHED: { fr: 'inchangées (copie de la ligne rafraîchie)', en: 'unchanged (copy of the row refreshed)' },
  UNCHANGED: { fr: 'inchangées', en: 'unchanged' },
  CONFLICT: { fr: 'conflits : modifiées ou reprises ici', en: 'conflicts: edited or taken over here' },
  REFUSED: { fr: 'lignes rejetées', en: 'rows rejected' },
};

export const severityWords: Readonly<Record<ProblemSeverity, Localized>> = {
  ERROR: { fr: 'erreur', en: 'error' },
  WARNING: { fr: 'à corriger', en: 'to mend' },
  NOTICE: { fr: 'information', en: 'notice' },
};
