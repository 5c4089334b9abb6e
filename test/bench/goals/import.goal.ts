import { copyForWriting } from '../data/data-set.js';
import type { LoadResult } from '../load/load.job.js';
import { median } from '../report/goal.js';
import { type GoalGroup, interleaved } from './bench.js';
import { newContents } from './new-contents.js';

const CONTENTS = 1_000;
const ROWS = 500;

/** G14: rows of an import, validated and published, against a function of PostgreSQL that inserts 500 a call. */
export const importGoal: GoalGroup = {
  goals: ['G14'],
  needsIndex: false,
  async measure({ set, load, rounds, seconds }) {
    const copy = await copyForWriting(set);
    const { meiliUrl, meiliKey, organizationId, size } = set;
    const { databaseUrl } = copy;
    try {
      const contents = newContents(set.seed, CONTENTS).map((content) => JSON.stringify(content));
      const common = { organizationId, contents, rowsPerCall: ROWS, seconds };
      const product = { type: 'import', servers: { databaseUrl, meiliUrl, meiliKey }, ...common } as const;
      await load.run(product);
      const pair = await interleaved<LoadResult>(
        rounds,
        () => load.run({ type: 'bulk-floor', databaseUrl, ...common }),
        () => load.run(product),
      );
      const [floor = 0, imported = 0] = [pair.floor, pair.product].map((side) => median(side.map(({ rate }) => rate)));
      return [
        {
          goal: 'G14',
          what: `import, ${ROWS} rows a call`,
          size,
          floor: `${floor.toFixed(0)} rows/s`,
          product: `${imported.toFixed(0)} rows/s`,
          figure: imported / floor,
          unit: '×',
          must: { atLeast: 0.2 },
          stretch: { atLeast: 0.4 },
        },
      ];
    } finally {
      await copy.drop();
    }
  },
};
