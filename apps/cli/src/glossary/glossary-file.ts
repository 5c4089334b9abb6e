import { systemActor } from '@maillage/identity';
import { type Config, type Language, localize } from '@maillage/kernel';
import {
  GlossaryFollower,
  type GlossaryImportReport,
  GlossaryImportService,
  GlossaryService,
  glossaryTable,
  type TableProblem,
} from '@maillage/search';
import { withNetwork } from '../network.js';

export interface ImportOrder {
  readonly rehearsal: boolean;
  readonly replace: boolean;
  readonly language: Language;
}

const words = {
  whole: { fr: 'le fichier', en: 'the file' },
  place: { fr: 'ligne {row}', en: 'row {row}' },
  column: { fr: '{place}, colonne {column}', en: '{place}, column {column}' },
  refused: {
    fr: 'Rien n’a été changé : corrigez les lignes ci-dessus ({count}), puis importez à nouveau.',
    en: 'Nothing was changed: mend the rows above ({count}), then import again.',
  },
  done: {
    fr: 'Glossaire : {groups} groupes lus, {added} ajoutés, {changed} modifiés, {removed} retirés.',
    en: 'Glossary: {groups} groups read, {added} added, {changed} changed, {removed} taken out.',
  },
  rehearsed: { fr: 'Essai : rien n’a été écrit. {done}', en: 'Rehearsal: nothing was written. {done}' },
} as const;

/** The glossary of the instance as a table. */
export async function tableText(config: Config): Promise<string> {
  return withNetwork(config, [], async (network) => glossaryTable(await network.get(GlossaryService).groups()));
}

/** @returns what to print, and whether the table was taken */
export async function importTable(
  config: Config,
  bytes: Uint8Array,
  { rehearsal, replace, language }: ImportOrder,
): Promise<{ readonly lines: readonly string[]; readonly done: boolean }> {
  return withNetwork(config, [], async (network) => {
    const actor = systemActor('glossary-import', ['moderate']);
    const report = await network.get(GlossaryImportService).run(actor, bytes, { rehearsal, replace });
    if (report.problems.length > 0) return { lines: faultLines(report.problems, language), done: false };
    // As a worker would: what was imported is searched when the command ends.
    if (!rehearsal) await network.get(GlossaryFollower).step();
    const { fr, en } = outcome(report);
    const told = rehearsal
      ? { fr: localize(words.rehearsed, { done: fr }).fr, en: localize(words.rehearsed, { done: en }).en }
      : { fr, en };
    return { lines: [told[language]], done: true };
  });
}

function outcome({ groups, added, changed, removed }: GlossaryImportReport) {
  return localize(words.done, { groups, added, changed, removed });
}

function faultLines(problems: readonly TableProblem[], language: Language): string[] {
  const lines = problems.map((problem) => `${placeOf(problem, language)} : ${problem.message[language]}`);
  return [...lines, localize(words.refused, { count: problems.length })[language]];
}

function placeOf({ row, column }: TableProblem, language: Language): string {
  const place = row === null ? words.whole[language] : localize(words.place, { row })[language];
  return column === null ? place : localize(words.column, { place, column })[language];
}
