import { parseKey } from '@maillage/identity';
import { copyForWriting } from '../data/data-set.js';
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
      const operations = new Operations(api.url, set.key);
      const units = contents.map((content) => [operations.create('USE_CASE', set.organizationId, content)]);
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
