import type { BenchServers } from '../data/bench-network.js';
import type { RequestText } from './keep-alive-client.js';

/** Requests sent again and again by some clients until the time is over. */
export interface HttpJob {
  readonly type: 'http';
  /** Each unit is measured as one: its requests follow each other on one connection. */
  readonly units: readonly (readonly RequestText[])[];
  readonly clients: number;
  readonly seconds: number;
  /** Goes on beyond its time until so many units are done; for warming up. */
  readonly atLeast?: number;
  /** An answer that holds this text counts as failed; absent: only the status counts. */
  readonly refusal?: string;
}

/** Transactions of six round trips, straight on PostgreSQL. */
export interface CreateFloorJob {
  readonly type: 'create-floor';
  readonly databaseUrl: string;
  readonly memberKey: string;
  readonly organizationId: string;
  /** JSON texts of contents. */
  readonly contents: readonly string[];
  readonly clients: number;
  readonly seconds: number;
}

/** Calls of a function that inserts many rows. */
export interface BulkFloorJob {
  readonly type: 'bulk-floor';
  readonly databaseUrl: string;
  readonly organizationId: string;
  readonly contents: readonly string[];
  readonly rowsPerCall: number;
  readonly seconds: number;
}

/** The same rows through the product's import. */
export interface ImportJob extends Omit<BulkFloorJob, 'type' | 'databaseUrl'> {
  readonly type: 'import';
  readonly servers: BenchServers;
}

export type LoadJob = HttpJob | CreateFloorJob | BulkFloorJob | ImportJob;

export interface LoadResult {
  /** Milliseconds of each unit. */
  readonly latencies: readonly number[];
  /** Units (for BULK: rows) a second. */
  readonly rate: number;
  readonly units: number;
  /** The first failures, in words; a measure with failures is void. */
  readonly failures: readonly string[];
}
