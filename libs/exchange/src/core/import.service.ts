import { EntryImportService } from '@maillage/catalogue';
import type { Actor } from '@maillage/identity';
import { newId } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { OrganizationDirectoryFactory } from '../organization/organization-directory.factory.js';
import type { ByteSource } from '../reader/byte-source.js';
import { readTable, type TableItem } from '../reader/csv-reader.js';
import { ImportRunLog } from '../run/import-run.log.js';
import type { ImportProblem } from './import-problem.js';
import { type ImportReport, ImportTally } from './import-report.js';
import type { Importer } from './importer.js';
import { RowPipeline } from './row-pipeline.js';

/** The table that rejected rows come from. */
export interface RejectedFrom {
  readonly header: readonly string[];
  readonly delimiter: string;
}

export interface RejectedRow {
  readonly from: RejectedFrom;
  readonly cells: readonly string[];
  readonly problems: readonly ImportProblem[];
}

export interface ImportCommand {
  readonly importer: Importer;
  readonly source: ByteSource;
  /** For the log of runs. */
  readonly fileName: string;
  readonly publish: boolean;
  /** Stable name of the administrator who granted `publish`; the caller has checked the right. */
  readonly grantedBy: string | null;
  /** True: nothing is written, the report says what would be. */
  readonly rehearsal: boolean;
  /** Called with bytes read and rows done so far. */
  readonly onProgress?: (bytes: number, rows: number) => void;
  /** Called for each rejected row, in their order. */
  readonly onReject?: (row: RejectedRow) => void;
}

type TableOpened = Extract<TableItem, { type: 'TABLE' }>;

/** Reader → mapping → validation → plan → commit, for any source, in constant memory. */
@Injectable()
export class ImportService {
  constructor(
    @Inject(EntryImportService) private readonly entries: EntryImportService,
    @Inject(OrganizationDirectoryFactory) private readonly directories: OrganizationDirectoryFactory,
    @Inject(ImportRunLog) private readonly log: ImportRunLog,
  ) {}

  /**
   * Imports a file. Faults of the file and of its rows are in the report; what is thrown (rights, a database that is
   * away) leaves whole batches behind: the same file again continues.
   * @throws DomainError FORBIDDEN
   */
  async run(actor: Actor, command: ImportCommand): Promise<ImportReport> {
    const { importer, source, rehearsal } = command;
    const tally = new ImportTally();
    let pipeline: RowPipeline | null = null;
    let runId: string | null = null;
    let bytes = 0;
    const onBytes = (read: number): void => command.onProgress?.((bytes = read), tally.rows);
    for await (const item of readTable(source, importer.columns, onBytes)) {
      if (item.type === 'FAULT') tally.fail(item.problem);
      else if (item.type === 'TABLE') {
        tally.tell(item.header.problems);
        runId = await this.start(actor, command, item);
        pipeline = await this.open(actor, command, item, tally);
      } else {
        await pipeline?.add(item);
        command.onProgress?.(bytes, tally.rows);
      }
    }
    await pipeline?.finish();
    const report = tally.report(runId, rehearsal, pipeline?.organizationsCreated ?? 0);
    if (runId !== null) await this.log.end(runId, report);
    return report;
  }

  private async start(actor: Actor, command: ImportCommand, table: TableOpened): Promise<string | null> {
    if (command.rehearsal) return null;
    const { importer, fileName, publish, grantedBy } = command;
    const id = newId();
    const { hash: fileHash } = table.scanned;
    await this.log.start({ id, source: importer.name, fileName, fileHash, actor: actor.name, publish, grantedBy });
    return id;
  }

  private async open(
    actor: Actor,
    command: ImportCommand,
    table: TableOpened,
    tally: ImportTally,
  ): Promise<RowPipeline> {
    const { importer, publish, rehearsal, onReject } = command;
    const directory = await this.directories.open(actor, rehearsal);
    const ownerId = await this.directories.network(actor, rehearsal);
    const from = { header: table.header.cells, delimiter: table.delimiter };
    const reject = (cells: readonly string[], problems: readonly ImportProblem[]): void =>
      onReject?.({ from, cells, problems });
    const target = { source: importer.name, ownerId, publish };
    return new RowPipeline(importer, { actor, target, rehearsal, directory, entries: this.entries, tally, reject });
  }
}
