import { EpochRepository, Relay } from '@maillage/changes';
import { type FeedFilter, Mirror, type MirrorOptions, type Store } from '@maillage/mirror';
import * as operations from '../api/operations.js';
import { copyEntry } from '../factories/bulk.factory.js';
import { useCaseContent } from '../factories/use-case.factory.js';
import { spawnMirror, spawnProgram } from '../support/processes/mirror-process.js';
import { PROMISE_TIMEOUT, rounds, tellPromise } from '../support/promise.js';
import { createTestApi, type TestApi } from '../support/test-api.js';
import { guideCode, portalFolder, pythonWithHttpx } from './mirror-package.js';
import { contentOf, memoryStore, type StorePlace, STORES, storePlace } from './mirror-stores.js';

const sorted = (content: Map<string, string>): [string, string][] => [...content].sort(([a], [b]) => (a < b ? -1 : 1));
const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

/** Entries beside those that a test writes by hand. */
const COPIES = 300;

describe('a mirror of the real feed', () => {
  let api: TestApi;
  let url: string;
  let ownerId: string;
  let coordinator: string;
  let moderator: string;
  const places: StorePlace[] = [];
  const open: Mirror[] = [];

  beforeAll(async () => {
    api = await createTestApi();
    await api.app.listen(0, '127.0.0.1');
    url = (await api.app.getUrl()).replace('[::1]', '127.0.0.1');
    ownerId = await api.organization('Ville de démonstration');
    coordinator = await api.person('COORDINATOR', ownerId);
    moderator = await api.person('MODERATOR');
    await copyEntry(api as unknown as Parameters<typeof copyEntry>[0], await publish(), COPIES);
    await relay();
  });

  afterEach(async () => {
    await Promise.all(open.splice(0).map((mirror) => mirror.close()));
    await Promise.all(places.splice(0).map((place) => place.remove()));
  });

  afterAll(() => api.close());

  const relay = (): Promise<unknown> => api.app.get(Relay, { strict: false }).drain();

  const mirrorOf = (store: Store = memoryStore(), options: Partial<MirrorOptions> = {}): Mirror => {
    const mirror = new Mirror({ url, store, ...options });
    open.push(mirror);
    return mirror;
  };

  const create = async (changes: Record<string, unknown> = {}): Promise<string> => {
    const input = operations.useCaseInput(ownerId, useCaseContent(changes));
    const { data } = await api.send(operations.CREATE, { input }, { key: coordinator });
    expect(data.entryCreate.userErrors).toEqual([]);
    return data.entryCreate.entry.id as string;
  };

  const done = async (text: string, input: Record<string, unknown>, key = coordinator): Promise<void> => {
    const { data, errors } = await api.send(text, { input }, { key });
    expect(errors).toEqual([]);
    expect((Object.values(data) as { userErrors: unknown[] }[])[0]?.userErrors).toEqual([]);
  };

  const publish = async (changes: Record<string, unknown> = {}): Promise<string> => {
    const id = await create(changes);
    await done(operations.PUBLISH, { id, baseRevision: 1 });
    return id;
  };

  /** Ids of what the database says that everybody may see. */
  const shown = async (): Promise<string[]> => {
    const rows = await api.rows<{ id: string }>(
      "SELECT id FROM entry WHERE audience = 'PUBLIC' AND state IN ('PUBLISHED', 'ARCHIVED') ORDER BY id",
    );
    return rows.map(({ id }) => id);
  };

  const expectEqual = async (mirror: Mirror): Promise<void> => {
    expect(await mirror.verify()).toMatchObject({ equal: true, differing: [], damaged: [] });
  };

  it('loads everything that its audience sees, the same into each store', async () => {
    const contents: [string, string][][] = [];
    for (const name of STORES) {
      const place = await storePlace(name);
      places.push(place);
      const mirror = mirrorOf(place.open());
      expect(await mirror.sync()).toMatchObject({ reloaded: true });
      await expectEqual(mirror);
      contents.push(sorted(await contentOf(mirror)));
    }
    expect(contents[0]?.map(([id]) => id)).toEqual(await shown());
    expect(contents[1]).toEqual(contents[0]);
    expect(contents[2]).toEqual(contents[0]);
    for (const [id, document] of contents[0] ?? [])
      expect(JSON.parse(document)).toMatchObject({ id, audience: 'PUBLIC' });
  });

  it('follows what is revised, narrowed, withdrawn and merged, for visitors and for members', async () => {
    const [visitor, member] = [mirrorOf(), mirrorOf(memoryStore(), { key: coordinator })];
    const [revised = '', narrowed = '', withdrawn = '', merged = '', stays = ''] = await Promise.all(
      Array.from({ length: 5 }, (_, n) => publish({ title: `Suivi numéro ${n} (démonstration)` })),
    );
    await relay();
    await visitor.sync();
    await member.sync();
    const version = async (id: string): Promise<number> =>
      (await api.rows<{ version: number }>('SELECT version FROM entry WHERE id = $1', [id]))[0]?.version ?? 0;
    const content = useCaseContent({ title: 'Suivi révisé (démonstration)' });
    await done(operations.REVISE, operations.reviseInput(revised, 1, content));
    await done(operations.PUBLISH, { id: revised, baseRevision: 2 });
    await done(operations.SET_AUDIENCE, { id: narrowed, audience: 'NETWORK', baseVersion: await version(narrowed) });
    await done(operations.WITHDRAW, { id: withdrawn, reason: 'Doublon.' });
    await done(operations.MERGE, { id: merged, intoId: stays }, moderator);
    await relay();
    await visitor.sync();
    await member.sync();
    const [seen, seenByMember] = [await contentOf(visitor), await contentOf(member)];
    expect(JSON.parse(seen.get(revised) ?? '{}')).toMatchObject({ content: { title: 'Suivi révisé (démonstration)' } });
    expect([narrowed, withdrawn, merged, stays].map((id) => seen.has(id))).toEqual([false, false, false, true]);
    expect([narrowed, withdrawn, merged].map((id) => seenByMember.has(id))).toEqual([true, false, false]);
    expect([...seen.keys()].sort()).toEqual(await shown());
    await expectEqual(visitor);
    await expectEqual(member);
  });

  it('keeps to its filter, and removes what leaves it', async () => {
    const id = await publish({ title: 'Transports filtrés (démonstration)', themes: ['MOBILITY'] });
    await relay();
    const filter: FeedFilter = { kinds: ['USE_CASE'], themes: ['MOBILITY'] };
    const mirror = mirrorOf(memoryStore(), { filter });
    await mirror.sync();
    expect([...(await contentOf(mirror)).keys()]).toEqual([id]);
    await done(operations.REVISE, operations.reviseInput(id, 1, useCaseContent()));
    await done(operations.PUBLISH, { id, baseRevision: 2 });
    await relay();
    expect(await mirror.sync()).toMatchObject({ removes: 1 });
    expect((await contentOf(mirror)).size).toBe(0);
    await expectEqual(mirror);
  });

  it('loads anew after the epoch is reset, without ghosts', async () => {
    const place = await storePlace('jsonl');
    places.push(place);
    const mirror = mirrorOf(place.open());
    await mirror.sync();
    const here = await mirror.checkpoint();
    const ghost = '01920000-0000-7000-8000-000000000000';
    await mirror.close();
    // As a backup leaves it: the mirror holds what the node has never had.
    const store = place.open();
    await store.open();
    if (!here) throw new Error('nothing was kept');
    await store.apply(
      'LIVE',
      [{ seq: 1, entryId: ghost, version: 1, op: 'UPSERT', document: '{"kind":"USE_CASE"}' }],
      here,
    );
    await store.close();
    await api.app.get(EpochRepository, { strict: false }).begin();
    const notices: string[] = [];
    const again = mirrorOf(place.open(), { onNotice: (notice) => notices.push(notice) });
    expect(await again.sync()).toMatchObject({ reloaded: true });
    expect(notices[0]).toContain('FEED_RESET');
    expect([...(await contentOf(again)).keys()].sort()).toEqual(await shown());
    await expectEqual(again);
  });

  it('refuses a wrong key, and finds damage and mends it', async () => {
    await expect(mirrorOf(memoryStore(), { key: `${coordinator}x` }).sync()).rejects.toMatchObject({ code: 'REFUSED' });
    const store = memoryStore();
    const mirror = mirrorOf(store);
    await mirror.sync();
    const [missing = '', stale = ''] = await shown();
    const here = await mirror.checkpoint();
    if (!here) throw new Error('nothing was kept');
    const wrong = { seq: 1, entryId: stale, version: 99, op: 'UPSERT', document: '{}' } as const;
    await store.apply('LIVE', [{ seq: 1, entryId: missing, version: 1, op: 'REMOVE', document: null }, wrong], here);
    expect((await mirror.verify()).equal).toBe(false);
    expect(await mirror.repair()).toMatchObject({ equal: true, repaired: 2 });
    expect([...(await contentOf(mirror)).keys()].sort()).toEqual(await shown());
  });

  it('is equal by the code of the guide, in TypeScript and in Python', async () => {
    const portal = portalFolder();
    const python = pythonWithHttpx();
    const { length: count } = await shown();
    const run = async (command: readonly string[], equal: RegExp): Promise<void> => {
      const program = spawnProgram(command, { cwd: portal.folder, env: { MAILLAGE_URL: url } });
      try {
        expect(await program.seen(equal)).toBe(`${count}`);
      } finally {
        program.child.kill('SIGKILL');
        await program.ended;
      }
    };
    try {
      await run([process.execPath, portal.program('mirror.mjs', guideCode('ts'))], /identique : (\d+) fiches/);
      if (python === null) console.warn('Python left out: no httpx here (apt-get install python3-httpx).');
      else await run([python, '-c', guideCode('python')], /True (\d+)/);
    } finally {
      portal.remove();
    }
  });

  it(
    'killed at random while entries are published, narrowed and withdrawn, ends equal',
    async () => {
      const place = await storePlace('sqlite');
      places.push(place);
      const args = [url, '--to', place.to, '--target', place.target];
      const times = rounds(2, 20);
      for (let round = 0; round < times; round += 1) {
        const { child, ended, seen } = spawnMirror([...args, '--follow', '--every', '0.05']);
        if (round > 0) await seen(/at change/);
        else await pause(800);
        const id = await publish({ title: `Tué ${round} (démonstration)` });
        await relay();
        await pause(Math.random() * 300);
        const [{ version = 0 } = {}] = await api.rows<{ version: number }>('SELECT version FROM entry WHERE id = $1', [
          id,
        ]);
        if (round % 2 === 0) await done(operations.WITHDRAW, { id, reason: 'Essai.' });
        else await done(operations.SET_AUDIENCE, { id, audience: 'NETWORK', baseVersion: version });
        await relay();
        await pause(Math.random() * 150);
        child.kill('SIGKILL');
        expect((await ended).code).toBeNull();
      }
      const last = await spawnMirror([...args, '--verify']).ended;
      expect(last).toMatchObject({ code: 0, stderr: '' });
      const mirror = mirrorOf(place.open());
      expect([...(await contentOf(mirror)).keys()].sort()).toEqual(await shown());
      tellPromise('MIRROR', { kills: times, entries: (await shown()).length, equal: true });
    },
    PROMISE_TIMEOUT,
  );
});
