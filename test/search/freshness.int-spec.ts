import { EntryReviewService, EntryWritingService } from '@maillage/catalogue';
import type { Actor } from '@maillage/identity';
import { FreshnessService, RebuildService, SearchService } from '@maillage/search';
import { copyEntry } from '../factories/bulk.factory.js';
import { useCaseContent } from '../factories/use-case.factory.js';
import { indexedOf, truthOf } from '../support/index-truth.js';
import { createTestSearch, type TestSearch } from '../support/test-search.js';

const DAY = 86_400_000;

describe('freshness in the index', () => {
  let network: TestSearch;
  let today: Date;
  let coordinator: Actor;
  let ownerId: string;

  beforeEach(async () => {
    today = new Date();
    network = await createTestSearch({ clock: { now: () => today } });
    ownerId = await network.organization('Ville de démonstration');
    coordinator = await network.member('COORDINATOR', ownerId);
  });

  afterEach(() => network.close());

  const publish = async (): Promise<string> => {
    const command = { kind: 'USE_CASE', ownerId, content: useCaseContent() };
    const { id } = await network.module.get(EntryWritingService).create(coordinator, command);
    await network.module.get(EntryReviewService).publish(coordinator, { id, baseRevision: 1 });
    return id;
  };

  const counts = async (): Promise<Record<string, number>> => {
    const search = network.module.get(SearchService);
    const { facets } = await search.search('PUBLIC', { query: '', facets: ['freshness'] });
    return Object.fromEntries(facets[0]?.values.map(({ value, count }) => [value, count]) ?? []);
  };

  const travel = (days: number): void => {
    today = new Date(today.getTime() + days * DAY);
  };

  it('follows the calendar day by day, without a new version, and works once a day', async () => {
    const id = await publish();
    await network.rows('UPDATE entry SET review_by = $2::date + 32 WHERE id = $1', [id, today]);
    await network.catchUp();
    const freshness = network.module.get(FreshnessService, { strict: false });
    const seen: [number, Record<string, number>][] = [];
    for (let day = 1; day <= 34; day += 1) {
      travel(1);
      const written = await freshness.refresh();
      expect(await freshness.refresh()).toBe(0);
      if (written > 0) seen.push([day, await counts()]);
    }
    // Both indexes: 30 days before its review date it is due, the day after it is overdue.
    expect(seen).toEqual([
      [2, { DUE: 1 }],
      [33, { OVERDUE: 1 }],
    ]);
    expect(await indexedOf(network, 'PUBLIC')).toEqual([`${id} 1`]);
  });

  it('misses no border when days were missed, and writes what changed meanwhile as it is now', async () => {
    const id = await publish();
    await copyEntry(network, id, 520);
    await network.rows('UPDATE entry SET review_by = $1::date + 31', [today]);
    await network.catchUp();
    expect(await counts()).toEqual({ FRESH: 521 });
    travel(90);
    await network.rows("UPDATE entry SET state = 'WITHDRAWN', review_by = NULL WHERE id = $1", [id]);
    await network.rows('UPDATE entry SET version = version + 1 WHERE id <> $1', [id]);
    await network.rows('INSERT INTO outbox (entry_id) SELECT id FROM entry');
    const freshness = network.module.get(FreshnessService, { strict: false });
    const [written] = await Promise.all([freshness.refresh(), network.catchUp()]);
    await network.catchUp();
    expect(written + (await freshness.refresh())).toBeGreaterThanOrEqual(520);
    expect(await counts()).toEqual({ OVERDUE: 520 });
    for (const audience of ['PUBLIC', 'NETWORK'] as const) {
      expect(await indexedOf(network, audience)).toEqual(await truthOf(network, audience));
    }
  });

  it('is caught up after a rebuild that lasted over midnight', async () => {
    const id = await publish();
    await network.rows('UPDATE entry SET review_by = $2::date + 31 WHERE id = $1', [id, today]);
    await network.catchUp();
    const freshness = network.module.get(FreshnessService, { strict: false });
    let told = 0;
    await network.module.get(RebuildService).rebuild(() => {
      if ((told += 1) === 1) travel(1);
    });
    await freshness.refresh();
    expect(await counts()).toEqual({ DUE: 1 });
  });
});
