import { ApolloServer } from '@apollo/server';
import { EntryReviewService, EntryWritingService } from '@maillage/catalogue';
import { ActorService } from '@maillage/identity';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { Random } from '../bench/generator/random.js';
import { jsonOf } from '../factories/bad-input.factory.js';
import { hostileDocuments, type HostileDocument } from '../factories/hostile-document.factory.js';
import { useCaseContent } from '../factories/use-case.factory.js';
import { PROMISE_TIMEOUT, rounds, tellPromise } from '../support/promise.js';
import { createTestApi, type TestApi } from '../support/test-api.js';

const SECOND = 1_000;
const MEGABYTES = 64;
const ENTRIES = rounds(20, 150);

interface Spent {
  readonly document: HostileDocument;
  /** Milliseconds of processor, of all threads of the process. */
  readonly cpu: number;
  readonly megabytes: number;
  readonly status: number;
  readonly codes: readonly string[];
}

/** P16: no document costs more than a second of processor or 64 MB, whoever wrote it. */
describe('hostile documents', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await createTestApi();
    const ownerId = await api.organization('Ville de démonstration');
    const key = await api.person('COORDINATOR', ownerId);
    const coordinator = await api.app.get(ActorService, { strict: false }).actorFor(`Bearer ${key}`);
    const writing = api.app.get(EntryWritingService, { strict: false });
    const review = api.app.get(EntryReviewService, { strict: false });
    for (let n = 0; n < ENTRIES; n += 1) {
      const content = useCaseContent({ title: `Fuites d’eau ${n} (démonstration)` });
      const { id } = await writing.create(coordinator, { kind: 'USE_CASE', ownerId, content });
      await review.publish(coordinator, { id, baseRevision: 1 });
    }
    await api.catchUp();
    // What is loaded and compiled once is nobody's price.
    for (const document of hostileDocuments(22, new Random(1))) await spentBy(document);
  }, PROMISE_TIMEOUT);

  afterAll(() => api.close());

  const spentBy = async (document: HostileDocument): Promise<Spent> => {
    const { query, variables = {} } = document;
    const payload = jsonOf({ query, variables });
    const [cpu, memory] = [process.cpuUsage(), process.memoryUsage()];
    const { statusCode: status, body } = await api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      payload,
    });
    const { user, system } = process.cpuUsage(cpu);
    const after = process.memoryUsage();
    const grown = after.heapUsed + after.external - memory.heapUsed - memory.external;
    const { errors = [] } = JSON.parse(body) as { errors?: { extensions?: { code?: string } }[] };
    const codes = errors.map((error) => error.extensions?.code ?? '');
    return { document, cpu: (user + system) / 1_000, megabytes: grown / 1_048_576, status, codes };
  };

  it(
    'cost under a second and 64 MB each, and are told what is wrong',
    async () => {
      const documents = hostileDocuments(rounds(110, 500), new Random(2_024));
      const spent: Spent[] = [];
      for (const document of documents) spent.push(await spentBy(document));
      const worst = (of: (one: Spent) => number): Spent => spent.reduce((a, b) => (of(b) > of(a) ? b : a));
      const [slowest, largest] = [worst((one) => one.cpu), worst((one) => one.megabytes)];
      const told = ({ document: { kind }, cpu, megabytes }: Spent) =>
        `${kind}: ${cpu.toFixed()} ms, ${megabytes.toFixed()} MB`;
      expect([told(slowest), slowest.cpu < SECOND]).toEqual([told(slowest), true]);
      expect([told(largest), largest.megabytes < MEGABYTES]).toEqual([told(largest), true]);
      expect(spent.filter((one) => one.status >= 500 || one.codes.includes('INTERNAL')).map(told)).toEqual([]);
      const refused = spent.filter((one) => one.codes.length > 0);
      // Else they were not hostile, or everything is refused.
      expect(refused.length).toBeGreaterThan(documents.length / 3);
      expect(refused.length).toBeLessThan(documents.length);
      tellPromise('P16', {
        documents: documents.length,
        refused: refused.length,
        slowest_ms: Math.round(slowest.cpu),
        largest_mb: Math.round(largest.megabytes),
      });
    },
    PROMISE_TIMEOUT,
  );

  it('would cost more without the rules (negative control)', async () => {
    const { schema } = api.app.get(GraphQLSchemaHost, { strict: false });
    const parts = Array.from({ length: 60 }, (_, n) => `s${n}: __schema { types { ...T } }`).join(' ');
    const query = `{ ${parts} } fragment T on __Type { name description fields { name type { name fields { name } } } }`;
    const started = process.cpuUsage();
    const { body } = await new ApolloServer({ schema, introspection: true }).executeOperation({ query });
    expect(body).toMatchObject({ kind: 'single', singleResult: { errors: undefined } });
    expect(process.cpuUsage(started).user / 1_000).toBeGreaterThan(SECOND);
    const { cpu, codes } = await spentBy({ kind: 'control', query });
    expect(codes).toContain('QUERY_LIMIT');
    expect(cpu).toBeLessThan(SECOND / 4);
  });
});
