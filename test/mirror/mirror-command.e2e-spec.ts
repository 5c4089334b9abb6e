import { createHmac, randomUUID } from 'node:crypto';
import { Mirror, type Store } from '@maillage/mirror';
import { FakeFeed } from '../support/fake-feed.js';
import { PROMISE_TIMEOUT, rounds, tellPromise } from '../support/promise.js';
import { post, spawnMirror } from '../support/processes/mirror-process.js';
import { contentOf, type StorePlace, STORES, type StoreName, storePlace } from './mirror-stores.js';

const sorted = (content: Map<string, string>): [string, string][] => [...content].sort(([a], [b]) => (a < b ? -1 : 1));
const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds));

describe('maillage mirror', () => {
  let feed: FakeFeed;
  let place: StorePlace;
  let ids: string[];

  const setUp = async (name: StoreName = 'jsonl', entries = 50): Promise<void> => {
    feed = await FakeFeed.start();
    place = await storePlace(name);
    ids = Array.from({ length: entries }, () => randomUUID());
    ids.forEach((id, n) => feed.put(id, n % 2 === 0 ? 'USE_CASE' : 'DATA_CHARTER'));
  };
  const there = (): string[] => [feed.url, '--to', place.to, '--target', place.target];
  const held = async (): Promise<[string, string][]> => {
    const store = place.open();
    await store.open();
    return sorted(await contentOf(store).finally(() => store.close()));
  };

  afterEach(async () => {
    await feed.close();
    await place.remove();
  });

  it('fills each store, proves it, and says by its exit code what it found', async () => {
    await setUp();
    const first = await spawnMirror([...there(), '--verify']).ended;
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toMatch(
      /^loaded: 50 entries; at change 50\nequal: 50 entries, proven by digest at change 50\n$/,
    );
    feed.hide(ids[0] ?? '');
    const second = await spawnMirror([...there(), '--once', '--verify']).ended;
    expect(second.stdout).toContain('followed: 0 written, 1 removed');
    expect(await held()).toEqual(sorted(feed.truth()));

    const store = place.open();
    await store.open();
    const here = await store.checkpoint('LIVE');
    if (!here) throw new Error('nothing was kept');
    await store.apply('LIVE', [{ seq: 1, entryId: ids[1] ?? '', version: 1, op: 'REMOVE', document: null }], here);
    await store.close();
    const differing = await spawnMirror([...there(), '--verify']).ended;
    expect(differing).toMatchObject({ code: 1 });
    expect(differing.stdout).toContain('differs: 48 entries here, 49 in the feed');
    const repaired = await spawnMirror([...there(), '--repair']).ended;
    expect(repaired).toMatchObject({ code: 0 });
    expect(repaired.stdout).toContain('repaired: 1 entries\nequal: 49 entries');
  });

  it.each([
    [2, 'an unknown store', (url: string) => [url, '--to', 'stone'], /Allowed choices are jsonl, sqlite, postgres/],
    [2, 'no database', (url: string) => [url, '--to', 'postgres'], /needs --target/],
    [2, 'a filter without a name', (url: string) => [url, '--filter', 'USE_CASE'], /kinds=A,B/],
    [2, 'pokes without a secret', (url: string) => [url, '--follow', '--listen', '0'], /--listen needs/],
    [2, 'follow and once', (url: string) => [url, '--follow', '--once'], /cannot be used with/],
    [4, 'a refused key', (url: string) => [url, '--key', 'mlg_wrong'], /refuses the key/],
    [6, 'no address', () => ['not-an-address'], /Not an address/],
    [6, 'no feed', (url: string) => [`${url}/elsewhere`], /answers as no feed does/],
  ])('exits %i for %s, with one clear line', async (code, _, args, line) => {
    await setUp('jsonl', 1);
    feed.key = 'mlg_right';
    if (code === 6)
      feed.faults.push({ on: '/elsewhere', fault: { status: 418 } }, { on: '/elsewhere', fault: { status: 418 } });
    const given = args(feed.url);
    const ended = await spawnMirror([...given, ...(given.includes('--to') ? [] : ['--target', place.target])]).ended;
    expect(ended.stderr).toMatch(line);
    expect(ended.stderr.trim().split('\n')).toHaveLength(1);
    expect(ended).toMatchObject({ code, stdout: '' });
  });

  it('follows until SIGTERM, woken by signed webhooks only', async () => {
    await setUp();
    const secret = `whsec_${Buffer.from('of the tests alone').toString('base64')}`;
    const follow = spawnMirror([...there(), '--follow', '--every', '3600', '--listen', '0'], {
      MAILLAGE_MIRROR_SECRET: secret,
    });
    const address = await follow.seen(/listening for webhooks on (\S+)/);
    // It looks once by itself, for what came between the load and the listening; from then on a poke alone wakes it.
    const looks = (): number => feed.requests.filter((request) => request.includes('MirrorChanges')).length;
    while (looks() < 2) await pause(5);
    feed.put(ids[3] ?? '');
    const body = JSON.stringify({
      type: 'feed.advanced',
      timestamp: new Date().toISOString(),
      data: { feed: feed.url },
    });
    const seconds = `${Math.floor(Date.now() / 1_000)}`;
    const poke = async (signature: string): Promise<number> => {
      const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': seconds, 'webhook-signature': `v1,${signature}` };
      return post(address, body, headers);
    };
    const asked = feed.requests.length;
    expect(await poke('AAAA')).toBe(400);
    await pause(100);
    expect(feed.requests).toHaveLength(asked);
    const key = Buffer.from(secret.slice(6), 'base64');
    expect(await poke(createHmac('sha256', key).update(`msg_1.${seconds}.${body}`).digest('base64'))).toBe(204);
    await follow.seen(/1 written, 0 removed; at change 51/);
    follow.child.kill('SIGTERM');
    expect(await follow.ended).toMatchObject({ code: 0 });
  });

  it.each(STORES)(
    'killed at any moment of the load and of following, goes on to the same content: %s',
    async (name) => {
      await setUp(name, 4_000);
      Object.assign(feed, { blocks: 100, pace: 20 });
      const kills = { load: 0, follow: 0 };
      const times = rounds(3, 30);
      for (let round = 0; round < times; round += 1) {
        const asked = feed.requests.length;
        // By turns in the load, which takes about a second then, and while it follows.
        const inLoad = round % 2 === 0;
        feed.pace = inLoad ? 20 : 0;
        if (inLoad && round > 0) feed.reset();
        const { child, ended, seen } = spawnMirror([...there(), '--follow', '--every', '0.05']);
        if (inLoad) while (feed.requests.length === asked) await pause(5);
        else await seen(/at change/);
        await pause(inLoad ? 200 + Math.random() * 500 : Math.random() * 100);
        for (const id of ids.slice(round * 50, round * 50 + 40)) feed[Math.random() < 0.5 ? 'put' : 'hide'](id);
        await pause(Math.random() * 100);
        child.kill('SIGKILL');
        expect((await ended).code).toBeNull();
        kills[await stateOf(place)] += 1;
      }
      const last = await spawnMirror([...there(), '--verify']).ended;
      // A reset in the last round may be told on stderr.
      expect(last).toMatchObject({ code: 0 });
      expect(last.stdout).toContain('proven by digest');
      expect(await held()).toEqual(sorted(feed.truth()));
      expect(Math.min(kills.load, kills.follow)).toBeGreaterThan(0);
      tellPromise('MIRROR-KILL', { store: name, kills: times, inLoad: kills.load, inFollow: kills.follow });
    },
    PROMISE_TIMEOUT,
  );

  it('would not pass if a page and its cursor were two steps', async () => {
    await setUp('jsonl', 300);
    const store = place.open();
    const broken: Store = {
      open: () => store.open(),
      checkpoint: (side) => store.checkpoint(side),
      // The cursor first, then nothing: as killed in between.
      apply: (side, changes, checkpoint) => store.apply(side, side === 'LIVE' ? [] : changes, checkpoint),
      begin: () => store.begin(),
      swap: () => store.swap(),
      entries: () => store.entries(),
      close: () => store.close(),
    };
    const mirror = new Mirror({ url: feed.url, store: broken });
    await mirror.sync();
    feed.put(ids[0] ?? '');
    feed.hide(ids[1] ?? '');
    await mirror.sync();
    await mirror.close();
    expect(await spawnMirror([...there(), '--verify']).ended).toMatchObject({ code: 1 });
  });
});

/** Where a killed process was. */
async function stateOf(place: StorePlace): Promise<'load' | 'follow'> {
  const store = place.open();
  await store.open();
  const next = await store.checkpoint('NEXT').finally(() => store.close());
  return next ? 'load' : 'follow';
}
