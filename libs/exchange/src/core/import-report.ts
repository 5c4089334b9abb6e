import type { EntryImportOutcome, EntryImportResult } from '@maillage/catalogue';
import type { ImportProblem, ProblemSeverity } from './import-problem.js';

/** Problems that are listed one by one; the others are only counted, so that memory stays constant. */
const MAX_LISTED = 1_000;

export interface ProblemCount {
  readonly code: string;
  readonly severity: ProblemSeverity;
  readonly count: number;
}

/** What came of a run. */
export interface ImportReport {
  /** Null when nothing was written (a rehearsal, or a file that was refused). */
  readonly runId: string | null;
  readonly rehearsal: boolean;
  readonly rows: number;
  readonly outcomes: Readonly<Record<EntryImportOutcome, number>>;
  /** Rows whose content readers see now because of this run. */
  readonly published: number;
  readonly organizationsCreated: number;
  /** By code, errors first. */
  readonly problems: readonly ProblemCount[];
  /** The first thousand. */
  readonly listed: readonly ImportProblem[];
  /** Why the file, or its rest, was not read; null when it was. */
  readonly fault: ImportProblem | null;
  /** Answers given and asked over all rows taken: about the records, never about the uses. */
  readonly completeness: { readonly answered: number; readonly asked: number };
}

const SEVERITIES: readonly ProblemSeverity[] = ['ERROR', 'WARNING', 'NOTICE'];

/** Counts while rows go by. */
export class ImportTally {
  rows = 0;
  private published = 0;
  private readonly outcomes: Record<EntryImportOutcome, number> = {
    CREATED: 0,
    REVISED: 0,
    PUBLISHED: 0,
    REFRESHED: 0,
    UNCHANGED: 0,
    CONFLICT: 0,
    REFUSED: 0,
  };
  private readonly counts = new Map<string, ProblemCount>();
  private readonly listed: ImportProblem[] = [];
  private fault: ImportProblem | null = null;
  private answered = 0;
  private asked = 0;

  tell(problems: readonly ImportProblem[]): void {
    for (const problem of problems) {
      const { code, severity } = problem;
      const count = (this.counts.get(code)?.count ?? 0) + 1;
      this.counts.set(code, { code, severity, count });
      if (this.listed.length < MAX_LISTED) this.listed.push(problem);
    }
  }

  fail(problem: ImportProblem): void {
    this.fault = problem;
    this.tell([problem]);
  }

  result(result: Pick<EntryImportResult, 'outcome' | 'published'>): void {
    this.outcomes[result.outcome] += 1;
    if (result.published) this.published += 1;
  }

  complete({ answered, asked }: { readonly answered: number; readonly asked: number }): void {
    this.answered += answered;
    this.asked += asked;
  }

  report(runId: string | null, rehearsal: boolean, organizationsCreated: number): ImportReport {
    const rank = ({ severity }: ProblemCount): number => SEVERITIES.indexOf(severity);
    const problems = [...this.counts.values()].sort((a, b) => rank(a) - rank(b) || a.code.localeCompare(b.code));
    const { rows, outcomes, published, listed, fault } = this;
    const completeness = { answered: this.answered, asked: this.asked };
    return { runId, rehearsal, rows, outcomes, published, organizationsCreated, problems, listed, fault, completeness };
  }
}

/** Rows of which the catalogue now says what it should, or a person was told why not. */
export function takenRows(report: ImportReport): number {
  return report.rows - report.outcomes.REFUSED;
}
