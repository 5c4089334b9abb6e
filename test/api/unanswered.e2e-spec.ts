import { UnansweredQueryRecorder } from '@maillage/search';
import { createTestApi, type TestApi } from '../support/test-api.js';

const LIST = `query ($first: Int, $after: String, $since: Date) {
  unansweredQueries(first: $first, after: $after, since: $since) {
    edges { node { id text times firstSeen lastSeen hadApproaching } } pageInfo { hasNextPage endCursor } fullDays
  }
}`;
const DISMISS = `mutation ($input: UnansweredQueryDismissInput!) {
  unansweredQueryDismiss(input: $input) { id userErrors { code } }
}`;

describe('searches that found nothing, through the API', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await createTestApi();
    await api.catchUp();
    await api.send('{ search(query: "zyxwort municipal") { totalCount } }');
    await api.app.get(UnansweredQueryRecorder, { strict: false }).flush();
  });

  afterAll(() => api.close());

  it('are refused to visitors, members and moderators whose key lacks the scope', async () => {
    expect((await api.send(LIST)).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    const organizationId = await api.organization('Ville de démonstration');
    for (const role of ['READER', 'CONTRIBUTOR', 'COORDINATOR'] as const) {
      const key = await api.person(role, organizationId);
      expect((await api.send(LIST, {}, { key })).errors[0]?.extensions.code).toBe('FORBIDDEN');
    }
    const key = await api.person('MODERATOR', undefined, ['entry:write']);
    expect((await api.send(LIST, {}, { key })).errors[0]?.extensions.code).toBe('FORBIDDEN');
    const input = { id: 'zyxwort municipal' };
    const national = await api.person('NATIONAL_COORDINATOR');
    const dismissed = await api.send(DISMISS, { input }, { key: national });
    expect(dismissed.errors[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it.each(['MODERATOR', 'ADMINISTRATOR', 'NATIONAL_COORDINATOR'] as const)('are read by %s', async (role) => {
    const key = await api.person(role);
    const { data, errors } = await api.send(LIST, { first: 5 }, { key });
    expect(errors).toEqual([]);
    const moment = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);
    const node = { text: 'zyxwort municipal', times: 1, hadApproaching: false, firstSeen: moment, lastSeen: moment };
    expect(data.unansweredQueries).toMatchObject({ edges: [{ node }], fullDays: [] });
    const next = { after: data.unansweredQueries.pageInfo.endCursor };
    expect((await api.send(LIST, next, { key })).data.unansweredQueries.edges).toEqual([]);
  });

  it('are put aside by a moderator, as often as it is sent', async () => {
    const key = await api.person('MODERATOR');
    const { data } = await api.send(LIST, {}, { key });
    const { id } = data.unansweredQueries.edges[0].node;
    for (let sent = 0; sent < 2; sent += 1) {
      const dismissed = await api.send(DISMISS, { input: { id } }, { key });
      expect(dismissed.data.unansweredQueryDismiss).toEqual({ id, userErrors: [] });
    }
    expect((await api.send(LIST, {}, { key })).data.unansweredQueries.edges).toEqual([]);
    const unknown = await api.send(DISMISS, { input: { id: 'never asked' } }, { key });
    expect(unknown.errors[0]?.extensions.code).toBe('NOT_FOUND');
  });
});
