import { NamedContactService } from '@maillage/catalogue';
import { useCaseContent } from '../factories/use-case.factory.js';
import * as operations from '../api/operations.js';
import { createTestApi, type GraphqlAnswer, type TestApi } from '../support/test-api.js';

const OFFER = `mutation ($input: EntryContactOfferInput!) {
  entryContactOffer(input: $input) { entry { id version namedContact { name function email phone until } } userErrors { code path } }
}`;
const REMOVE = `mutation ($input: EntryMoveInput!) {
  entryContactRemove(input: $input) { entry { namedContact { name } } userErrors { code } }
}`;

describe('a named contact', () => {
  let api: TestApi;
  let ownerId: string;
  let coordinator: string;
  let contributor: string;
  let peer: string;
  let id: string;

  beforeAll(async () => {
    api = await createTestApi();
    ownerId = await api.organization('Ville de démonstration');
    coordinator = await api.person('COORDINATOR', ownerId);
    contributor = await api.person('CONTRIBUTOR', ownerId);
    peer = await api.person('READER', await api.organization('Ville paire de démonstration'));
    const input = operations.useCaseInput(ownerId, useCaseContent());
    const created = await api.send(operations.CREATE, { input }, { key: coordinator });
    id = created.data.entryCreate.entry.id;
    await api.send(operations.PUBLISH, { input: { id, baseRevision: 1 } }, { key: coordinator });
  });

  afterAll(() => api.close());

  const offer = (key: string | undefined, ways: object): Promise<GraphqlAnswer> =>
    api.send(OFFER, { input: { id, ...ways } }, key === undefined ? {} : { key });
  const seen = async (key?: string): Promise<unknown> => {
    const answer = await api.send(
      'query ($id: ID!) { entry(id: $id) { namedContact { email until } } }',
      { id },
      key === undefined ? {} : { key },
    );
    return answer.data.entry.namedContact;
  };
  const ways = { email: 'prenom.nom@ville.example', function: 'Cheffe de projet' };

  it('is offered by nobody from outside, nor without a way to reach them', async () => {
    expect((await offer(undefined, ways)).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await offer(peer, ways)).errors[0]?.extensions.code).toMatch(/FORBIDDEN|NOT_FOUND/);
    for (const [given, code] of [
      [{ function: 'x' }, 'CONTACT_UNREACHABLE'],
      [{ email: 'nulle part' }, 'CONTACT_EMAIL'],
      [{ phone: 'quatre' }, 'CONTACT_PHONE'],
      [{ ...ways, function: 'a\nb' }, 'CONTACT_FUNCTION'],
    ] as const) {
      expect((await offer(contributor, given)).data.entryContactOffer.userErrors).toMatchObject([{ code }]);
    }
    expect(await api.rows('SELECT 1 FROM entry_contact')).toEqual([]);
  });

  it('names the caller alone, for a year, for the network, and moves the feed', async () => {
    const { data } = await offer(contributor, ways);
    expect(data.entryContactOffer).toMatchObject({ userErrors: [], entry: { version: 2, namedContact: ways } });
    const until = new Date(Date.now() + 365 * 86_400_000).toISOString().slice(0, 10);
    expect(await seen(peer)).toEqual({ email: ways.email, until });
    expect(await seen()).toBeNull();
    const [pending] = await api.rows<{ n: number }>('SELECT count(*)::int AS n FROM outbox WHERE entry_id = $1', [id]);
    expect(pending?.n).toBe(2);
    expect((await offer(coordinator, ways)).data.entryContactOffer.userErrors).toMatchObject([
      { code: 'CONTACT_TAKEN' },
    ]);
  });

  it('is taken away by a coordinator or the person, by nobody else', async () => {
    expect((await api.send(REMOVE, { input: { id } }, { key: peer })).errors[0]?.extensions.code).toBe('NOT_FOUND');
    const removed = await api.send(REMOVE, { input: { id } }, { key: coordinator });
    expect(removed.data.entryContactRemove).toEqual({ entry: { namedContact: null }, userErrors: [] });
    expect(
      (await api.send(REMOVE, { input: { id } }, { key: coordinator })).data.entryContactRemove.userErrors,
    ).toEqual([{ code: 'CONTACT_ABSENT' }]);
    await offer(contributor, { phone: '+33 1 00 00 00 00' });
    const own = await api.send(REMOVE, { input: { id } }, { key: contributor });
    expect(own.data.entryContactRemove.userErrors).toEqual([]);
  });

  it('ends after its last day: for readers at once, for good by the worker, said to the feed and the audit log', async () => {
    await offer(contributor, ways);
    await api.rows('UPDATE entry_contact SET until = current_date - 1');
    expect(await seen(peer)).toBeNull();
    const version = async (): Promise<number> =>
      (await api.rows<{ version: number }>('SELECT version FROM entry WHERE id = $1', [id]))[0]?.version ?? 0;
    const before = await version();
    const contacts = api.app.get(NamedContactService, { strict: false });
    expect([await contacts.expire(), await contacts.expire()]).toEqual([1, 0]);
    expect(await version()).toBe(before + 1);
    expect(await api.rows('SELECT 1 FROM entry_contact')).toEqual([]);
    const logged = "SELECT details -> 'entries' AS entries FROM audit_event WHERE action = 'entryContactExpire'";
    expect(await api.rows(logged)).toEqual([{ entries: [id] }]);
  });
});
