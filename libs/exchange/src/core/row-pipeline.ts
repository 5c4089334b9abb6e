import {
  completenessOf,
  type EntryImportCommand,
  type EntryImportResult,
  type EntryImportService,
  kindOf,
} from '@maillage/catalogue';
import type { Actor } from '@maillage/identity';
import { UserInputError } from '@maillage/kernel';
import { keptRow } from '../mapping/kept-row.js';
import type { OrganizationDirectory } from '../organization/organization-directory.js';
import type { TableItem } from '../reader/csv-reader.js';
import { coreTexts } from './core.messages.js';
import { type ImportProblem, RowReport } from './import-problem.js';
import type { ImportTally } from './import-report.js';
import type { Importer } from './importer.js';
import { type RowInHand, tellErrors, tellResult } from './import-row.js';

/** Rows a transaction. */
const BATCH = 250;

export interface PipelineTools {
  readonly actor: Actor;
  readonly target: Omit<EntryImportCommand, 'rows'>;
  readonly rehearsal: boolean;
  readonly directory: OrganizationDirectory;
  readonly entries: EntryImportService;
  readonly tally: ImportTally;
  readonly reject: (cells: readonly string[], problems: readonly ImportProblem[]) => void;
}

type ReadItem = Extract<TableItem, { type: 'ROW' | 'BAD_ROW' }>;

/** Takes rows one by one, writes them by the batch: while PostgreSQL commits one, the next is mapped and validated. */
export class RowPipeline {
  private waiting: RowInHand[] = [];
  private committing: Promise<void> = Promise.resolve();
  /** Row of each identity met: some hundred bytes a row, the one thing that grows with the file. */
  private readonly met = new Map<string, number>();

  constructor(
    private readonly importer: Importer,
    private readonly tools: PipelineTools,
  ) {}

  get organizationsCreated(): number {
    return this.tools.directory.created.length;
  }

  async add(item: ReadItem): Promise<void> {
    this.waiting.push(item.type === 'ROW' ? this.map(item) : badRow(item));
    if (this.waiting.length >= BATCH) await this.flush();
  }

  async finish(): Promise<void> {
    await this.flush();
    await this.committing;
  }

  private map(item: Extract<ReadItem, { type: 'ROW' }>): RowInHand {
    const report = new RowReport(item.row.number);
    report.problems.push(...item.problems);
    const { raw, cleaned } = keptRow(item.row, this.importer.columns);
    for (const column of cleaned) report.tell(coreTexts.PERSONAL_DATA_REMOVED, column);
    const mapped = this.importer.map({ number: item.row.number, values: raw }, report);
    if (mapped) this.tellTwice(mapped.sourceId, report);
    const { cells } = item;
    return { cells, report, mapped: mapped && !report.rejected ? { ...mapped, raw } : null, prepared: null };
  }

  private tellTwice(sourceId: string, report: RowReport): void {
    const first = this.met.get(sourceId);
    if (first === undefined) this.met.set(sourceId, report.row);
    else report.tell(coreTexts.ROW_TWICE, null, { first });
  }

  private async flush(): Promise<void> {
    const rows = this.waiting;
    if (rows.length === 0) return;
    this.waiting = [];
    await this.prepare(rows);
    await this.committing;
    this.committing = this.commit(rows);
    // Its failure is thrown by whoever awaits it next, not as an unhandled rejection.
    this.committing.catch(() => undefined);
  }

  private async prepare(rows: readonly RowInHand[]): Promise<void> {
    const mapped = rows.flatMap((row) => (row.mapped ? [{ row, mention: row.mapped.organization }] : []));
    const ids = await this.tools.directory.resolve(mapped.map(({ row, mention }) => ({ mention, report: row.report })));
    mapped.forEach(({ row }, index) => {
      const id = ids[index];
      if (id) this.validate(row, id);
    });
  }

  private validate(row: RowInHand, subjectOrganizationId: string): void {
    if (!row.mapped) return;
    const { kind, content, sourceId, sourceUrl, raw } = row.mapped;
    try {
      const origin = { sourceId, sourceUrl, raw };
      row.prepared = this.tools.entries.prepare({ kind, subjectOrganizationId, content, origin });
    } catch (error) {
      if (!(error instanceof UserInputError)) throw error;
      tellErrors(row, error.errors);
    }
  }

  private async commit(rows: readonly RowInHand[]): Promise<void> {
    const { actor, target, rehearsal, entries } = this.tools;
    const prepared = rows.flatMap((row) => row.prepared ?? []);
    const command = { ...target, rows: prepared };
    const results = rehearsal ? await entries.preview(actor, command) : await entries.write(actor, command);
    let next = 0;
    for (const row of rows) this.conclude(row, row.prepared ? (results[next++] ?? null) : null);
  }

  private conclude(row: RowInHand, result: EntryImportResult | null): void {
    const { tally, reject } = this.tools;
    if (result) tellResult(row, result);
    tally.rows += 1;
    tally.tell(row.report.problems);
    tally.result(result ?? { outcome: 'REFUSED', published: false });
    if (!result || result.outcome === 'REFUSED') return reject(row.cells, row.report.problems);
    if (row.prepared) tally.complete(completenessOf(kindOf(row.prepared.kind), row.prepared.content));
  }
}

function badRow(item: Extract<ReadItem, { type: 'BAD_ROW' }>): RowInHand {
  const report = new RowReport(item.number);
  report.problems.push(item.problem);
  return { cells: item.cells, report, mapped: null, prepared: null };
}
