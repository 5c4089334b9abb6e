import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { importers, type Importer } from '@maillage/exchange';
import { type Language, LaunchError, loadConfig } from '@maillage/kernel';
import { Argument, Command, Option } from 'commander';
import { runImport } from './run-import.js';

interface ImportFlags {
  readonly dryRun?: boolean;
  readonly publish?: boolean;
  readonly rejects?: string;
  readonly key?: string;
  readonly lang: Language;
  readonly all?: boolean;
}

/** `maillage import SOURCE FILE`: exits 0 when all rows are taken, 2 when some were rejected, 1 when nothing was done. */
export function importCommand(): Command {
  const names = importers.map(({ name }) => name);
  return new Command('import')
    .description('import a source’s file; the same file again changes nothing')
    .addArgument(new Argument('<source>', 'which source the file is of').choices(names))
    .argument('<file>', 'CSV as the source publishes it')
    .option('--dry-run', 'write nothing, say what would be')
    .option('--publish', 'publish the entries (needs an administrator’s key); else they are drafts')
    .option('--rejects <file>', 'write rejected rows there, with the reasons, to mend and import again')
    .option('--key <key>', 'API key of the administrator who grants --publish (default: MAILLAGE_KEY, or the demo key)')
    .option('--all', 'show every problem, notices included')
    .addOption(new Option('--lang <lang>', 'language of the report').choices(['fr', 'en']).default('fr'))
    .action(async (source: string, file: string, flags: ImportFlags) => {
      process.exitCode = await importFile(importerOf(source), file, flags);
    });
}

function importerOf(source: string): Importer {
  const found = importers.find(({ name }) => name === source);
  if (!found) throw new RangeError(`No such source: ${source}`);
  return found;
}

async function importFile(importer: Importer, file: string, flags: ImportFlags): Promise<number> {
  const path = resolve(file);
  await assertReadable(path, file);
  const rejects = flags.rejects === undefined ? null : resolve(flags.rejects);
  if (rejects !== null) await assertWritable(rejects, path);
  return runImport(loadConfig(), {
    importer,
    path,
    fileName: basename(path),
    rejects,
    rehearsal: flags.dryRun ?? false,
    publish: flags.publish ?? false,
    key: flags.key,
    language: flags.lang,
    all: flags.all ?? false,
  });
}

/** @throws LaunchError in three lines, before any server is started */
async function assertReadable(path: string, given: string): Promise<void> {
  const file = await stat(path).catch(() => null);
  const readable = file?.isFile() && (await access(path, constants.R_OK).then(yes, no));
  if (readable) return;
  throw new LaunchError(
    'Fichier introuvable ou illisible. / No such file, or not readable.',
    given,
    'Donnez le chemin du CSV à importer. / Give the path of the CSV to import.',
  );
}

async function assertWritable(rejects: string, source: string): Promise<void> {
  if (rejects === source) {
    throw new LaunchError(
      'Le fichier des rejets écraserait le fichier importé. / The file of rejects would overwrite the imported one.',
      rejects,
      'Donnez un autre nom à --rejects. / Give --rejects another name.',
    );
  }
  if (await access(dirname(rejects), constants.W_OK).then(yes, no)) return;
  throw new LaunchError(
    'Dossier absent ou fermé à l’écriture. / No such folder, or not writable.',
    dirname(rejects),
    'Donnez à --rejects un chemin où écrire. / Give --rejects a path that can be written.',
  );
}

const yes = (): boolean => true;
const no = (): boolean => false;
