import { setTimeout as pause } from 'node:timers/promises';
import { createTestApi, type TestApi } from '../support/test-api.js';

const CREATE = `mutation Create($input: ApiKeyCreateInput!) {
  apiKeyCreate(input: $input) { secret apiKey { id name scopes audience expiresAt revokedAt } userErrors { code path } }
}`;
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
