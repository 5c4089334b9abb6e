import { hashSecret, makeKey, parseKey } from '@maillage/identity';
import { newId } from '@maillage/kernel';
import { copyForWriting, withClient } from '../data/data-set.js';
import type { HttpJob, LoadResult } from '../load/load.job.js';
import { Operations, USER_REFUSAL } from '../product/operations.js';
import { startProduct } from '../product/product.process.js';
import { type GoalResult, median } from '../report/goal.js';
import { type GoalGroup, interleaved } from './bench.js';
import { newContents } from './new-contents.js';

const CLIENTS = 8;
const CONTENTS = 500;

/** G11: `entryCreate` with its rights, checks, audit and look for twins, against a transaction of six round trips. */
export const createGoal: GoalGroup = {
  goals: ['G11'],
  needsIndex: false,
  async measure(bench) {
    const { set, load, rounds, seconds, folder } = bench;
    const copy = await copyForWriting(set);
    const servers = { ...set, databaseUrl: copy.databaseUrl };
    const api = await startProduct({ servers, withWorker: false, folder });
    try {
      const contents = newContents(set.seed, CONTENTS);
      const callers = (await makeKeys(copy.databaseUrl, set.key)).map((key) => new Operations(api.url, key));
      const units = contents.flatMap((content, n) => {
        const operations = callers[n % callers.length];
        return operations ? [[operations.create('USE_CASE', set.organizationId, content)]] : [];
      });
      const product: HttpJob = { type: 'http', units, clients: CLIENTS, seconds, refusal: USER_REFUSAL };
      const floor = {
        type: 'create-floor',
        databaseUrl: copy.databaseUrl,
        memberKey: parseKey(set.key)?.shortId ?? '',
        organizationId: set.organizationId,
        contents: contents.map((content) => JSON.stringify(content)),
        clients: CLIENTS,
        seconds,
      } as const;
      await load.run({ ...product, seconds: 0, atLeast: CONTENTS });
      const pair = await interleaved<LoadResult>(
        rounds,
        () => load.run(floor),
        () => load.run(product),
      );
      return [goal(set.size, median(pair.floor.map(({ rate }) => rate)), median(pair.product.map(({ rate }) => rate)))];
    } finally {
      await api.stop();
      await copy.drop();
    }
  },
};

/** A key for each client, of the same person: requests by one key that come at the same time share its look-up. */
async function makeKeys(databaseUrl: string, key: string): Promise<string[]> {
  const keys = Array.from({ length: CLIENTS }, () => makeKey('prod'));
  await withClient(databaseUrl, async (client) => {
    for (const { shortId, secret } of keys) {
      await client.query(
        `INSERT INTO api_key (id, short_id, secret_hash, name, member_id, scopes, audience, expires_at, created_by)
         SELECT $1, $2, $3, 'bench', member_id, scopes, audience, expires_at, created_by FROM api_key WHERE short_id = $4`,
        [newId(), shortId, hashSecret(secret), parseKey(key)?.shortId],
      );
    }
  });
  return keys.map((made) => made.key);
}

function goal(size: number, floor: number, product: number): GoalResult {
  return {
    goal: 'G11',
    what: `entryCreate, ${CLIENTS} clients`,
    size,
    floor: `${floor.toFixed(0)}/s`,
    product: `${product.toFixed(0)}/s`,
    figure: product / floor,
    unit: '×',
    must: { atLeast: 0.35 },
    stretch: { atLeast: 0.65 },
  };
}
