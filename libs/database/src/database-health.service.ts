import { withDeadline } from '@maillage/kernel';
import { migrations } from './migrations/index.js';
import { ReadPool } from './read-pool.js';

/** Longest wait, in milliseconds: a health page that hangs tells nothing. */
const PATIENCE = 1_400;

export interface DatabaseHealth {
  readonly reachable: boolean;
  /** Of PostgreSQL, e.g. `18.1`; null when it does not answer. */
  readonly version: string | null;
  /** CURRENT; PENDING: run the migrations; NEWER: migrated by a newer version of the product; null: unknown. */
  readonly migrations: 'CURRENT' | 'PENDING' | 'NEWER' | null;
  /** Names of the migrations that make the difference. */
  readonly differing: readonly string[];
  /** Why it is not reachable, for operators. */
  readonly error: string | null;
}

export class DatabaseHealthService {
  constructor(private readonly pool: ReadPool) {}

  /** Answers within 1.5 s, whatever happens; never throws. */
  async check(): Promise<DatabaseHealth> {
    try {
      return await withDeadline(PATIENCE, this.read());
    } catch (error) {
      return { reachable: false, version: null, migrations: null, differing: [], error: (error as Error).message };
    }
  }

  private async read(): Promise<DatabaseHealth> {
    const [server] = await this.pool.queryText<{ version: string; table: string | null }>(
      `SELECT split_part(current_setting('server_version'), ' ', 1) AS version,
              to_regclass('schema_migration')::text AS "table"`,
    );
    const rows = server?.table ? await this.pool.queryText<{ name: string }>('SELECT name FROM schema_migration') : [];
    return { reachable: true, version: server?.version ?? null, error: null, ...compare(rows.map((row) => row.name)) };
  }
}

/** Migrations applied to a database against those of the code. */
function compare(applied: readonly string[]): Pick<DatabaseHealth, 'migrations' | 'differing'> {
  const known = (migrations as { name: string }[]).map((migration) => migration.name);
  const newer = applied.filter((name) => !known.includes(name));
  if (newer.length > 0) return { migrations: 'NEWER', differing: newer };
  const pending = known.filter((name) => !applied.includes(name));
  return { migrations: pending.length > 0 ? 'PENDING' : 'CURRENT', differing: pending };
}
