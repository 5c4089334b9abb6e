import { readFile, writeFile } from 'node:fs/promises';
import { type Language, LaunchError, loadConfig } from '@maillage/kernel';
import { Command, Option } from 'commander';

interface ImportFlags {
  readonly dryRun?: boolean;
  readonly replace?: boolean;
  readonly lang: Language;
}

/** `maillage glossary export|import`: the words of search as a table for a spreadsheet. */
export function glossaryCommand(): Command {
  const command = new Command('glossary').description('the words that search takes for one another');
  command
    .command('export')
    .description('write the glossary as CSV; a row is a term, rows with the same id are a group')
    .argument('[file]', 'where; to the standard output by default')
    .action(exportTo);
  command
    .command('import')
    .description('read it back, whole or not at all; exits 1 when the table has a fault, and tells each')
    .argument('<file>', 'CSV with the columns of the export; a new group has any name in the column id')
    .option('--dry-run', 'write nothing, say what would be')
    .option('--replace', 'take out groups that the file lacks')
    .addOption(new Option('--lang <lang>', 'language of the report').choices(['fr', 'en']).default('fr'))
    .action(importFrom);
  return command;
}

async function exportTo(file: string | undefined): Promise<void> {
  // loaded here, so that other commands start without the whole product's modules
  const { tableText } = await import('./glossary-file.js');
  const text = await tableText(loadConfig());
  if (file === undefined) {
    process.stdout.write(text);
    return;
  }
  await writeFile(file, text).catch(() => {
    throw new LaunchError(
      'Fichier impossible à écrire. / The file cannot be written.',
      file,
      'Donnez un chemin où écrire. / Give a path that can be written.',
    );
  });
}

async function importFrom(file: string, { dryRun = false, replace = false, lang }: ImportFlags): Promise<void> {
  // Read before any server is started.
  const bytes = await readFile(file).catch(() => {
    throw new LaunchError(
      'Fichier introuvable ou illisible. / No such file, or not readable.',
      file,
      'Donnez le chemin du CSV à importer. / Give the path of the CSV to import.',
    );
  });
  const { importTable } = await import('./glossary-file.js');
  const { lines, done } = await importTable(loadConfig(), bytes, { rehearsal: dryRun, replace, language: lang });
  for (const line of lines) console.log(line);
  if (!done) process.exitCode = 1;
}
