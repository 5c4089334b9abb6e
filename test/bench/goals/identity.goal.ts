import { randomBytes } from 'node:crypto';
import { hashSecret, makeKey } from '@maillage/identity';
import { newId } from '@maillage/kernel';
import { copyForWriting, withClient } from '../data/data-set.js';
import type { HttpJob } from '../load/load.job.js';
import { Operations, REFUSAL } from '../product/operations.js';
import { processorTime } from '../product/process-usage.js';
import { SITE, startProduct } from '../product/product.process.js';
import { type GoalResult, median } from '../report/goal.js';
import type { Bench, GoalGroup } from './bench.js';

const CLIENTS = 16;
const PAGE = 20;

const WHO = ['visitor', 'key', 'session'] as const;
type Who = (typeof WHO)[number];
/** Headers of each. */
type Callers = Readonly<Record<Who, Readonly<Record<string, string>>>>;

/**
 * IDENTITY: what it costs to know who asks. Processor time of the API for a list of twenty, asked for by a key and from
 * a session, against a visitor's, who is looked up nowhere; all three see the same list.
 */
export const identityGoal: GoalGroup = {
  goals: ['IDENTITY'],
  needsIndex: false,
  async measure(bench) {
    const copy = await copyForWriting(bench.set);
    const callers = await makeCallers(copy.databaseUrl, bench.set.organizationId);
    const servers = { ...bench.set, databaseUrl: copy.databaseUrl };
    const api = await startProduct({ servers, withWorker: false, folder: bench.folder });
    try {
      const costs = await costsOf(bench, api, callers);
      return [goal(bench, 'key', costs.visitor, costs.key), goal(bench, 'session', costs.visitor, costs.session)];
    } finally {
      await api.stop();
      await copy.drop();
    }
  },
};

/** Milliseconds of processor time a request, medians of the rounds; callers take turns, after a warm-up of each. */
async function costsOf(
  { load, rounds, seconds }: Bench,
  api: { readonly url: string; readonly apiPid: number },
  callers: Callers,
): Promise<Record<Who, number>> {
  const asked = new Operations(api.url).entries(PAGE, null);
  const jobOf = (who: Who): HttpJob => {
    const units = [[{ ...asked, headers: { ...asked.headers, ...callers[who] } }]];
    return { type: 'http', units, clients: CLIENTS, seconds, refusal: REFUSAL };
  };
  for (const who of WHO) await load.run({ ...jobOf(who), seconds: 0, atLeast: 3_000 });
  const costs: Record<Who, number[]> = { visitor: [], key: [], session: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const who of WHO) {
      const before = await processorTime(api.apiPid);
      const { units } = await load.run(jobOf(who));
      costs[who].push(((await processorTime(api.apiPid)) - before) / units);
    }
  }
  return { visitor: median(costs.visitor), key: median(costs.key), session: median(costs.session) };
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
      [newId(), hashSecret(selector), hashSecret(token), memberId],
    );
  });
  return {
    visitor: {},
    key: { authorization: `Bearer ${key}` },
    session: { origin: SITE, cookie: `__Host-maillage_session=${selector}.${token}` },
  };
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
