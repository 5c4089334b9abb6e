import { WebhookDeliverer, WebhookPoker } from '@maillage/feed';
import { createTestApi, type GraphqlAnswer, type TestApi } from '../support/test-api.js';
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';

const CREATE = `mutation ($input: WebhookCreateInput!) {
  webhookCreate(input: $input) {
    secret webhook { id url state paused keyId permissions { canChange canDelete } } userErrors { code path message }
  }
}`;
const UPDATE = `mutation ($input: WebhookUpdateInput!) {
  webhookUpdate(input: $input) { webhook { id url state paused } userErrors { code path } }
}`;
const ROTATE = `mutation ($input: WebhookMoveInput!) {
  webhookRotateSecret(input: $input) { secret webhook { previousSecretUntil } userErrors { code } }
}`;
const TEST =
  'mutation ($input: WebhookMoveInput!) { webhookTest(input: $input) { webhook { id } userErrors { code } } }';
const REPLAY =
  'mutation ($input: WebhookReplayInput!) { webhookReplay(input: $input) { webhook { id } userErrors { code path } } }';
const DELETE =
  'mutation ($input: WebhookMoveInput!) { webhookDelete(input: $input) { webhookId userErrors { code } } }';
const LIST = 'query ($id: ID!) { webhooks(organizationId: $id) { id url state disabledReason } }';
const DELIVERIES = `query ($id: ID!, $first: Int, $after: String) {
  webhookDeliveries(webhookId: $id, first: $first, after: $after) {
    nodes { id kind status attempt answerStatus answerBody error messageId headSeq } pageInfo { hasNextPage endCursor }
  }
}`;

describe('webhooks, through GraphQL', () => {
  let api: TestApi;
  let receiver: WebhookReceiver;
  let organizationId: string;
  let coordinator: string;

  beforeAll(async () => {
    receiver = await startWebhookReceiver();
    api = await createTestApi({ OUTGOING_ALLOWED: receiver.host });
    organizationId = await api.organization('Région de démonstration');
    coordinator = await api.person('COORDINATOR', organizationId);
  });

  afterAll(async () => {
    await api.close();
    await receiver.close();
  });

  const create = (input: Record<string, unknown> = {}, key = coordinator): Promise<GraphqlAnswer> =>
    api.send(CREATE, { input: { organizationId, url: receiver.url, ...input } }, { key });
  const made = async (input: Record<string, unknown> = {}): Promise<{ secret: string; webhook: { id: string } }> =>
    (await create(input)).data.webhookCreate;
  const call = (query: string, input: Record<string, unknown>, key = coordinator): Promise<GraphqlAnswer> =>
    api.send(query, { input }, { key });
  const remove = async (id: string): Promise<void> => void (await call(DELETE, { id }));
  const code = ({ errors }: GraphqlAnswer): string | undefined => errors[0]?.extensions.code;
  /** What the worker's jobs do. */
  const deliver = async (id: string): Promise<void> => {
    await api.app.get(WebhookPoker, { strict: false }).step();
    await api.app.get(WebhookDeliverer, { strict: false }).deliver(id);
  };

  it('are kept by coordinators of a verified organization, and by nobody else', async () => {
    const { webhook } = await made();
    const contributor = await api.person('CONTRIBUTOR', organizationId);
    const stranger = await api.person('COORDINATOR', await api.organization('Autre région de démonstration'));
    const pendingId = await api.organization('En attente (démonstration)', false);
    const pending = await api.person('COORDINATOR', pendingId);
    expect(code(await create({}, contributor))).toBe('FORBIDDEN');
    expect(code(await create({}, stranger))).toBe('FORBIDDEN');
    expect(code(await create({ organizationId: pendingId }, pending))).toBe('FORBIDDEN');
    expect((await api.send(CREATE, { input: { organizationId, url: receiver.url } })).errors[0]?.extensions.code).toBe(
      'UNAUTHENTICATED',
    );
    for (const query of [UPDATE, ROTATE, TEST, DELETE]) {
      expect(code(await call(query, { id: webhook.id }, stranger))).toBe('NOT_FOUND');
    }
    expect(code(await call(REPLAY, { webhookId: webhook.id, since: '2026-01-01T00:00:00Z' }, stranger))).toBe(
      'NOT_FOUND',
    );
    expect(code(await api.send(LIST, { id: organizationId }, { key: stranger }))).toBe('FORBIDDEN');
    expect(code(await api.send(DELIVERIES, { id: webhook.id }, { key: stranger }))).toBe('NOT_FOUND');
    await remove(webhook.id);
  });

  it('show their secret once, also when the request is sent twice', async () => {
    const first = await made({ idempotencyKey: 'twice' });
    expect(first.secret).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/);
    expect(await made({ idempotencyKey: 'twice' })).toMatchObject({ secret: null, webhook: { id: first.webhook.id } });
    const rotated = await call(ROTATE, { id: first.webhook.id, idempotencyKey: 'rotated' });
    const again = await call(ROTATE, { id: first.webhook.id, idempotencyKey: 'rotated' });
    expect(rotated.data.webhookRotateSecret.secret).toMatch(/^whsec_/);
    expect(rotated.data.webhookRotateSecret.secret).not.toBe(first.secret);
    expect(again.data.webhookRotateSecret.secret).toBeNull();
    const hours = (Date.parse(rotated.data.webhookRotateSecret.webhook.previousSecretUntil) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(23.9);
    expect(hours).toBeLessThan(24.1);
    const log = await api.rows<{ text: string }>(
      "SELECT details::text AS text FROM audit_event WHERE action LIKE 'webhook%'",
    );
    expect(log.map(({ text }) => text).join()).not.toMatch(/whsec_|127\.0\.0\.1/);
    await remove(first.webhook.id);
  });

  it('name what is wrong with an address, ten of an organization, and a key of another', async () => {
    const refused = async (input: Record<string, unknown>): Promise<string> =>
      (await create(input)).data.webhookCreate.userErrors[0]?.code;
    expect(await refused({ url: 'nowhere' })).toBe('WEBHOOK_URL');
    expect(await refused({ url: 'ftp://portal.example/x' })).toBe('WEBHOOK_URL');
    expect(await refused({ url: 'https://a:b@portal.example/x' })).toBe('WEBHOOK_URL');
    expect(await refused({ url: `https://portal.example/${'x'.repeat(2_000)}` })).toBe('WEBHOOK_URL');
    expect(await refused({ url: 'https://10.0.0.1/x' })).toBe('WEBHOOK_URL_PRIVATE');
    expect(await refused({ keyId: '00000000-0000-7000-8000-000000000000' })).toBe('WEBHOOK_KEY');
    const ids: string[] = [];
    for (let n = 0; n < 10; n += 1) ids.push((await made()).webhook.id);
    expect(await refused({})).toBe('WEBHOOK_LIMIT');
    for (const id of ids) await remove(id);
  });

  it('are tested, paused, set going, replayed and deleted', async () => {
    receiver.forget();
    const { webhook } = await made();
    const { id } = webhook;
    expect((await call(TEST, { id })).data.webhookTest.userErrors).toEqual([]);
    await deliver(id);
    expect(receiver.received).toHaveLength(1);
    const body = JSON.parse(receiver.received[0]?.body ?? '{}');
    expect(body).toMatchObject({
      type: 'feed.advanced',
      data: { headSeq: expect.any(Number), epoch: expect.any(String) },
    });
    const { nodes } = (await api.send(DELIVERIES, { id }, { key: coordinator })).data.webhookDeliveries;
    expect(nodes).toMatchObject([{ kind: 'TEST', status: 'DELIVERED', attempt: 1, answerStatus: 204, error: null }]);
    expect((await call(UPDATE, { id, paused: true })).data.webhookUpdate.webhook.paused).toBe(true);
    expect((await call(TEST, { id })).data.webhookTest.userErrors).toEqual([{ code: 'WEBHOOK_INACTIVE' }]);
    expect((await call(UPDATE, { id, paused: false })).data.webhookUpdate.webhook.paused).toBe(false);
    expect((await call(REPLAY, { deliveryId: nodes[0].id })).data.webhookReplay.userErrors).toEqual([]);
    await deliver(id);
    const sent = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(sent).toEqual([nodes[0].messageId, nodes[0].messageId]);
    const pages = async (after: string | null) =>
      (await api.send(DELIVERIES, { id, first: 1, after }, { key: coordinator })).data.webhookDeliveries;
    const page = await pages(null);
    expect(page).toMatchObject({ nodes: [{ kind: 'REPLAY' }], pageInfo: { hasNextPage: true } });
    expect(await pages(page.pageInfo.endCursor)).toMatchObject({
      nodes: [{ kind: 'TEST' }],
      pageInfo: { hasNextPage: false },
    });
    const wrong = (input: Record<string, unknown>) =>
      call(REPLAY, input).then(({ data }) => data.webhookReplay.userErrors);
    expect(await wrong({})).toMatchObject([{ code: 'WEBHOOK_REPLAY' }]);
    expect(await wrong({ deliveryId: nodes[0].id, webhookId: id })).toMatchObject([{ code: 'WEBHOOK_REPLAY' }]);
    expect(await wrong({ webhookId: id, since: 'yesterday' })).toMatchObject([{ code: 'WEBHOOK_SINCE' }]);
    expect((await call(DELETE, { id })).data.webhookDelete).toEqual({ webhookId: id, userErrors: [] });
    expect((await api.send(LIST, { id: organizationId }, { key: coordinator })).data.webhooks).toEqual([]);
  });

  it('are disabled at once by a receiver that is gone; the organization is told until it has dealt with it', async () => {
    const { webhook } = await made();
    const { id } = webhook;
    receiver.behave((_request, response) => void response.writeHead(410).end('plus là'));
    await call(TEST, { id });
    await deliver(id);
    receiver.behave((_request, response) => void response.writeHead(204).end());
    const listed = (await api.send(LIST, { id: organizationId }, { key: coordinator })).data.webhooks;
    expect(listed).toMatchObject([{ id, state: 'DISABLED', disabledReason: 'GONE' }]);
    const notices = async (key = coordinator) =>
      (await api.send('{ viewer { notices { kind webhookId apiKeyId message } } }', {}, { key, language: 'en' })).data
        .viewer.notices;
    expect(await notices()).toMatchObject([{ kind: 'WEBHOOK_DISABLED', webhookId: id, apiKeyId: null }]);
    expect((await notices())[0].message).toContain(receiver.host);
    expect(await notices(await api.person('READER', organizationId))).toEqual([]);
    const audited = "SELECT actor FROM audit_event WHERE action = 'webhookDisable' AND object_id = $1";
    expect(await api.rows(audited, [id])).toEqual([{ actor: 'system:webhooks' }]);
    expect((await call(UPDATE, { id, paused: false })).data.webhookUpdate.webhook.state).toBe('ACTIVE');
    expect(await notices()).toEqual([]);
    await remove(id);
  });

  it('are silent once the key of their portal is revoked, and while their organization is not verified', async () => {
    const query = `mutation ($input: ApiKeyCreateInput!) { apiKeyCreate(input: $input) { apiKey { id } } }`;
    const input = { organizationId, name: 'Portail de démonstration', audience: 'NETWORK' };
    const keyId = (await call(query, input)).data.apiKeyCreate.apiKey.id;
    const { webhook } = await made({ keyId });
    const poked = async (): Promise<number> => {
      receiver.forget();
      await api.rows('INSERT INTO outbox (entry_id) VALUES (gen_random_uuid())');
      await api.catchUp();
      await api.rows("UPDATE webhook_endpoint SET poke_after = now() - interval '1 s'");
      await deliver(webhook.id);
      return receiver.received.length;
    };
    expect(await poked()).toBe(1);
    await api.rows("UPDATE organization SET state = 'PENDING', verified_at = NULL WHERE id = $1", [organizationId]);
    expect(await poked()).toBe(0);
    await api.rows("UPDATE organization SET state = 'VERIFIED', verified_at = now() WHERE id = $1", [organizationId]);
    expect(await poked()).toBe(1);
    await call('mutation ($input: ApiKeyRevokeInput!) { apiKeyRevoke(input: $input) { userErrors { code } } }', {
      id: keyId,
    });
    expect(await poked()).toBe(0);
    await remove(webhook.id);
  });
});
