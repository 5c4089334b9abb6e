import { copyForWriting } from '../data/data-set.js';
import { startProduct } from '../product/product.process.js';
import { type GoalResult, median, quantile } from '../report/goal.js';
import { type GoalGroup, interleaved, type Pair } from './bench.js';
import { newContents } from './new-contents.js';
import { PublishTrial } from './publish-trial.js';

/** Publications a side; one round of the other groups counts ten here. */
const PER_ROUND = 10;
const BURST = 200;

/**
 * G12: from sending `entryPublish` to a visitor's finding it by search, against posting a document to the same index by
 * hand. Members search an index of their own, which the engine fills next. G13: 200 at once, until all are found.
 */
export const publishGoal: GoalGroup = {
  goals: ['G12', 'G13'],
  needsIndex: true,
  async measure({ set, rounds, folder, log }) {
    const copy = await copyForWriting(set);
    const servers = { ...set, databaseUrl: copy.databaseUrl };
    const product = await startProduct({ servers, withWorker: true, folder });
    const trial = new PublishTrial(set, product.url);
    try {
      const contents = newContents(set.seed + 1, 1 + rounds * (PER_ROUND + BURST));
      await trial.published(contents.splice(0, 1));
      const single = await interleaved(
        rounds * PER_ROUND,
        () => trial.posted(),
        () => trial.published(contents.splice(0, 1)),
      );
      const burst = await interleaved(
        rounds,
        () => trial.posted(BURST),
        () => trial.published(contents.splice(0, BURST)),
      );
      log(
        `p50: floor ${quantile(single.floor, 0.5).toFixed(0)} ms, product ${quantile(single.product, 0.5).toFixed(0)} ms`,
      );
      return [singleGoal(set.size, single), burstGoal(set.size, burst)];
    } finally {
      await product.stop();
      await trial.cleanUp();
      await copy.drop();
    }
  },
};

function singleGoal(size: number, pair: Pair<number>): GoalResult {
  const floor = quantile(pair.floor, 0.95);
  const product = quantile(pair.product, 0.95);
  return {
    goal: 'G12',
    what: 'publish → searchable, p95',
    size,
    floor: `${floor.toFixed(0)} ms`,
    product: `${product.toFixed(0)} ms`,
    figure: product - floor,
    unit: ' ms',
    must: { atMost: 250 },
    stretch: { atMost: 100 },
  };
}

function burstGoal(size: number, pair: Pair<number>): GoalResult {
  const floor = median(pair.floor);
  const product = median(pair.product);
  return {
    goal: 'G13',
    what: `burst of ${BURST}, all searchable`,
    size,
    floor: `${floor.toFixed(0)} ms`,
    product: `${product.toFixed(0)} ms`,
    figure: product / floor,
    unit: '×',
    must: { atMost: 2 },
    stretch: { atMost: 1.3 },
  };
}
