/** Ids that are told of each sort of difference. */
const TOLD = 10;

/** MISSING: visible, but not in the index; STALE: another version; EXTRA: in the index, but not visible. */
export const DIFFERENCES = ['MISSING', 'STALE', 'EXTRA'] as const;
export type Difference = (typeof DIFFERENCES)[number];

export interface DifferenceCount {
  readonly count: number;
  /** The first ones found, at most ten. */
  readonly first: readonly string[];
}

/** What a comparison of an index (or of PostgreSQL's own documents) with the entries found. */
export interface IndexVerification {
  /** Name of the index, or `search_document/PUBLIC`. */
  readonly index: string;
  /** Entries that the audience sees, and documents, that were compared. */
  readonly entries: number;
  readonly documents: number;
  readonly differences: Readonly<Record<Difference, DifferenceCount>>;
  /** Differences that stay: all without a repair; after one, what the engine refuses or what changed again at once. */
  readonly left: number;
  /** Of those, documents that the engine refuses, told in `search_quarantine`. */
  readonly quarantined: number;
  /** Changes that nobody follows, although there was time: the worker does not run, or is far behind. */
  readonly behind: number;
}

export interface VerificationOptions {
  /** Write again what differs. */
  readonly repair: boolean;
  readonly onProgress?: (progress: VerificationProgress) => void;
  /** Moment, in milliseconds, until which a worker gets to follow what was committed before; absent: in ten seconds. */
  readonly settledBy?: number;
}

/** Milliseconds from now until `settledBy`. */
export function patienceOf({ settledBy }: VerificationOptions): number {
  return settledBy === undefined ? PATIENCE : Math.max(0, settledBy - Date.now());
}

/** Milliseconds that a worker gets to follow what was committed before a comparison. */
export const PATIENCE = 10_000;

/** Told after each page. */
export interface VerificationProgress {
  readonly index: string;
  /** Entries and documents compared so far, of those known at the start. */
  readonly compared: number;
  readonly total: number;
}

/** Counts what is found, and keeps no more than the first ids of it. */
export class VerificationTally {
  entries = 0;
  documents = 0;
  behind = 0;
  left = 0;
  quarantined = 0;
  private readonly found = Object.fromEntries(
    DIFFERENCES.map((difference) => [difference, { count: 0, first: [] as string[] }]),
  ) as Record<Difference, { count: number; first: string[] }>;

  /** @param name of what is compared */
  constructor(private readonly name: string) {}

  add(difference: Difference, ids: readonly string[]): void {
    const { first, count } = this.found[difference];
    this.found[difference] = { count: count + ids.length, first: [...first, ...ids].slice(0, TOLD) };
  }

  addAll(found: Readonly<Record<Difference, readonly string[]>>): void {
    for (const difference of DIFFERENCES) this.add(difference, found[difference]);
  }

  get result(): IndexVerification {
    const { entries, documents, left, quarantined, behind } = this;
    return { index: this.name, entries, documents, differences: this.found, left, quarantined, behind };
  }
}
