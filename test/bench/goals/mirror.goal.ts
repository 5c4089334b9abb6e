import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { jsonlStore, Mirror } from '@maillage/mirror';
import { indexFromNow } from '../data/bench-network.js';
import { copyForWriting } from '../data/data-set.js';
import { KeepAliveClient, wireOf } from '../load/keep-alive-client.js';
import { type CreateAnswer, Operations, REFUSAL, USER_REFUSAL } from '../product/operations.js';
import { MirrorProcess } from '../product/mirror.process.js';
import { startProduct } from '../product/product.process.js';
import { type GoalResult, quantile } from '../report/goal.js';
import type { GoalGroup } from './bench.js';
import { newContents } from './new-contents.js';

/** Publications a round. */
const PER_ROUND = 20;
/** Seconds between two looks of the mirrors that follow. */
const EVERY = 1;
const PATIENCE = 30_000;

/**
 * MIRROR: from sending `entryPublish` to the entry's standing in a mirror that looks every second; and the memory of the
 * mirror's own process, which loads everything and then follows.
 */
export const mirrorGoal: GoalGroup = {
  goals: ['MIRROR'],
  needsIndex: false,
  async measure({ set, rounds, folder, log }) {
    const copy = await copyForWriting(set);
    const indexes = await indexFromNow({ ...set, databaseUrl: copy.databaseUrl });
    const product = await startProduct({ servers: indexes.servers, withWorker: true, folder });
    const place = await mkdtemp(join(folder, 'mirror-'));
    const ended = new AbortController();
    const mirror = new Mirror({ url: product.url, store: jsonlStore(join(place, 'own')) });
    const follower = new MirrorProcess([
      product.url,
      '--to',
      'jsonl',
      '--target',
      join(place, 'process'),
      '--follow',
      '--every',
      `${EVERY}`,
    ]);
    try {
      const started = performance.now();
      const { loaded } = await mirror.sync();
      const seconds = (performance.now() - started) / 1_000;
      log(`${loaded} entries in ${seconds.toFixed(1)} s, ${(loaded / seconds).toFixed(0)} a second`);
      await follower.loaded();
      const afterLoad = await follower.peakMemory();
      const client = new KeepAliveClient(product.url);
      const trial = new MirrorTrial(mirror, client, new Operations(product.url, set.key), set.organizationId);
      const following = trial.follow(ended.signal);
      const waits: number[] = [];
      for (const content of newContents(set.seed + 2, rounds * PER_ROUND)) waits.push(await trial.published(content));
      ended.abort();
      await following;
      client.close();
      const { equal } = await mirror.verify();
      if (!equal) throw new Error('the mirror that followed differs from the feed');
      log(`p50 ${quantile(waits, 0.5).toFixed(0)} ms; peak memory ${afterLoad.toFixed(0)} MB after the load`);
      return [visibleGoal(set.size, waits), memoryGoal(set.size, afterLoad, await follower.peakMemory())];
    } finally {
      ended.abort();
      await follower.stop();
      await mirror.close();
      await product.stop();
      await indexes.remove();
      await copy.drop();
      await rm(place, { recursive: true, force: true });
    }
  },
};

class MirrorTrial {
  private readonly awaited = new Map<string, () => void>();

  constructor(
    private readonly mirror: Mirror,
    private readonly client: KeepAliveClient,
    private readonly operations: Operations,
    private readonly organizationId: string,
  ) {}

  async follow(signal: AbortSignal): Promise<void> {
    for await (const { changes } of this.mirror.follow({ every: EVERY * 1_000, signal })) {
      for (const { entryId } of changes) this.awaited.get(entryId)?.();
    }
  }

  /** Milliseconds from sending the publication until the mirror holds the entry. */
  async published(content: Readonly<Record<string, unknown>>): Promise<number> {
    const create = this.operations.create('USE_CASE', this.organizationId, content);
    const { id, lastRevision } = (await this.graphql<CreateAnswer>(create)).entryCreate.entry;
    const held = new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${id} did not reach the mirror`)), PATIENCE);
      this.awaited.set(id, () => {
        clearTimeout(timer);
        resolve();
      });
    });
    const started = performance.now();
    await this.graphql(this.operations.publish(id, lastRevision));
    await held;
    return performance.now() - started;
  }

  private async graphql<T>(request: ReturnType<Operations['publish']>): Promise<T> {
    const { body } = await this.client.send(wireOf(request));
    if (body.includes(REFUSAL) || body.includes(USER_REFUSAL)) throw new Error(body.toString('utf8'));
    return (JSON.parse(body.toString('utf8')) as { data: T }).data;
  }
}

function visibleGoal(size: number, waits: readonly number[]): GoalResult {
  const figure = quantile(waits, 0.95);
  const told = { goal: 'MIRROR', what: 'publish → visible in a following mirror, p95', size, floor: '–' };
  return {
    ...told,
    product: `${figure.toFixed(0)} ms`,
    figure,
    unit: ' ms',
    must: { atMost: 2_000 },
    stretch: { atMost: 1_200 },
  };
}

function memoryGoal(size: number, afterLoad: number, atEnd: number): GoalResult {
  const figure = atEnd / afterLoad;
  const told = { goal: 'MIRROR', what: 'peak memory of its process, end / after the load', size };
  const [floor, product] = [afterLoad, atEnd].map((megabytes) => `${megabytes.toFixed(0)} MB`) as [string, string];
  return { ...told, floor, product, figure, unit: '×', must: { atMost: 1.15 }, stretch: { atMost: 1.05 } };
}
