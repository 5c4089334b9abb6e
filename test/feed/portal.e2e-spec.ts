import { createHash, verify } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PortalVisitRepository } from '@maillage/feed';
import { CREATE, PUBLISH, SET_AUDIENCE, useCaseInput } from '../api/operations.js';
import { useCaseContent } from '../factories/use-case.factory.js';
import { spawnCommand } from '../support/processes/test-command.js';
import { createTestApi, type GraphqlAnswer, type TestApi } from '../support/test-api.js';

const RECEIPT = `mutation ($input: FeedReceiptInput!) {
  feedReceipt(input: $input) {
    receipt { id epoch headSeq count equal differingBuckets statement signature at } stale headSeq userErrors { code path }
  }
}`;
const PORTALS = `query ($id: ID!, $first: Int, $after: String) {
  portals(organizationId: $id, first: $first, after: $after) {
    nodes {
      key { id name isActive } organization { id name } audience lastCursorSeen { epoch seq seenAt } lag digestOk
      lastReceipt { headSeq equal } deliveries { id }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;
const PORTAL = 'query ($id: ID!) { portal(keyId: $id) { key { id isActive } lag digestOk lastReceipt { equal } } }';
const RECONCILIATION = `query ($differing: Boolean) {
  feedReconciliation(first: 100, differing: $differing) {
    nodes { portal { key { id } organization { name } } equal differingBucketCount receiptAge lag }
  }
}`;

interface Held {
  readonly id: string;
  readonly version: number;
}

describe('portals and their receipts', () => {
  let api: TestApi;
  let organizationId: string;
  let coordinator: string;
  let portal: { readonly id: string; readonly key: string };
  let publicPortal: { readonly id: string; readonly key: string };

  beforeAll(async () => {
    api = await createTestApi();
    organizationId = await api.organization('Région de démonstration');
    coordinator = await api.person('COORDINATOR', organizationId);
    portal = await keyOf('NETWORK');
    publicPortal = await keyOf('PUBLIC');
    for (let n = 0; n < 6; n += 1) await publish(n < 4 ? 'PUBLIC' : 'NETWORK');
    await api.catchUp();
  });

  afterAll(() => api.close());

  async function keyOf(audience: string): Promise<{ id: string; key: string }> {
    const query = 'mutation ($input: ApiKeyCreateInput!) { apiKeyCreate(input: $input) { secret apiKey { id } } }';
    const input = { organizationId, name: `Portail ${audience}`, audience };
    const { apiKey, secret } = (await api.send(query, { input }, { key: coordinator })).data.apiKeyCreate;
    return { id: apiKey.id, key: secret };
  }

  async function publish(audience: string): Promise<string> {
    const key = { key: coordinator };
    const made = await api.send(CREATE, { input: useCaseInput(organizationId, useCaseContent()) }, key);
    const { id } = made.data.entryCreate.entry;
    const published = await api.send(PUBLISH, { input: { id, baseRevision: 1 } }, key);
    const { version } = published.data.entryPublish.entry;
    if (audience === 'PUBLIC') return id;
    await api.send(SET_AUDIENCE, { input: { id, audience, baseVersion: version } }, key);
    return id;
  }

  /** What a mirror of that audience holds, by a rule written out here once more. */
  const held = (audiences: readonly string[], condition = 'true'): Promise<Held[]> =>
    api.rows<Held>(
      `SELECT id, version FROM entry WHERE state IN ('PUBLISHED', 'ARCHIVED') AND audience = ANY($1) AND ${condition}`,
      [audiences],
    );
  const bucketsOf = (entries: readonly Held[], length = 256): { count: number; sum: string }[] => {
    const buckets = Array.from({ length }, () => ({ count: 0, sum: 0n }));
    for (const { id, version } of entries) {
      const hash = createHash('sha256').update(`${id}:${version}`).digest();
      const bucket = buckets[Math.floor(((hash[0] ?? 0) * length) / 256)]!;
      bucket.count += 1;
      bucket.sum += BigInt(hash.readUIntBE(0, 6));
    }
    return buckets.map(({ count, sum }) => ({ count, sum: String(sum) }));
  };
  const head = async (): Promise<{ epoch: string; headSeq: number }> =>
    (await api.rows<{ epoch: string; headSeq: number }>('SELECT epoch, n::float8 AS "headSeq" FROM feed_counter'))[0]!;
  const receipt = async (input: Record<string, unknown>, { key } = portal): Promise<GraphqlAnswer> =>
    api.send(RECEIPT, { input: { ...(await head()), ...input } }, { key });
  const given = async (input: Record<string, unknown>, by = portal) => (await receipt(input, by)).data.feedReceipt;
  const NETWORK = ['PUBLIC', 'NETWORK'];

  it('are for portals’ keys to prove, for coordinators to see, and for nobody else', async () => {
    const buckets = bucketsOf(await held(NETWORK));
    expect((await receipt({ buckets }, { id: '', key: coordinator })).errors[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await api.send(RECEIPT, { input: { ...(await head()), buckets } })).errors[0]?.extensions.code).toBe(
      'UNAUTHENTICATED',
    );
    const stranger = await api.person('COORDINATOR', await api.organization('Autre région (démonstration)'));
    const code = async (query: string, variables: Record<string, unknown>, key: string): Promise<unknown> =>
      (await api.send(query, variables, { key })).errors[0]?.extensions.code;
    expect(await code(PORTALS, { id: organizationId }, stranger)).toBe('FORBIDDEN');
    expect(await code(PORTAL, { id: portal.id }, stranger)).toBe('NOT_FOUND');
    expect(await code(RECONCILIATION, {}, coordinator)).toBe('FORBIDDEN');
    expect(await code(PORTALS, { id: organizationId }, portal.key)).toBe('FORBIDDEN');
  });

  it('say that a portal holds exactly what its audience and filter show', async () => {
    expect(await held(['NETWORK'])).toHaveLength(2);
    for (const length of [1, 16, 256]) {
      const equal = await given({ buckets: bucketsOf(await held(NETWORK), length) });
      expect(equal).toMatchObject({
        receipt: { equal: true, count: 6, differingBuckets: [] },
        stale: false,
        userErrors: [],
      });
    }
    const seen = await given({ buckets: bucketsOf(await held(['PUBLIC'])) }, publicPortal);
    expect(seen.receipt).toMatchObject({ equal: true, count: 4 });
    const [{ theme } = { theme: '' }] = await api.rows<{ theme: string }>(
      "SELECT content->'themes'->>0 AS theme FROM entry_revision LIMIT 1",
    );
    const whole = await given({
      filter: { kinds: ['USE_CASE'], themes: [theme] },
      buckets: bucketsOf(await held(NETWORK)),
    });
    expect(whole.receipt).toMatchObject({ equal: true, count: 6 });
    for (const filter of [{ kinds: ['DATA_CHARTER'] }, { territories: ['REGION-11'] }]) {
      expect((await given({ filter, buckets: bucketsOf([]) })).receipt).toMatchObject({ equal: true, count: 0 });
    }
  });

  it('tell the buckets that differ: a ghost, a hole, an old version, an entry of another audience', async () => {
    const entries = await held(NETWORK);
    const [one] = entries as [Held];
    const indexOf = ({ id, version }: Held): number => createHash('sha256').update(`${id}:${version}`).digest()[0] ?? 0;
    const older = { ...one, version: one.version - 1 };
    const ghost = { id: '00000000-0000-7000-8000-000000000001', version: 1 };
    const differing = async (mirror: readonly Held[], by = portal) =>
      (await given({ buckets: bucketsOf(mirror) }, by)).receipt;
    expect(await differing([...entries, ghost])).toMatchObject({ equal: false, differingBuckets: [indexOf(ghost)] });
    expect(await differing(entries.slice(1))).toMatchObject({ equal: false, differingBuckets: [indexOf(one)] });
    const old = await differing([older, ...entries.slice(1)]);
    // Of two hundred and fifty-six times both versions fall into one bucket once.
    expect(old.differingBuckets).toEqual([...new Set([indexOf(one), indexOf(older)])].sort((a, b) => a - b));
    expect((await differing(entries, publicPortal)).equal).toBe(false);
  });

  it('are not given while the feed goes on, nor for another epoch, nor for buckets that are none', async () => {
    const buckets = bucketsOf(await held(NETWORK));
    const { headSeq } = await head();
    expect(await given({ buckets, headSeq: headSeq - 1 })).toMatchObject({ receipt: null, stale: true, headSeq });
    await api.rows('INSERT INTO outbox (entry_id) VALUES (gen_random_uuid())');
    expect(await given({ buckets })).toMatchObject({ receipt: null, stale: true });
    await api.catchUp();
    expect(await given({ buckets })).toMatchObject({ receipt: { equal: true }, stale: false });
    const refused = async (input: Record<string, unknown>): Promise<unknown> =>
      (await given(input)).userErrors[0]?.code;
    expect(await refused({ buckets, epoch: '00000000-0000-7000-8000-000000000000' })).toBe('FEED_RESET');
    expect(await refused({ buckets: [] })).toBe('RECEIPT_BUCKETS');
    expect(await refused({ buckets: buckets.slice(0, 3) })).toBe('RECEIPT_BUCKETS');
    expect(await refused({ buckets: [{ count: 1, sum: '1e5' }] })).toBe('RECEIPT_BUCKETS');
    expect(await refused({ buckets: [{ count: -1, sum: '1' }] })).toBe('RECEIPT_BUCKETS');
  });

  it('have one effect with one idempotency key', async () => {
    const input = { buckets: bucketsOf(await held(NETWORK)), idempotencyKey: 'once' };
    const [first, second] = [await given(input), await given(input)];
    expect(second.receipt).toEqual(first.receipt);
  });

  it('are signed: anybody checks them with the published key, and the command line does', async () => {
    const { statement, signature } = (await given({ buckets: bucketsOf(await held(NETWORK)) })).receipt;
    const pem = await api.app.inject({ method: 'GET', url: '/feed/receipt-key.pem' });
    expect([pem.statusCode, pem.headers['content-type']]).toEqual([
      200,
      expect.stringContaining('application/x-pem-file'),
    ]);
    const { feedReceiptKey } = (await api.send('{ feedReceiptKey { algorithm publicKey } }')).data;
    expect(feedReceiptKey).toEqual({ algorithm: 'Ed25519', publicKey: pem.body });
    expect(verify(null, Buffer.from(statement), pem.body, Buffer.from(signature, 'base64'))).toBe(true);
    const forged = statement.replace('"count":6', '"count":7');
    expect(verify(null, Buffer.from(forged), pem.body, Buffer.from(signature, 'base64'))).toBe(false);
    expect(JSON.parse(statement)).toMatchObject({
      portal: portal.id,
      organization: organizationId,
      audience: 'NETWORK',
      filter: {},
      count: 6,
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      equal: true,
    });
    const folder = await mkdtemp(join(tmpdir(), 'maillage-receipt-'));
    try {
      const [key, good, bad, none] = ['key.pem', 'good.json', 'bad.json', 'none.json'].map((name) =>
        join(folder, name),
      ) as [string, string, string, string];
      await writeFile(key, pem.body);
      await writeFile(good, JSON.stringify({ data: { feedReceipt: { receipt: { statement, signature } } } }));
      await writeFile(bad, JSON.stringify({ statement: forged, signature }));
      await writeFile(none, '{}');
      const check = (file: string) =>
        spawnCommand({ database: api.database, indexPrefix: 'receipts' }, folder, [
          'feed',
          'verify-receipt',
          file,
          '--key',
          key,
        ]).ended;
      expect(await check(good)).toMatchObject({ code: 0, stdout: expect.stringContaining('count: 6') });
      expect(await check(bad)).toMatchObject({ code: 1, stderr: expect.stringContaining('NOT SIGNED SO') });
      expect((await check(none)).stderr.trim().split('\n')).toHaveLength(3);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('show a coordinator how far each portal is, and the network which ones differ', async () => {
    const { epoch, headSeq } = await head();
    const visits = api.app.get(PortalVisitRepository, { strict: false });
    await visits.remember([{ keyId: portal.id, epoch, seq: headSeq, filter: {} }]);
    await visits.remember([{ keyId: publicPortal.id, epoch, seq: headSeq, filter: { kinds: ['USE_CASE'] } }]);
    await publish('PUBLIC');
    await api.catchUp();
    await visits.remember([{ keyId: portal.id, epoch, seq: (await head()).headSeq, filter: {} }]);
    await given({ buckets: bucketsOf(await held(NETWORK)) });
    await given({ buckets: bucketsOf([]) }, publicPortal);
    const read = async (after: string | null = null, first = 20) =>
      (await api.send(PORTALS, { id: organizationId, first, after }, { key: coordinator })).data.portals;
    const { nodes } = await read();
    expect(nodes).toMatchObject([
      {
        key: { id: publicPortal.id, isActive: true },
        audience: 'PUBLIC',
        lastCursorSeen: { epoch, seq: headSeq },
        lag: 1,
        digestOk: false,
        lastReceipt: { equal: false },
        deliveries: [],
      },
      { key: { id: portal.id }, audience: 'NETWORK', lag: 0, digestOk: true, lastReceipt: { equal: true } },
    ]);
    const page = await read(null, 1);
    expect(page).toMatchObject({ nodes: [{ key: { id: publicPortal.id } }], pageInfo: { hasNextPage: true } });
    expect((await read(page.pageInfo.endCursor, 1)).nodes).toMatchObject([{ key: { id: portal.id } }]);
    const national = await api.person('NATIONAL_COORDINATOR');
    const rows = async (differing: boolean) =>
      (await api.send(RECONCILIATION, { differing }, { key: national })).data.feedReconciliation.nodes;
    expect(await rows(false)).toHaveLength(2);
    expect(await rows(true)).toMatchObject([
      { portal: { key: { id: publicPortal.id } }, equal: false, differingBucketCount: expect.any(Number), lag: 1 },
    ]);
    // After a restore, what was read belongs to another epoch: everything is to be read again.
    await api.rows('UPDATE portal_visit SET epoch = gen_random_uuid() WHERE key_id = $1', [portal.id]);
    const lag = (await api.send(PORTAL, { id: portal.id }, { key: national })).data.portal.lag;
    expect(lag).toBe((await api.rows<{ n: number }>('SELECT count(*)::int AS n FROM feed_state'))[0]?.n);
    const revoke = 'mutation ($input: ApiKeyRevokeInput!) { apiKeyRevoke(input: $input) { userErrors { code } } }';
    await api.send(revoke, { input: { id: publicPortal.id } }, { key: coordinator });
    expect((await read()).nodes).toHaveLength(1);
    expect((await api.send(PORTAL, { id: publicPortal.id }, { key: coordinator })).data.portal.key.isActive).toBe(
      false,
    );
  });
});
