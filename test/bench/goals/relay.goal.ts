import { Relay } from '@maillage/changes';
import { openServices } from '../data/bench-network.js';
import { copyForWriting, withClient } from '../data/data-set.js';
import { type GoalResult, median } from '../report/goal.js';
import type { GoalGroup } from './bench.js';

/** Rows a round. */
const ROWS = 20_000;

/** RELAY: rows of the outbox that one relay numbers a second, in batches of a thousand, durably. */
export const relayGoal: GoalGroup = {
  goals: ['RELAY'],
  needsIndex: false,
  async measure({ set, rounds }) {
    const copy = await copyForWriting(set);
    const context = await openServices({ ...set, databaseUrl: copy.databaseUrl });
    try {
      const relay = context.get(Relay, { strict: false });
      const rates: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        await withClient(copy.databaseUrl, (client) => client.query(changedAgain, [ROWS]));
        const started = performance.now();
        const numbered = await relay.drain();
        if (numbered !== ROWS) throw new Error(`${numbered} rows were numbered, not ${ROWS}`);
        rates.push((ROWS * 1_000) / (performance.now() - started));
      }
      return [goal(set.size, median(rates))];
    } finally {
      await context.close();
      await copy.drop();
    }
  },
};

/** Entries all over the catalogue change, some of them twice. */
const changedAgain = `INSERT INTO outbox (entry_id)
  SELECT id FROM (SELECT id FROM entry WHERE published_revision IS NOT NULL) e, generate_series(1, 100)
   ORDER BY generate_series, md5(id::text) LIMIT $1`;

function goal(size: number, figure: number): GoalResult {
  const told = { goal: 'RELAY', what: 'rows numbered a second', size, floor: '–', product: `${figure.toFixed(0)}/s` };
  return { ...told, figure, unit: '/s', must: { atLeast: 10_000 }, stretch: { atLeast: 20_000 } };
}
