import { SingleBar } from 'cli-progress';
import {
  ExchangeModule,
  fileSource,
  type Importer,
  type ImportReport,
  ImportService,
  RejectsFile,
  takenRows,
} from '@maillage/exchange';
import { systemActor } from '@maillage/identity';
import { type Config, type Language, localize } from '@maillage/kernel';
import { type Network, withNetwork } from '../network.js';
import { grantPublication } from './import-grant.js';
import { words } from './import-messages.js';
import { ImportReportPrinter } from './import-report.printer.js';

export interface ImportRequest {
  readonly importer: Importer;
  /** Absolute. */
  readonly path: string;
  readonly fileName: string;
  /** Where rejected rows go; null: nowhere. */
  readonly rejects: string | null;
  readonly rehearsal: boolean;
  readonly publish: boolean;
  readonly key: string | undefined;
  readonly language: Language;
  readonly all: boolean;
}

/** @returns the exit code: 0 all rows taken, 2 some rejected, 1 nothing done */
export async function runImport(config: Config, request: ImportRequest): Promise<number> {
  const { importer, fileName, language, rehearsal, publish } = request;
  const printer = new ImportReportPrinter(process.stdout, language);
  const title = localize(words.title, { source: importer.label[language], file: fileName })[language];
  printer.line(printer.paint('bold', title));
  return withNetwork(config, [ExchangeModule], async (network) => {
    const grantedBy = publish ? await grantPublication(network, config, request.key) : null;
    const rejects = request.rejects === null ? null : new RejectsFile(request.rejects, language);
    const report = await importWithBar(network, request, grantedBy, rejects);
    rejects?.close();
    printer.print(report, request.all);
    if (rejects?.written) printer.line(localize(words.rejects, { path: request.rejects ?? '' })[language]);
    if (!rehearsal && !publish && report.outcomes.CREATED > 0) printer.line(words.drafts[language]);
    // Also when nothing is new: an earlier run may have been stopped between its commit and this.
    if (publish && !rehearsal && takenRows(report) > 0) {
      printer.line(words.indexing[language]);
      await network.catchUp();
      printer.line(words.searchable[language]);
    }
    return exitCodeOf(report);
  });
}

async function importWithBar(
  network: Network,
  request: ImportRequest,
  grantedBy: string | null,
  rejects: RejectsFile | null,
): Promise<ImportReport> {
  const { importer, path, fileName, publish, rehearsal, language } = request;
  const source = await fileSource(path);
  const bar = new SingleBar({
    format: words.bar[language],
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
  });
  // Off a terminal cli-progress stays silent by itself.
  bar.start(source.size, 0, { rows: 0 });
  try {
    return await network.get(ImportService).run(systemActor(`import:${importer.name}`, scopes(publish)), {
      ...{ importer, source, fileName, publish, grantedBy, rehearsal },
      onProgress: (bytes, rows) => bar.update(bytes, { rows }),
      onReject: (row) => rejects?.add(row),
    });
  } finally {
    bar.stop();
  }
}

/** The product publishes in bulk only with an administrator's leave. */
function scopes(publish: boolean) {
  return publish
    ? (['organization:write', 'entry:write', 'import:publish'] as const)
    : (['organization:write', 'entry:write'] as const);
}

function exitCodeOf(report: ImportReport): number {
  if (takenRows(report) === 0) return 1;
  return report.outcomes.REFUSED > 0 || report.fault !== null ? 2 : 0;
}
