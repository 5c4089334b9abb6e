import { setTimeout as pause } from 'node:timers/promises';
import { NoticeRepository } from '@maillage/identity';
import { createTestApi, type TestApi } from '../support/test-api.js';

const CREATE = `mutation Create($input: ApiKeyCreateInput!) {
  apiKeyCreate(input: $input) { secret apiKey { id name scopes audience expiresAt revokedAt } userErrors { code path } }
}`;
const ROTATE = `mutation Rotate($input: ApiKeyRotateInput!) {
  apiKeyRotate(input: $input) {
    secret apiKey { id shortId expiresSoon previousUntil } userErrors { code path }
  }
}`;
const NOTICES = '{ viewer { notices { kind organizationId apiKeyId expiresAt message } } }';
const REVOKE =
  'mutation Revoke($input: ApiKeyRevokeInput!) { apiKeyRevoke(input: $input) { apiKey { id revokedAt } userErrors { code } } }';
const VIEWER =
  '{ viewer { kind audience displayName keyScopes memberships { organization { id } role } permissions { canWrite } } }';

describe('keys of portals, through GraphQL', () => {
  let api: TestApi;
  let organizationId: string;
  let coordinator: string;

  beforeAll(async () => {
    api = await createTestApi();
    organizationId = await api.organization('Région de démonstration');
    coordinator = await api.person('COORDINATOR', organizationId);
  });

  afterAll(() => api.close());

  const create = (input: Record<string, unknown> = {}, key = coordinator) =>
    api.send(
      CREATE,
      { input: { organizationId, name: 'Portail de démonstration', audience: 'NETWORK', ...input } },
      { key },
    );

  it('is made by a coordinator of a verified organization, and by nobody else', async () => {
    const contributor = await api.person('CONTRIBUTOR', organizationId);
    expect((await create({}, contributor)).errors[0]?.extensions.code).toBe('FORBIDDEN');
    const pendingId = await api.organization('En attente (démonstration)', false);
    const pending = await api.person('COORDINATOR', pendingId);
    expect((await create({ organizationId: pendingId }, pending)).errors[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await create({ organizationId: pendingId })).errors[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('reads what its audience sees, writes nothing, and is refused from its revocation on', async () => {
    const made = (await create()).data.apiKeyCreate;
    expect(made.secret).toMatch(/^mlg_demo_/);
    expect(made.apiKey.scopes).toEqual(['READ']);
    const viewer = (await api.send(VIEWER, {}, { key: made.secret })).data.viewer;
    expect(viewer).toMatchObject({
      kind: 'PORTAL',
      audience: 'NETWORK',
      keyScopes: ['READ'],
      permissions: { canWrite: false },
    });
    expect(viewer.memberships).toEqual([{ organization: { id: organizationId }, role: 'READER' }]);
    const used = 'SELECT last_used_on = current_date AS today FROM api_key WHERE id = $1';
    for (
      let waited = 0;
      waited < 5_000 && !(await api.rows<{ today: boolean }>(used, [made.apiKey.id]))[0]?.today;
      waited += 50
    )
      await pause(50);
    expect(await api.rows(used, [made.apiKey.id])).toEqual([{ today: true }]);
    const kept = JSON.stringify(await api.rows('SELECT * FROM api_key'));
    expect(kept).not.toContain(made.secret.split('_')[3]);
    const stranger = await api.person('COORDINATOR', await api.organization('Autre région de démonstration'));
    const input = { id: made.apiKey.id };
    expect((await api.send(REVOKE, { input }, { key: stranger })).errors[0]?.extensions.code).toBe('NOT_FOUND');
    const revoked = await api.send(REVOKE, { input }, { key: coordinator });
    expect(revoked.data.apiKeyRevoke.apiKey.revokedAt).not.toBeNull();
    expect((await api.send(VIEWER, {}, { key: made.secret })).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await api.send(REVOKE, { input }, { key: coordinator })).data.apiKeyRevoke.userErrors).toEqual([
      { code: 'KEY_REVOKED' },
    ]);
  });

  it('shows its secret once, also when the request is sent twice', async () => {
    const first = (await create({ idempotencyKey: 'twice' })).data.apiKeyCreate;
    const second = (await create({ idempotencyKey: 'twice' })).data.apiKeyCreate;
    expect(second).toMatchObject({ secret: null, apiKey: { id: first.apiKey.id } });
  });

  it('names what is wrong with a key asked for', async () => {
    const codes = async (input: Record<string, unknown>): Promise<unknown> =>
      (await create(input)).data.apiKeyCreate.userErrors;
    expect(await codes({ name: ' ' })).toEqual([{ code: 'KEY_NAME', path: ['input', 'name'] }]);
    expect(await codes({ validDays: 366 })).toEqual([{ code: 'KEY_EXPIRY', path: ['input', 'validDays'] }]);
    expect(await codes({ audience: 'ORGANIZATION' })).toEqual([{ code: 'KEY_AUDIENCE', path: ['input', 'audience'] }]);
  });

  const rotate = (input: Record<string, unknown>, key = coordinator) => api.send(ROTATE, { input }, { key });
  const opens = async (key: string): Promise<boolean> => (await api.send(VIEWER, {}, { key })).errors.length === 0;

  it('gets a new secret; the old one opens for as long as the overlap says, and tells its last use', async () => {
    const { secret: old, apiKey } = (await create({ validDays: 20 })).data.apiKeyCreate;
    const stranger = await api.person('COORDINATOR', await api.organization('Tierce région de démonstration'));
    expect((await rotate({ id: apiKey.id }, stranger)).errors[0]?.extensions.code).toBe('NOT_FOUND');
    const { data } = await rotate({ id: apiKey.id, overlapHours: 1, validDays: 300 });
    const { secret, apiKey: rotated } = data.apiKeyRotate;
    expect(rotated).toMatchObject({ id: apiKey.id, shortId: old.split('_')[2], expiresSoon: false });
    const hours = (Date.parse(rotated.previousUntil) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(0.9);
    expect(hours).toBeLessThan(1.01);
    expect([await opens(old), await opens(secret)]).toEqual([true, true]);
    const used =
      'SELECT previous_used_on = current_date AS before, last_used_on = current_date AS now FROM api_key WHERE id = $1';
    const noted = async () => (await api.rows<{ before: boolean; now: boolean }>(used, [apiKey.id]))[0];
    for (let waited = 0; waited < 5_000 && !((await noted())?.before && (await noted())?.now); waited += 50)
      await pause(50);
    expect(await noted()).toEqual({ before: true, now: true });
    await api.rows("UPDATE api_key SET previous_until = now() - interval '1 second' WHERE id = $1", [apiKey.id]);
    expect([await opens(old), await opens(secret)]).toEqual([false, true]);
  });

  it('never gives an old secret more time than it had, and ends the oldest at the second rotation', async () => {
    const { secret: first, apiKey } = (await create({ validDays: 1 })).data.apiKeyCreate;
    const { secret: second, apiKey: once } = (await rotate({ id: apiKey.id, overlapHours: 720 })).data.apiKeyRotate;
    expect(Date.parse(once.previousUntil) - Date.now()).toBeLessThan(24 * 3_600_000 + 1_000);
    const { secret: third } = (await rotate({ id: apiKey.id })).data.apiKeyRotate;
    expect([await opens(first), await opens(second), await opens(third)]).toEqual([false, true, true]);
    await api.send(REVOKE, { input: { id: apiKey.id } }, { key: coordinator });
    expect([await opens(second), await opens(third)]).toEqual([false, false]);
    expect((await rotate({ id: apiKey.id })).data.apiKeyRotate.userErrors).toEqual([
      { code: 'KEY_REVOKED', path: ['input', 'id'] },
    ]);
  });

  it('names what is wrong with a rotation, and shows its secret once', async () => {
    const { apiKey } = (await create()).data.apiKeyCreate;
    const code = async (input: Record<string, unknown>): Promise<string> =>
      (await rotate({ id: apiKey.id, ...input })).data.apiKeyRotate.userErrors[0]?.code;
    expect(await code({ overlapHours: 721 })).toBe('KEY_OVERLAP');
    expect(await code({ overlapHours: -1 })).toBe('KEY_OVERLAP');
    expect(await code({ validDays: 366 })).toBe('KEY_EXPIRY');
    const twice = [];
    for (let sent = 0; sent < 2; sent += 1)
      twice.push((await rotate({ id: apiKey.id, idempotencyKey: 'r' })).data.apiKeyRotate.secret);
    expect(twice).toEqual([expect.stringMatching(/^mlg_demo_/), null]);
    await api.rows("UPDATE api_key SET expires_at = now() - interval '1 second' WHERE id = $1", [apiKey.id]);
    expect(await code({})).toBe('KEY_EXPIRED');
  });

  it('reads, and may be asked to do nothing else', async () => {
    expect((await create({ scopes: ['READ', 'ENTRY_WRITE'] })).data.apiKeyCreate.userErrors).toEqual([
      { code: 'KEY_SCOPES', path: ['input', 'scopes'] },
    ]);
    expect((await create({ scopes: ['READ'] })).data.apiKeyCreate.apiKey.scopes).toEqual(['READ']);
  });

  it('reads what is public while its organization is not verified', async () => {
    const id = await api.organization('Région bientôt en attente (démonstration)');
    const key = await api.person('COORDINATOR', id);
    const { secret } = (await create({ organizationId: id }, key)).data.apiKeyCreate;
    const audience = async (): Promise<string> => (await api.send(VIEWER, {}, { key: secret })).data.viewer.audience;
    expect(await audience()).toBe('NETWORK');
    await api.rows("UPDATE organization SET state = 'PENDING' WHERE id = $1", [id]);
    expect(await audience()).toBe('PUBLIC');
  });

  it('is told of at 30, 7 and 1 days before its end, once each, to its coordinators, until it is rotated', async () => {
    const id = await api.organization('Région des échéances (démonstration)');
    const key = await api.person('COORDINATOR', id);
    const reader = await api.person('READER', id);
    const { apiKey } = (await create({ organizationId: id, name: 'Portail qui expire', validDays: 40 }, key)).data
      .apiKeyCreate;
    const notices = api.app.get(NoticeRepository, { strict: false });
    const made = async (days: number): Promise<number> => {
      await api.rows(
        "UPDATE api_key SET expires_at = date_trunc('second', now()) + $2 * interval '1 day' WHERE id = $1",
        [apiKey.id, days],
      );
      const before = await count();
      await notices.noteExpiringKeys();
      await notices.noteExpiringKeys();
      return (await count()) - before;
    };
    const count = async (): Promise<number> =>
      (await api.rows<{ n: number }>('SELECT count(*)::int AS n FROM notice WHERE api_key_id = $1', [apiKey.id]))[0]
        ?.n ?? 0;
    // The same day counts once, however often the worker looks.
    expect([await made(40), await made(29), await made(6)]).toEqual([0, 1, 1]);
    const [{ expires_at: end }] = (await api.rows<{ expires_at: Date }>(
      'SELECT expires_at FROM api_key WHERE id = $1',
      [apiKey.id],
    )) as [{ expires_at: Date }];
    const { data } = await api.send(NOTICES, {}, { key, language: 'fr' });
    expect(data.viewer.notices).toEqual([
      {
        kind: 'API_KEY_EXPIRES',
        organizationId: id,
        apiKeyId: apiKey.id,
        expiresAt: end.toISOString(),
        message: expect.stringMatching(/^La clé « Portail qui expire » expire le \d/),
      },
    ]);
    expect((await api.send(NOTICES, {}, { key: reader })).data.viewer.notices).toEqual([]);
    const list =
      'query ($id: ID!) { apiKeys(organizationId: $id) { expiresSoon permissions { canRotate canRevoke } } }';
    expect((await api.send(list, { id }, { key })).data.apiKeys).toEqual([
      { expiresSoon: true, permissions: { canRotate: true, canRevoke: true } },
    ]);
    await rotate({ id: apiKey.id }, key);
    expect((await api.send(NOTICES, {}, { key })).data.viewer.notices).toEqual([]);
    await api.rows("UPDATE notice SET expires_at = now() - interval '91 days' WHERE days = 7");
    expect(await notices.prune()).toBe(1);
  });

  it('is refused when it is not whole, wrong or expired', async () => {
    const { secret } = (await create()).data.apiKeyCreate as { secret: string };
    const changed = `${secret.slice(0, -1)}${secret.endsWith('0') ? '1' : '0'}`;
    for (const key of ['x', secret.slice(0, 30), changed]) {
      const answer = await api.send(VIEWER, {}, { key });
      expect(answer.errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
      expect(answer.data).toBeNull();
    }
    await api.rows("UPDATE api_key SET expires_at = now() - interval '1 second' WHERE short_id = $1", [
      secret.split('_')[2],
    ]);
    expect((await api.send(VIEWER, {}, { key: secret })).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});
