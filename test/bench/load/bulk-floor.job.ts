import pg from 'pg';
import type { BulkFloorJob, LoadResult } from './load.job.js';

const bulk = `
  CREATE OR REPLACE FUNCTION bench_bulk(owner uuid, contents jsonb) RETURNS int LANGUAGE sql AS $$
    WITH given AS MATERIALIZED (SELECT uuidv7() AS id, c AS content FROM jsonb_array_elements(contents) AS c),
    made AS (
      INSERT INTO entry (id, kind, owner_id, subject_organization_id, last_revision)
      SELECT id, 'USE_CASE', owner, owner, 1 FROM given),
    revised AS (
      INSERT INTO entry_revision (entry_id, number, state, content, title_hash, author)
      SELECT id, 1, 'DRAFT', content, md5(content ->> 'title'), 'system:bench' FROM given),
    told AS (INSERT INTO outbox (entry_id) SELECT id FROM given)
    SELECT count(*)::int FROM given $$`;

/** A function of PostgreSQL that inserts some hundred rows a call: no validation, no rights, no comparison. */
export async function runBulkFloor(job: BulkFloorJob): Promise<LoadResult> {
  const client = new pg.Client({ connectionString: job.databaseUrl });
  await client.connect();
  try {
    await client.query(bulk);
    const latencies: number[] = [];
    const started = performance.now();
    let next = 0;
    while (performance.now() - started < job.seconds * 1_000) {
      const begun = performance.now();
      const rows = Array.from({ length: job.rowsPerCall }, () => job.contents[next++ % job.contents.length]);
      await client.query('SELECT bench_bulk($1, $2::jsonb)', [job.organizationId, `[${rows.join(',')}]`]);
      latencies.push(performance.now() - begun);
    }
    const units = latencies.length * job.rowsPerCall;
    return { latencies, units, rate: units / ((performance.now() - started) / 1_000), failures: [] };
  } finally {
    await client.end();
  }
}
