import { createHmac, randomUUID } from 'node:crypto';
import { Mirror, type MirrorOptions, type Store, verifyPoke } from '@maillage/mirror';
import { Webhook } from 'standardwebhooks';
import { FakeFeed } from '../support/fake-feed.js';
import { contentOf, memoryStore, type StorePlace, STORES, storePlace } from './mirror-stores.js';

const sorted = (content: Map<string, string>): [string, string][] => [...content].sort(([a], [b]) => (a < b ? -1 : 1));

describe('a mirror before a feed that fails', () => {
  let feed: FakeFeed;
  let ids: string[];

  const mirrorOf = (store: Store, options: Partial<MirrorOptions> = {}): Mirror =>
    new Mirror({
      url: feed.url,
      store,
      pageSize: 7,
      timeout: 2_000,
      patience: { firstWait: 5, longestWait: 20, tries: 4 },
      ...options,
    });

  beforeEach(async () => {
    feed = await FakeFeed.start();
    ids = Array.from({ length: 60 }, () => randomUUID());
    ids.forEach((id, n) => feed.put(id, n % 3 === 0 ? 'DATA_CHARTER' : 'USE_CASE'));
  });

  afterEach(() => feed.close());

  it('says that the key is refused, without asking twice', async () => {
    feed.key = 'mlg_right';
    const asked = mirrorOf(memoryStore(), { key: 'mlg_wrong' }).sync();
    await expect(asked).rejects.toMatchObject({ code: 'REFUSED', message: expect.stringContaining('refuses the key') });
    expect(feed.requests).toHaveLength(1);
  });

  it('asks again after faults that pass, as late as Retry-After says', async () => {
    const notices: string[] = [];
    feed.faults.push({ on: '/feed/snapshot', fault: { status: 503 } }, { on: '/feed/snapshot', fault: 'reset' });
    feed.faults.push({ on: 'MirrorChanges', fault: { status: 429, headers: { 'retry-after': '1' } } });
    const mirror = mirrorOf(memoryStore(), { onNotice: (notice) => notices.push(notice) });
    const started = Date.now();
    await mirror.sync();
    expect(Date.now() - started).toBeGreaterThanOrEqual(1_000);
    expect(await contentOf(mirror)).toEqual(feed.truth());
    expect(notices).toHaveLength(3);
    expect(notices[2]).toContain('asking again in 1.0 s');
  });

  it('gives up a feed that stays away, and says what to do', async () => {
    for (let n = 0; n < 9; n += 1) feed.faults.push({ on: '/feed/snapshot', fault: { status: 502 } });
    await expect(mirrorOf(memoryStore()).sync()).rejects.toMatchObject({
      code: 'AWAY',
      message: expect.stringContaining('goes on from where it is'),
    });
    expect(feed.requests.filter((name) => name.startsWith('/feed'))).toHaveLength(4);
  });

  it('gives up an answer that does not come', async () => {
    feed.faults.push({ on: '/feed/snapshot', fault: { slow: 1_500 } });
    const mirror = mirrorOf(memoryStore(), { timeout: 200 });
    await mirror.sync();
    expect(feed.requests.filter((name) => name.startsWith('/feed'))).toHaveLength(2);
  });

  it('recognises a transfer that was cut, and loads page by page where no cursor was told', async () => {
    feed.faults.push({ on: '/feed/snapshot', fault: { cutAfter: 25 } });
    const mirror = mirrorOf(memoryStore());
    await mirror.sync();
    expect(await contentOf(mirror)).toEqual(feed.truth());
    expect(feed.requests.filter((name) => name.includes('MirrorChanges')).length).toBeGreaterThan(8);
    expect((await mirror.verify()).equal).toBe(true);
  });

  it('goes on from the last cursor of a transfer that was cut', async () => {
    feed.blocks = 10;
    feed.faults.push({ on: '/feed/snapshot', fault: { cutAfter: 25 } }, { on: 'after=', fault: { cutAfter: 15 } });
    const mirror = mirrorOf(memoryStore());
    await mirror.sync();
    expect(await contentOf(mirror)).toEqual(feed.truth());
    const snapshots = feed.requests.filter((name) => name.startsWith('/feed'));
    expect(snapshots).toHaveLength(3);
    expect(snapshots[2]).toContain('after=');
    expect(feed.requests.filter((name) => name.includes('MirrorChanges'))).toHaveLength(1);
  });

  it('does without snapshots where a node has none', async () => {
    feed.snapshots = false;
    const mirror = mirrorOf(memoryStore());
    await mirror.sync();
    expect(await contentOf(mirror)).toEqual(feed.truth());
  });

  it('compares only at rest: not while changes wait for their number', async () => {
    const mirror = mirrorOf(memoryStore());
    await mirror.sync();
    feed.pending = 1;
    setTimeout(() => (feed.pending = 0), 50);
    expect(await mirror.verify()).toMatchObject({ equal: true, held: 60, shown: 60 });
    feed.pending = 1;
    await expect(mirror.verify()).rejects.toMatchObject({ code: 'MOVING' });
  });

  it('refuses a cursor of elsewhere with what to do, and leaves the store alone', async () => {
    const store = memoryStore();
    await mirrorOf(store).sync();
    const checkpoint = await store.checkpoint('LIVE');
    if (checkpoint) await store.apply('LIVE', [], { ...checkpoint, cursor: 'not ours' });
    await expect(mirrorOf(store).sync()).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
    expect((await contentOf(store)).size).toBe(60);
  });

  it('is woken by a poke, and ends with its signal', async () => {
    const mirror = mirrorOf(memoryStore());
    await mirror.sync();
    const ended = new AbortController();
    const seen: string[] = [];
    const following = (async () => {
      for await (const page of mirror.follow({ every: 60_000, signal: ended.signal }))
        seen.push(...page.changes.map(({ op }) => op));
    })();
    await new Promise((done) => setTimeout(done, 100));
    feed.hide(ids[0] ?? '');
    const started = Date.now();
    mirror.poke();
    while (seen.length === 0) await new Promise((done) => setTimeout(done, 5));
    expect(Date.now() - started).toBeLessThan(2_000);
    ended.abort();
    await following;
    expect(seen).toEqual(['REMOVE']);
  });

  it('goes on following when the feed was away', async () => {
    const mirror = mirrorOf(memoryStore());
    await mirror.sync();
    for (let n = 0; n < 6; n += 1) feed.faults.push({ on: 'MirrorChanges', fault: { status: 500 } });
    feed.put(ids[1] ?? '');
    for await (const page of mirror.follow({ every: 10 })) {
      expect(page.changes.map(({ entryId }) => entryId)).toEqual([ids[1]]);
      break;
    }
  });

  describe.each(STORES)('on a store of %s', (name) => {
    let place: StorePlace;
    beforeEach(async () => (place = await storePlace(name)));
    afterEach(() => place.remove());

    const inMirror = async <T>(
      work: (mirror: Mirror) => Promise<T>,
      options: Partial<MirrorOptions> = {},
    ): Promise<T> => {
      const mirror = mirrorOf(place.open(), options);
      return work(mirror).finally(() => mirror.close());
    };

    it('holds what the feed shows, through changes, removals and a new process', async () => {
      await inMirror((mirror) => mirror.sync());
      for (const id of ids.slice(0, 20)) feed.put(id);
      for (const id of ids.slice(10, 30)) feed.hide(id);
      await inMirror(async (mirror) => {
        expect(await mirror.sync()).toMatchObject({ upserts: 10, removes: 20, reloaded: false });
        expect(sorted(await contentOf(mirror))).toEqual(sorted(feed.truth()));
        expect(await mirror.verify()).toMatchObject({ equal: true, held: 40, shown: 40 });
      });
    });

    it('keeps one filter, and loads anew for another', async () => {
      const charters = { filter: { kinds: ['DATA_CHARTER'] } };
      await inMirror((mirror) => mirror.sync());
      await inMirror(async (mirror) => {
        expect(await mirror.sync()).toMatchObject({ reloaded: true });
        expect(sorted(await contentOf(mirror))).toEqual(sorted(feed.truth(charters.filter)));
        expect((await mirror.verify()).equal).toBe(true);
      }, charters);
    });

    it.each(['FEED_RESET', 'CURSOR_EXPIRED'] as const)(
      'loads anew beside after %s: no ghosts, never half empty',
      async (reason) => {
        await inMirror((mirror) => mirror.sync());
        const before = sorted(feed.truth());
        const ghosts = ids.slice(0, 5);
        for (const id of ids.slice(5, 9)) feed.put(id);
        if (reason === 'FEED_RESET') feed.reset(ghosts);
        else {
          ghosts.forEach((id) => feed.hide(id));
          feed.forgetRemovals();
        }
        // Cut in the middle of the load, and no more answers: readers see the old content whole.
        feed.blocks = 10;
        for (let n = 0; n < 5; n += 1)
          feed.faults.push({ on: '/feed/snapshot', fault: n === 0 ? { cutAfter: 22 } : { status: 500 } });
        await inMirror(async (mirror) => {
          await expect(mirror.sync()).rejects.toMatchObject({ code: 'AWAY' });
          expect(sorted(await contentOf(mirror))).toEqual(before);
        });
        feed.faults.length = 0;
        feed.requests.length = 0;
        const notices: string[] = [];
        await inMirror(
          async (mirror) => {
            expect(await mirror.sync()).toMatchObject({ reloaded: true });
            expect(sorted(await contentOf(mirror))).toEqual(sorted(feed.truth()));
            expect((await mirror.verify()).equal).toBe(true);
          },
          { onNotice: (notice) => notices.push(notice) },
        );
        expect(notices[0]).toContain(reason);
        // The load went on where it was cut.
        expect(feed.requests.find((request) => request.startsWith('/feed'))).toContain('after=');
      },
    );

    it('finds what is missing, stale, strange or damaged, and mends it', async () => {
      await inMirror((mirror) => mirror.sync());
      const store = place.open();
      await store.open();
      const here = await store.checkpoint('LIVE');
      const [missing = '', stale = ''] = ids;
      const stranger = randomUUID();
      if (!here) throw new Error('nothing was kept');
      const change = (entryId: string, version: number) =>
        ({
          seq: 1,
          entryId,
          version,
          op: 'UPSERT',
          document: JSON.stringify({ id: entryId, kind: 'X', version }),
        }) as const;
      await store.apply(
        'LIVE',
        [{ seq: 1, entryId: missing, version: 1, op: 'REMOVE', document: null }, change(stale, 7), change(stranger, 1)],
        here,
      );
      await store.close();
      await inMirror(async (mirror) => {
        const found = await mirror.verify();
        expect(found).toMatchObject({ equal: false, held: 60, shown: 60 });
        expect(found.differing.length).toBeGreaterThanOrEqual(2);
        expect(await mirror.repair()).toMatchObject({ equal: true, repaired: 3 });
        expect(sorted(await contentOf(mirror))).toEqual(sorted(feed.truth()));
      });
    });

    it('lets one process write at a time', async () => {
      await inMirror(async (mirror) => {
        await mirror.sync();
        const second = mirrorOf(place.open());
        const both = async (): Promise<void> => {
          await second.sync();
          feed.put(ids[0] ?? '');
          await second.sync();
          await mirror.sync();
        };
        await expect(both().finally(() => second.close())).rejects.toMatchObject({ code: 'BUSY' });
      });
    });
  });
});

describe('a poke', () => {
  const secret = `whsec_${Buffer.from('a secret of the tests').toString('base64')}`;
  const body = JSON.stringify({
    type: 'feed.advanced',
    timestamp: '2026-11-28T20:00:00Z',
    data: { feed: 'x', headSeq: 3, epoch: 'e' },
  });
  const signed = (seconds: number, text = body): Record<string, string> => {
    const key = Buffer.from(secret.slice(6), 'base64');
    const signature = createHmac('sha256', key).update(`msg_1.${seconds}.${text}`).digest('base64');
    return { 'Webhook-Id': 'msg_1', 'Webhook-Timestamp': `${seconds}`, 'Webhook-Signature': `v1,AAAA v1,${signature}` };
  };
  const now = Date.parse('2026-11-28T20:00:00Z');

  it('is taken when it is signed and fresh, also while secrets change', () => {
    expect(verifyPoke(signed(now / 1_000 - 299), body, secret, { now }).data.headSeq).toBe(3);
    expect(
      verifyPoke(new Headers(signed(now / 1_000)), Buffer.from(body), ['whsec_b3RoZXI=', secret], { now }).type,
    ).toBe('feed.advanced');
  });

  it('is taken as the reference implementation signs it', () => {
    const signature = new Webhook(secret).sign('msg_1', new Date(now), body);
    const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': `${now / 1_000}`, 'webhook-signature': signature };
    expect(verifyPoke(headers, body, secret, { now }).data.epoch).toBe('e');
  });

  it.each([
    ['old', signed(now / 1_000 - 301), body, secret],
    ['of the future', signed(now / 1_000 + 301), body, secret],
    ['changed', signed(now / 1_000), body.replace('3', '4'), secret],
    ['of another secret', signed(now / 1_000), body, 'whsec_b3RoZXI='],
    ['without headers', {}, body, secret],
    ['another event', signed(now / 1_000, '{"type":"x"}'), '{"type":"x"}', secret],
  ])('is refused when it is %s', (_, headers, text, key) => {
    expect(() => verifyPoke(headers, text, key, { now })).toThrow(expect.objectContaining({ code: 'POKE' }));
  });
});
