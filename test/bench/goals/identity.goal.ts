import { createHash, randomBytes } from 'node:crypto';
import { hashSecret, makeKey } from '@maillage/identity';
import { newId } from '@maillage/kernel';
import { copyForWriting, withClient } from '../data/data-set.js';
import type { HttpJob, LoadResult } from '../load/load.job.js';
import { Operations, REFUSAL } from '../product/operations.js';
import { processorTime } from '../product/process-usage.js';
import { startProduct } from '../product/product.process.js';
import { type GoalResult, median } from '../report/goal.js';
import type { Bench, GoalGroup } from './bench.js';

const CLIENTS = 16;
const PAGE = 20;

type Callers = Readonly<Record<'visitor' | 'key' | 'session', Readonly<Record<string, string>>>>;

/**
 * IDENTITY: what it costs to know who asks. Processor time of the API for a list of twenty, asked for by a key and from
 * a session, against a visitor's, who is looked up nowhere; all three see the same list.
 */
export const identityGoal: GoalGroup = {
  goals: ['IDENTITY'],
  async measure(bench) {
    const copy = await copyForWriting(bench.set);
    const callers = await makeCallers(copy.databaseUrl, bench.set.organizationId);
    const servers = { ...bench.set, databaseUrl: copy.databaseUrl };
    const api = await startProduct({ servers, withWorker: false, folder: bench.folder });
    try {
      const visitor = await cost(bench, api, callers.visitor);
      return [
        goal(bench, 'key', visitor, await cost(bench, api, callers.key)),
        goal(bench, 'session', visitor, await cost(bench, api, callers.session)),
      ];
    } finally {
      await api.stop();
      await copy.drop();
    }
  },
};

/** Milliseconds of processor time a request, the median of the rounds, after a warm-up. */
async function cost(
  { load, rounds, seconds }: Bench,
  api: { readonly url: string; readonly apiPid: number },
  headers: Readonly<Record<string, string>>,
): Promise<number> {
  const asked = new Operations(api.url).entries(PAGE, null);
  const units = [[{ ...asked, headers: { ...asked.headers, ...headers } }]];
  const job: HttpJob = { type: 'http', units, clients: CLIENTS, seconds, refusal: REFUSAL };
  await load.run({ ...job, seconds: 0, atLeast: 1_000 });
  const costs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const before = await processorTime(api.apiPid);
    const result: LoadResult = await load.run(job);
    costs.push(((await processorTime(api.apiPid)) - before) / result.units);
  }
  return median(costs);
}

/** A portal's key of the audience PUBLIC, and a person without a role: they see what visitors see. */
async function makeCallers(databaseUrl: string, organizationId: string): Promise<Callers> {
  const { key, shortId, secret } = makeKey('prod');
  const [selector, token] = [randomBytes(16).toString('base64url'), randomBytes(32).toString('base64url')];
  const memberId = newId();
  await withClient(databaseUrl, async (client) => {
    await client.query(
      `INSERT INTO api_key (id, short_id, secret_hash, name, organization_id, scopes, audience, expires_at, created_by)
       VALUES ($1, $2, $3, 'bench', $4, '{read}', 'PUBLIC', now() + interval '1 day', 'bench')`,
      [newId(), shortId, hashSecret(secret), organizationId],
    );
    await client.query(
      `INSERT INTO member (id, subject, display_name, demonstration) VALUES ($1::uuid, 'bench|' || $1::text, 'Bench', true)`,
      [memberId],
    );
    await client.query(
      `INSERT INTO session (id, selector_hash, token_hash, member_id, label, successor_used_at, expires_at)
       VALUES ($1, $2, $3, $4, 'bench', now(), now() + interval '8 hours')`,
      [newId(), sha256(selector), sha256(token), memberId],
    );
  });
  return {
    visitor: {},
    key: { authorization: `Bearer ${key}` },
    session: { cookie: `__Host-maillage_session=${selector}.${token}` },
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function goal({ set }: Bench, who: string, visitor: number, asked: number): GoalResult {
  return {
    goal: 'IDENTITY',
    what: `list of ${PAGE} by ${who}, API processor time`,
    size: set.size,
    floor: `${visitor.toFixed(2)} ms`,
    product: `${asked.toFixed(2)} ms`,
    figure: asked / visitor,
    unit: '×',
    must: { atMost: 1.1 },
    stretch: { atMost: 1.05 },
  };
}
