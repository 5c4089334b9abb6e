import { EntryReviewService, EntryWritingService } from '@maillage/catalogue';
import type { Actor } from '@maillage/identity';
import { newId } from '@maillage/kernel';
import { SearchEngine, SearchHealthService, SearchService } from '@maillage/search';
import { useCaseContent } from '../factories/use-case.factory.js';
import { indexedOf, truthOf } from '../support/index-truth.js';
import { PROMISE_TIMEOUT, rounds, tellPromise } from '../support/promise.js';
import { createTestSearch, type TestSearch } from '../support/test-search.js';

type Documents = Parameters<SearchEngine['put']>[1];
type Fault = (id: string) => Record<string, unknown>;

const nested = (depth: number, wrap: (inner: unknown) => unknown): unknown =>
  Array.from({ length: depth }).reduce<unknown>((inner) => wrap(inner), 1);

/** What Meilisearch 1.21 really refuses: its task fails, and every document of the task with it. */
const faults: Readonly<Record<string, Fault>> = {
  'half a character': () => ({ title: 'Demi \ud83d' }),
  'half a character in a facet': () => ({ themes: ['\udc00'] }),
  'half a character in a name': () => ({ 'nom \ud83d': 1 }),
  'half a character deep inside': () => ({ text: nested(5, () => ({ inner: ['\ud800'] })) }),
  'objects too deep': () => ({ text: nested(200, (a) => ({ a })) }),
  'lists too deep': () => ({ keywords: nested(200, (a) => [a]) }),
  'lists of objects too deep': () => ({ text: nested(100, (a) => [{ a }]) }),
  'vectors that are none': () => ({ _vectors: 'none' }),
  'vectors with a wrong option': () => ({ _vectors: { default: { embeddings: [1], regenerate: 7 } } }),
  'an id with a fraction': () => ({ id: 1.5 }),
  'an id that is a list': (id) => ({ id: [id] }),
  'an id with a slash': (id) => ({ id: `${id}/x` }),
  'an id too long': (id) => ({ id: id.repeat(20) }),
  'no id': () => ({ id: null }),
  'too many fields': () => Object.fromEntries(Array.from({ length: 65_600 }, (_, n) => [`f${n}`, n])),
};

/** P10: a poison document never blocks the others. The mapper makes clean ones, so faults are planted before `put`. */
describe('documents that the engine refuses', () => {
  let network: TestSearch;
  let coordinator: Actor;
  let ownerId: string;
  let engine: SearchEngine;
  let planted: Map<string, Fault>;

  beforeEach(async () => {
    network = await createTestSearch();
    ownerId = await network.organization('Ville de démonstration');
    coordinator = await network.member('COORDINATOR', ownerId);
    engine = network.module.get(SearchEngine, { strict: false });
    planted = new Map();
    const put = engine.put.bind(engine);
    engine.put = (uid, documents) =>
      put(uid, documents.map((one) => ({ ...one, ...planted.get(one.id)?.(one.id) })) as unknown as Documents);
  });

  afterEach(() => network.close());

  const publish = async (changes: Record<string, unknown> = {}): Promise<string> => {
    const command = { kind: 'USE_CASE', ownerId, content: useCaseContent(changes) };
    const { id } = await network.module.get(EntryWritingService).create(coordinator, command);
    await network.module.get(EntryReviewService).publish(coordinator, { id, baseRevision: 1 });
    return id;
  };

  const quarantined = async (): Promise<string[]> =>
    (
      await network.rows<{ id: string }>(
        'SELECT entry_id AS id FROM search_quarantine WHERE index_name = $1 AND length(error) > 10 ORDER BY entry_id',
        [`${network.indexPrefix}_public`],
      )
    ).map((row) => row.id);

  const touch = async (id: string): Promise<void> => {
    await network.rows('UPDATE entry SET version = version + 1 WHERE id = $1', [id]);
    await network.rows('INSERT INTO outbox (entry_id) VALUES ($1)', [id]);
  };

  it(
    'are set aside and told; the others go on; they are tried again when their entry changes',
    async () => {
      const bad: string[] = [];
      for (let copy = 0; copy < rounds(1, 3); copy += 1) {
        for (const fault of Object.values(faults)) {
          await publish();
          const id = await publish();
          planted.set(id, fault);
          bad.push(id);
        }
      }
      await publish();
      await network.catchUp();
      expect(await quarantined()).toEqual([...bad].sort());
      const good = (await truthOf(network, 'PUBLIC')).filter((line) => !bad.includes(line.split(' ')[0] ?? ''));
      expect(await indexedOf(network, 'PUBLIC')).toEqual(good);
      expect(good).toHaveLength(bad.length + 1);
      const { indexes } = await network.module.get(SearchHealthService).check();
      expect(indexes.map(({ quarantined: told, lag }) => [told, lag])).toEqual([
        [bad.length, 0],
        [bad.length, 0],
      ]);
      const [stubborn = '', ...mended] = bad;
      mended.forEach((id) => planted.delete(id));
      for (const id of bad) await touch(id);
      await network.catchUp();
      expect(await quarantined()).toEqual([stubborn]);
      expect(await network.rows('SELECT DISTINCT version FROM search_quarantine')).toEqual([{ version: 2 }]);
      planted.clear();
      await touch(stubborn);
      await network.catchUp();
      expect(await quarantined()).toEqual([]);
      expect(await indexedOf(network, 'PUBLIC')).toEqual(await truthOf(network, 'PUBLIC'));
      tellPromise('P10', { kinds: Object.keys(faults).length, poison: bad.length, others: good.length, blocked: 0 });
    },
    PROMISE_TIMEOUT,
  );

  it('hide no more than themselves: the document before the fault is not shown as if it were current', async () => {
    const id = await publish({ title: 'Ancienne teneur zyxwort (démonstration)' });
    await network.catchUp();
    planted.set(id, faults['objects too deep'] as Fault);
    await touch(id);
    await network.catchUp();
    const found = await network.module.get(SearchService).search('PUBLIC', { query: 'zyxwort' });
    expect(found.totalCount).toBe(0);
  });

  it.each(Object.keys(faults))('block an indexer that sends whole batches: %s (negative control)', async (name) => {
    const uid = `${network.indexPrefix}_public`;
    await engine.create(uid);
    const bad = newId();
    planted.set(bad, faults[name] as Fault);
    const batch = [newId(), bad].map((id) => ({ id, version: 1, title: id })) as unknown as Documents;
    await expect(engine.put(uid, batch)).rejects.toThrow();
    expect(await engine.documentCount(uid)).toBe(0);
  });

  it('do not come of a text that is cut within a character', async () => {
    const problem = '😀 '.repeat(500);
    // Of three texts that begin one character later each, one is cut in the middle of a sign of two.
    for (const shift of [0, 1, 2]) {
      await publish({ problem, description: `${'a'.repeat(50 + shift)} ${'😀 '.repeat(6_500)}` });
    }
    await network.catchUp();
    expect(await quarantined()).toEqual([]);
    expect(await indexedOf(network, 'PUBLIC')).toHaveLength(3);
  });
});
