import { newId } from '@maillage/kernel';
import pg from 'pg';
import type { CreateFloorJob, LoadResult } from './load.job.js';

const rights = {
  name: 'bench-rights',
  text: `SELECT s.role FROM api_key k JOIN membership s ON s.member_id = k.member_id
          WHERE k.short_id = $1 AND k.revoked_at IS NULL AND k.expires_at > now() AND s.organization_id = $2`,
};
const insertEntry = {
  name: 'bench-entry',
  text: `INSERT INTO entry (id, kind, owner_id, subject_organization_id, last_revision) VALUES ($1, 'USE_CASE', $2, $2, 1)`,
};
const insertRevision = {
  name: 'bench-revision',
  text: `INSERT INTO entry_revision (entry_id, number, state, content, title_hash, author)
         VALUES ($1, 1, 'DRAFT', $2::text::jsonb, md5($2::text), 'system:bench')`,
};
const insertOutbox = { name: 'bench-outbox', text: 'INSERT INTO outbox (entry_id) VALUES ($1)' };

/** What creating an entry costs with nothing around it: six round trips of prepared statements, durable. */
export async function runCreateFloor(job: CreateFloorJob): Promise<LoadResult> {
  const latencies: number[] = [];
  const started = performance.now();
  const end = started + job.seconds * 1_000;
  let next = 0;
  const work = async (): Promise<void> => {
    const client = new pg.Client({ connectionString: job.databaseUrl });
    await client.connect();
    while (performance.now() < end) {
      const begun = performance.now();
      const id = newId();
      await client.query('BEGIN');
      await client.query({ ...rights, values: [job.memberKey, job.organizationId] });
      await client.query({ ...insertEntry, values: [id, job.organizationId] });
      await client.query({ ...insertRevision, values: [id, job.contents[next++ % job.contents.length]] });
      await client.query({ ...insertOutbox, values: [id] });
      await client.query('COMMIT');
      latencies.push(performance.now() - begun);
    }
    await client.end();
  };
  await Promise.all(Array.from({ length: job.clients }, work));
  const taken = (performance.now() - started) / 1_000;
  return { latencies, units: latencies.length, rate: latencies.length / taken, failures: [] };
}
