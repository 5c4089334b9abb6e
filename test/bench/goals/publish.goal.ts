import { setTimeout as pause } from 'node:timers/promises';
import { INDEX_PREFIX } from '../data/bench-network.js';
import { copyForWriting, type DataSet } from '../data/data-set.js';
import { properName } from '../generator/places.js';
import { Random } from '../generator/random.js';
import { KeepAliveClient, type RequestText, wireOf } from '../load/keep-alive-client.js';
import { type CreateAnswer, Operations, REFUSAL, type SearchAnswer, USER_REFUSAL } from '../product/operations.js';
import { startProduct } from '../product/product.process.js';
import { type GoalResult, quantile } from '../report/goal.js';
import { type GoalGroup, interleaved } from './bench.js';
import { newContents } from './new-contents.js';

/** Publications a side; one round of the other groups counts ten here. */
const PER_ROUND = 10;
const POLL = 5;
const PATIENCE = 60_000;

/** G12: from sending `entryPublish` to finding it by search, against posting a document to Meilisearch by hand. */
export const publishGoal: GoalGroup = {
  goals: ['G12'],
  async measure({ set, rounds, folder, log }) {
    const copy = await copyForWriting(set);
    const servers = { ...set, databaseUrl: copy.databaseUrl };
    const product = await startProduct({ servers, withWorker: true, folder });
    const trial = new PublishTrial(set, product.url);
    try {
      const contents = newContents(set.seed + 1, rounds * PER_ROUND + 1);
      await trial.published(contents.pop() ?? {});
      const pair = await interleaved(
        rounds * PER_ROUND,
        () => trial.posted(),
        () => trial.published(contents.pop() ?? {}),
      );
      log(
        `p50: floor ${quantile(pair.floor, 0.5).toFixed(0)} ms, product ${quantile(pair.product, 0.5).toFixed(0)} ms`,
      );
      return [goal(set.size, quantile(pair.floor, 0.95), quantile(pair.product, 0.95))];
    } finally {
      await product.stop();
      await trial.cleanUp();
      await copy.drop();
    }
  },
};

/** Publications one after the other; the engine is idle before each. */
class PublishTrial {
  private readonly random = new Random(7);
  private readonly engine: KeepAliveClient;
  private readonly api: KeepAliveClient;
  private readonly operations: Operations;
  private readonly added: string[] = [];

  constructor(
    private readonly set: DataSet,
    apiUrl: string,
  ) {
    this.engine = new KeepAliveClient(set.meiliUrl);
    this.api = new KeepAliveClient(apiUrl);
    this.operations = new Operations(apiUrl, set.key);
  }

  /** Milliseconds of the floor. */
  async posted(): Promise<number> {
    const word = this.newWord();
    const [model] = (await this.ask<{ results: object[] }>(`/indexes/${INDEX_PREFIX}_public/documents?limit=1`))
      .results;
    const id = this.random.uuid(Date.now());
    this.added.push(id);
    await this.idle();
    const started = performance.now();
    await this.ask(`/indexes/${INDEX_PREFIX}_public/documents`, [{ ...model, id, title: word }]);
    await until(async () => {
      const body = { queries: [{ indexUid: `${INDEX_PREFIX}_public`, q: word, limit: 1 }] };
      const { results } = await this.ask<{ results: { hits: unknown[] }[] }>('/multi-search', body);
      return (results[0]?.hits.length ?? 0) > 0;
    });
    return performance.now() - started;
  }

  /** Milliseconds of the product. */
  async published(content: Readonly<Record<string, unknown>>): Promise<number> {
    const word = this.newWord();
    const create = this.operations.create('USE_CASE', this.set.organizationId, { ...content, title: word });
    const { entry } = (await this.graphql<CreateAnswer>(create)).entryCreate;
    this.added.push(entry.id);
    await this.idle();
    const search = wireOf(this.operations.search({ query: word, filter: {} }));
    const started = performance.now();
    await this.graphql(this.operations.publish(entry.id, entry.lastRevision));
    await until(async () => {
      const { body } = await this.api.send(search);
      const { data } = JSON.parse(body.toString('utf8')) as { data: SearchAnswer };
      return data.search.edges.some(({ node }) => node.id === entry.id);
    });
    return performance.now() - started;
  }

  /** The indexes as they were made. */
  async cleanUp(): Promise<void> {
    for (const index of ['public', 'network']) {
      await this.ask(`/indexes/${INDEX_PREFIX}_${index}/documents/delete-batch`, this.added);
    }
    await this.idle();
    this.engine.close();
    this.api.close();
  }

  private newWord(): string {
    return `${properName(this.random)}${properName(this.random)}${properName(this.random)}`.toLowerCase();
  }

  /** The worker fills a second index after the first; its task must not stand before the next floor. */
  private async idle(): Promise<void> {
    await pause(100);
    await until(async () => {
      const { total } = await this.ask<{ total: number }>('/tasks?statuses=enqueued,processing&limit=1');
      return total === 0;
    });
  }

  private async ask<T>(path: string, body?: unknown): Promise<T> {
    const headers = { authorization: `Bearer ${this.set.meiliKey}` };
    const post = body === undefined ? {} : ({ method: 'POST', body: JSON.stringify(body) } as const);
    const answer = await this.engine.send(wireOf({ url: `${this.set.meiliUrl}${path}`, headers, ...post }));
    if (answer.status >= 300) throw new Error(`Meilisearch ${path}: ${answer.body.toString('utf8')}`);
    return JSON.parse(answer.body.toString('utf8')) as T;
  }

  private async graphql<T>(request: RequestText): Promise<T> {
    const { body } = await this.api.send(wireOf(request));
    if (body.includes(REFUSAL) || body.includes(USER_REFUSAL)) throw new Error(body.toString('utf8'));
    return (JSON.parse(body.toString('utf8')) as { data: T }).data;
  }
}

async function until(reached: () => Promise<boolean>): Promise<void> {
  for (const started = performance.now(); !(await reached()); await pause(POLL)) {
    if (performance.now() - started > PATIENCE) throw new Error(`not reached in ${PATIENCE} ms`);
  }
}

function goal(size: number, floor: number, product: number): GoalResult {
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
