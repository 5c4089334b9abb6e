import { setTimeout as pause } from 'node:timers/promises';
import { INDEX_PREFIX } from '../data/bench-network.js';
import type { DataSet } from '../data/data-set.js';
import { properName } from '../generator/places.js';
import { Random } from '../generator/random.js';
import { KeepAliveClient, type RequestText, wireOf } from '../load/keep-alive-client.js';
import { type CreateAnswer, Operations, REFUSAL, type SearchAnswer, USER_REFUSAL } from '../product/operations.js';

/** Milliseconds between two looks; often enough for tasks of a second, rarely enough not to be the load itself. */
const POLL = 20;
const PATIENCE = 60_000;
/** Milliseconds without a task after which the worker has nothing more to do; it looks at its own every 250. */
const QUIET = 600;
/** Documents among which the floor takes its own; every data set has more. */
const PLACES = 5_000;
/** Who publish, or post, at once. */
const CLIENTS = 8;

export type Content = Readonly<Record<string, unknown>>;

/** Publications, and documents posted by hand, each until they are found; the engine is idle before each measure. */
export class PublishTrial {
  private readonly random = new Random(7);
  private readonly engines: readonly KeepAliveClient[];
  private readonly apis: readonly KeepAliveClient[];
  private readonly operations: Operations;
  private readonly visitor: Operations;
  private readonly added: string[] = [];

  constructor(
    private readonly set: DataSet,
    apiUrl: string,
  ) {
    this.engines = Array.from({ length: CLIENTS }, () => new KeepAliveClient(set.meiliUrl));
    this.apis = Array.from({ length: CLIENTS }, () => new KeepAliveClient(apiUrl));
    this.operations = new Operations(apiUrl, set.key);
    this.visitor = new Operations(apiUrl);
  }

  /** Milliseconds of the floor: as many documents, one a request, until all are found. */
  async posted(count = 1): Promise<number> {
    const word = this.newWord();
    // As many different ones, as publications are: the engine has hardly anything to do for copies of one.
    const documents = (await this.some(count)).map((document) => ({
      ...document,
      id: this.random.uuid(Date.now()),
      title: word,
    }));
    this.added.push(...documents.map(({ id }) => id));
    await this.idle();
    const started = performance.now();
    await inParallel(documents, async (document, client) => {
      await this.ask(`/indexes/${INDEX_PREFIX}_public/documents`, [document], this.engines[client]);
    });
    await until(async () => {
      const body = { queries: [{ indexUid: `${INDEX_PREFIX}_public`, q: word, hitsPerPage: 1 }] };
      const { results } = await this.ask<{ results: { totalHits: number }[] }>('/multi-search', body);
      return results[0]?.totalHits === count;
    });
    return performance.now() - started;
  }

  /** Milliseconds from the first publication's sending until a visitor finds all of them. */
  async published(contents: readonly Content[]): Promise<number> {
    const word = this.newWord();
    const drafts: CreateAnswer['entryCreate']['entry'][] = [];
    for (const content of contents) {
      const create = this.operations.create('USE_CASE', this.set.organizationId, { ...content, title: word });
      drafts.push((await this.graphql<CreateAnswer>(create)).entryCreate.entry);
    }
    this.added.push(...drafts.map(({ id }) => id));
    await this.idle();
    const search = wireOf(this.visitor.search({ query: word, filter: {} }));
    const started = performance.now();
    await inParallel(drafts, async ({ id, lastRevision }, client) => {
      await this.graphql(this.operations.publish(id, lastRevision), this.apis[client]);
    });
    await until(async () => {
      const { body } = await one(this.apis).send(search);
      const { data } = JSON.parse(body.toString('utf8')) as { data: SearchAnswer };
      const { totalCount, edges } = data.search;
      return totalCount === drafts.length && edges.every(({ node }) => drafts.some(({ id }) => id === node.id));
    });
    return performance.now() - started;
  }

  /** The indexes as they were made. */
  async cleanUp(): Promise<void> {
    for (const index of ['public', 'network']) {
      await this.ask(`/indexes/${INDEX_PREFIX}_${index}/documents/delete-batch`, this.added);
    }
    await this.idle();
    for (const client of [...this.engines, ...this.apis]) client.close();
  }

  /** Documents of the index, from a place of its own each time. */
  private async some(count: number): Promise<object[]> {
    const offset = this.random.integer(0, PLACES - count);
    const path = `/indexes/${INDEX_PREFIX}_public/documents?limit=${count}&offset=${offset}`;
    return (await this.ask<{ results: object[] }>(path)).results;
  }

  private newWord(): string {
    return `${properName(this.random)}${properName(this.random)}${properName(this.random)}`.toLowerCase();
  }

  /** The worker fills a second index after the first: no task for so long that none is to come. */
  private async idle(): Promise<void> {
    for (let quiet = performance.now(); performance.now() - quiet < QUIET; await pause(POLL)) {
      const { total } = await this.ask<{ total: number }>('/tasks?statuses=enqueued,processing&limit=1');
      if (total > 0) quiet = performance.now();
    }
  }

  private async ask<T>(path: string, body?: unknown, client = one(this.engines)): Promise<T> {
    const headers = { authorization: `Bearer ${this.set.meiliKey}` };
    const post = body === undefined ? {} : ({ method: 'POST', body: JSON.stringify(body) } as const);
    const answer = await client.send(wireOf({ url: `${this.set.meiliUrl}${path}`, headers, ...post }));
    if (answer.status >= 300) throw new Error(`Meilisearch ${path}: ${answer.body.toString('utf8')}`);
    return JSON.parse(answer.body.toString('utf8')) as T;
  }

  private async graphql<T>(request: RequestText, client = one(this.apis)): Promise<T> {
    const { body } = await client.send(wireOf(request));
    if (body.includes(REFUSAL) || body.includes(USER_REFUSAL)) throw new Error(body.toString('utf8'));
    return (JSON.parse(body.toString('utf8')) as { data: T }).data;
  }
}

function one(clients: readonly KeepAliveClient[]): KeepAliveClient {
  const [first] = clients;
  if (!first) throw new Error('no client');
  return first;
}

/** All items, by as many workers as there are clients; each takes the next one. */
async function inParallel<T>(items: readonly T[], work: (item: T, client: number) => Promise<void>): Promise<void> {
  const left = [...items];
  const workers = Array.from({ length: CLIENTS }, async (_, client) => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item, client);
  });
  await Promise.all(workers);
}

async function until(reached: () => Promise<boolean>): Promise<void> {
  for (const started = performance.now(); !(await reached()); await pause(POLL)) {
    if (performance.now() - started > PATIENCE) throw new Error(`not reached in ${PATIENCE} ms`);
  }
}
