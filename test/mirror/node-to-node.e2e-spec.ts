import { randomBytes } from 'node:crypto';
import { EntryReadModel, FIRST_ID } from '@maillage/catalogue';
import { EpochRepository, Relay } from '@maillage/changes';
import { loadConfig } from '@maillage/kernel';
import { Mirror } from '@maillage/mirror';
import { INDEXED_AUDIENCES, SearchEngine, searchIndex } from '@maillage/search';
import { followedNodeStore } from '../../apps/cli/src/mirror/followed-node.store.js';
import { CREATE, PUBLISH, SEARCH, useCaseInput, WITHDRAW } from '../api/operations.js';
import { useCaseContent } from '../factories/use-case.factory.js';
import { createTestApi, engineSettings, type TestApi } from '../support/test-api.js';

/** The client of the feed, with this product at its other end. */
describe('maillage mirror --to maillage', () => {
  let first: TestApi;
  let second: TestApi;
  let url: string;
  let owner: string;
  let coordinator: string;
  let administrator: string;
  /** Of the second node: the command and its API look at the same indexes. */
  const indexPrefix = `test_${randomBytes(5).toString('hex')}`;

  beforeAll(async () => {
    first = await createTestApi();
    second = await createTestApi({ MEILI_INDEX_PREFIX: indexPrefix });
    await first.app.listen(0, '127.0.0.1');
    url = (await first.app.getUrl()).replace('[::1]', '127.0.0.1');
    owner = await first.organization('Ville du premier réseau (démonstration)');
    coordinator = await first.person('COORDINATOR', owner);
    administrator = await second.person('ADMINISTRATOR');
  });

  afterAll(async () => {
    const engine = second.app.get(SearchEngine, { strict: false });
    for (const audience of INDEXED_AUDIENCES) await engine.remove(searchIndex(indexPrefix, audience).uid);
    await first.close();
    await second.close();
  });

  const mirror = (key = administrator): Mirror => {
    const config = loadConfig({
      DATABASE_URL: second.database.url,
      ...engineSettings(),
      MEILI_INDEX_PREFIX: indexPrefix,
      MAILLAGE_KEY: key,
    });
    return new Mirror({ url, store: followedNodeStore('https://second.example', url, config) });
  };
  /** Runs the command's work once, as from cron. */
  const once = async () => {
    const one = mirror();
    try {
      const report = await one.sync();
      return { report, comparison: await one.verify() };
    } finally {
      await one.close();
    }
  };
  const publish = async (title: string): Promise<string> => {
    const input = useCaseInput(owner, useCaseContent({ title }));
    const { data } = await first.send(CREATE, { input }, { key: coordinator });
    const { id } = data.entryCreate.entry;
    await first.send(PUBLISH, { input: { id, baseRevision: 1 } }, { key: coordinator });
    return id;
  };
  /** Numbers what the first node has written: then its feed tells it. @returns what it shows the public */
  const tell = async (): Promise<string[]> => {
    await first.app.get(Relay, { strict: false }).drain();
    const model = first.app.get(EntryReadModel, { strict: false });
    return (await model.visible('PUBLIC', FIRST_ID, 100)).map(({ id }) => id);
  };
  const shown = async (): Promise<string[]> => {
    const rows = await second.rows<{ id: string }>(
      "SELECT origin_source_id AS id FROM entry WHERE origin_source IS NOT NULL AND state = 'PUBLISHED' ORDER BY 1",
    );
    return rows.map(({ id }) => id);
  };

  it('is refused without the key of an administrator, and writes nothing then', async () => {
    const before = await second.counts();
    const reader = await second.person('MODERATOR');
    const after = await second.counts();
    const one = mirror(reader);
    await expect(one.sync()).rejects.toThrow(/ne permet pas/);
    await one.close();
    expect(await second.counts()).toEqual(after);
    expect(after['entry']).toBe(before['entry']);
  });

  it('loads, follows, goes on where it was, and is proven equal by digest', async () => {
    const kept = await publish('Horodateurs (démonstration)');
    const gone = await publish('Retirée ensuite (démonstration)');
    const ids = await tell();
    const { report, comparison } = await once();
    expect([report.loaded, comparison.equal]).toEqual([2, true]);
    expect(await shown()).toEqual([...ids].sort());
    // searchable when the command ends
    const { data } = await second.send(SEARCH, { query: 'horodateurs' });
    expect(data.search.totalCount).toBe(1);
    await first.send(WITHDRAW, { input: { id: gone } }, { key: coordinator });
    await tell();
    const next = await once();
    expect([next.report.reloaded, next.report.removes, next.comparison.equal]).toEqual([false, 1, true]);
    expect(await shown()).toEqual([kept]);
  });

  it('leaves no ghost behind a restore of the other node', async () => {
    const [kept] = await shown();
    const lost = await publish('Perdue à la restauration (démonstration)');
    await tell();
    await once();
    expect(await shown()).toHaveLength(2);
    // As a backup from before its publication leaves it.
    await first.rows(
      "UPDATE entry SET state = 'DRAFT', published_revision = NULL, audiences_ever = '{}' WHERE id = $1",
      [lost],
    );
    await first.rows('DELETE FROM feed_state WHERE entry_id = $1', [lost]);
    await first.app.get(EpochRepository, { strict: false }).begin();
    const { report, comparison } = await once();
    expect([report.reloaded, comparison.equal]).toEqual([true, true]);
    expect(await shown()).toEqual([kept]);
  });

  it('lets one process follow at a time', async () => {
    const [one, other] = [mirror(), mirror()];
    await one.sync();
    await other.sync();
    await publish('Pour deux (démonstration)');
    await tell();
    await one.sync();
    await publish('Encore (démonstration)');
    await tell();
    await expect(other.sync()).rejects.toMatchObject({ code: 'BUSY' });
    await one.sync();
    expect((await one.verify()).equal).toBe(true);
    await Promise.all([one.close(), other.close()]);
  });
});
