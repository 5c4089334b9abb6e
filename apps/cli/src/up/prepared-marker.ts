import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

/** What was done once for a database. */
interface Prepared {
  /** Version of the reference data that were loaded. */
  readonly reference?: string;
  readonly seeded?: boolean;
}

/**
 * What earlier starts did for the database, so that the next one does not do it again. Kept in the data folder, by the
 * epoch of the database: another or a restored database begins anew (both steps may be repeated safely).
 */
export class PreparedMarker {
  private constructor(
    private readonly path: string,
    private readonly epoch: string,
    private state: Readonly<Record<string, Prepared>>,
  ) {}

  /** @param databaseUrl of a migrated database */
  static async read(folder: string, databaseUrl: string): Promise<PreparedMarker> {
    const path = join(folder, 'prepared.json');
    const state = await readFile(path, 'utf8').then(
      (text) => JSON.parse(text) as Record<string, Prepared>,
      () => ({}),
    );
    return new PreparedMarker(path, await epochOf(databaseUrl), state);
  }

  /** @param version of the reference data that this version of the product brings */
  hasReference(version: string): boolean {
    return this.state[this.epoch]?.reference === version;
  }

  get isSeeded(): boolean {
    return this.state[this.epoch]?.seeded === true;
  }

  async keepReference(version: string): Promise<void> {
    await this.keep({ reference: version });
  }

  async keepSeeded(): Promise<void> {
    await this.keep({ seeded: true });
  }

  private async keep(done: Prepared): Promise<void> {
    this.state = { ...this.state, [this.epoch]: { ...this.state[this.epoch], ...done } };
    await writeFile(`${this.path}.new`, `${JSON.stringify(this.state, null, 2)}\n`);
    await rename(`${this.path}.new`, this.path);
  }
}

async function epochOf(databaseUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ epoch: string }>('SELECT epoch FROM feed_counter');
    return rows[0]?.epoch ?? '';
  } finally {
    await client.end();
  }
}
