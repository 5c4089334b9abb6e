import {
  AuditChainer,
  AuditRepository,
  AuditVerificationService,
  MemberRepository,
  ApiKeyRepository,
  API_KEY_SCOPES,
  hashSecret,
  makeKey,
} from '@maillage/identity';
import { UnitOfWork } from '@maillage/database';
import { newId } from '@maillage/kernel';
import { useCaseContent } from '../factories/use-case.factory.js';
import * as operations from '../api/operations.js';
import { createTestApi, type GraphqlAnswer, type TestApi } from '../support/test-api.js';

const ERASE = 'mutation ($input: MemberEraseInput!) { memberErase(input: $input) { memberId userErrors { code } } }';
const OFFER = `mutation ($input: EntryContactOfferInput!) { entryContactOffer(input: $input) { userErrors { code } } }`;
const NAME = 'Camille Zyxwort-Démo';
const MAIL = 'c.zyxwort@ville.example';

describe('the erasure of a member', () => {
  let api: TestApi;
  let ownerId: string;
  let coordinator: string;
  let administrator: string;
  let member: { readonly id: string; readonly key: string };

  beforeAll(async () => {
    api = await createTestApi();
    ownerId = await api.organization('Ville de démonstration');
    coordinator = await api.person('COORDINATOR', ownerId);
    administrator = await api.person('ADMINISTRATOR');
  });

  beforeEach(async () => {
    member = await person();
  });

  afterAll(() => api.close());

  const person = async (): Promise<{ id: string; key: string }> => {
    const { key, shortId, secret } = makeKey('demo');
    const services = api.app;
    let id = '';
    await services.get(UnitOfWork, { strict: false }).run(async (transaction) => {
      const members = services.get(MemberRepository, { strict: false });
      id = await members.upsert(transaction, `test|${newId()}`, NAME, true);
      await members.grant(transaction, { memberId: id, role: 'CONTRIBUTOR', organizationId: ownerId });
      const expiresAt = new Date(Date.now() + 3_600_000);
      const made = { memberId: id, scopes: API_KEY_SCOPES, audience: 'NETWORK', expiresAt, createdBy: 'test' } as const;
      await services
        .get(ApiKeyRepository, { strict: false })
        .insert(transaction, { id: newId(), shortId, secretHash: hashSecret(secret), name: NAME, ...made });
      const event = { actor: `member:${id}`, action: 'signIn', personal: { name: NAME, address: '198.51.100.7' } };
      await services.get(AuditRepository, { strict: false }).append(transaction, event);
    });
    return { id, key };
  };

  const entry = async (content: Readonly<Record<string, unknown>>): Promise<string> => {
    const input = operations.useCaseInput(ownerId, useCaseContent(content));
    const { data } = await api.send(operations.CREATE, { input }, { key: member.key });
    return data.entryCreate.entry.id;
  };
  const publish = (id: string, baseRevision: number): Promise<GraphqlAnswer> =>
    api.send(operations.PUBLISH, { input: { id, baseRevision } }, { key: coordinator });
  const revise = async (
    id: string,
    baseRevision: number,
    content: Readonly<Record<string, unknown>>,
  ): Promise<void> => {
    const input = operations.reviseInput(id, baseRevision, useCaseContent(content));
    const { data } = await api.send(operations.REVISE, { input }, { key: coordinator });
    expect(data.entryRevise.userErrors).toEqual([]);
  };
  const erase = (key: string, memberId = member.id): Promise<GraphqlAnswer> =>
    api.send(ERASE, { input: { memberId } }, { key });

  /** Every table's every row that names the person, as text. */
  const traces = async (): Promise<string[]> => {
    const tables = await api.rows<{ name: string }>(
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const [row] = await api.rows<{ n: number }>(
        `SELECT count(*)::int AS n FROM "${name}" t WHERE t::text ILIKE ANY(ARRAY['%zyxwort-démo%', '%c.zyxwort@%'])`,
      );
      if (row && row.n > 0) found.push(`${name} ${row.n}`);
    }
    return found;
  };

  it('is refused to others, and says no more than that of strangers', async () => {
    for (const memberId of [member.id, newId(), 'x']) {
      expect((await erase(coordinator, memberId)).errors[0]?.extensions.code).toBe('NOT_FOUND');
    }
    expect((await erase('', member.id)).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await erase(administrator, newId())).errors[0]?.extensions.code).toBe('NOT_FOUND');
    const weak = await api.person('ADMINISTRATOR', undefined, ['read', 'organization:write']);
    expect((await erase(weak, member.id)).errors[0]?.extensions.code).toBe('NOT_FOUND');
    const erased = await erase(member.key);
    expect(erased.errors).toEqual([]);
    expect(erased.data.memberErase).toEqual({ memberId: member.id, userErrors: [] });
  });

  it('reaches every table, every revision, the index and what mirrors follow', async () => {
    const plain = await entry({ title: 'Sans personne (démonstration)' });
    const named = await entry({
      title: `Projet de ${NAME}`,
      description: `Porté par ${NAME.toUpperCase()}, à la ville.`,
    });
    await publish(plain, 1);
    await publish(named, 1);
    await revise(named, 1, { title: 'Projet (démonstration)', summary: `Suivi par ${NAME}.` });
    await publish(named, 2);
    await revise(named, 2, { title: 'Projet suivi (démonstration)', problem: `Demander à ${NAME}.` });
    await api.send(OFFER, { input: { id: plain, email: MAIL } }, { key: member.key });
    const withdrawn = await entry({ title: 'Retirée (démonstration)' });
    await publish(withdrawn, 1);
    await api.send(
      operations.WITHDRAW,
      { input: { id: withdrawn, reason: `Départ de ${NAME}` } },
      { key: coordinator },
    );
    await api.rows(
      `INSERT INTO membership_request (id, member_id, organization_id, role, from_workplace, reason)
       VALUES ($1, $2, $3, 'READER', false, $4)`,
      [newId(), member.id, ownerId, `Refus pour ${NAME}`],
    );
    await api.rows('INSERT INTO further_subject (subject, member_id, added_by) VALUES ($1, $2, $3)', [
      'test|c.zyxwort@ville.example',
      member.id,
      'test',
    ]);
    await api.rows(
      "INSERT INTO member (id, subject, display_name, merged_into_id) VALUES ($1::uuid, 'merged|' || $1::text, $2, $3)",
      [newId(), 'Zyxwort-Démo C.', member.id],
    );
    await api.rows(
      `INSERT INTO session (id, selector_hash, token_hash, member_id, label, expires_at)
       VALUES ($1::uuid, $1::text, 'x', $2, $3, now() + interval '1 day')`,
      [newId(), member.id, `Navigateur de ${NAME}`],
    );
    await api.catchUp();
    const search = async (): Promise<number> =>
      (await api.send('{ search(query: "Zyxwort") { totalCount } }')).data.search.totalCount;
    expect(await search()).toBe(1);
    expect(await traces()).not.toEqual([]);

    expect((await erase(administrator)).data.memberErase.userErrors).toEqual([]);
    // Before any follower has moved: narrowing holds at once.
    expect(await search()).toBe(0);
    await api.catchUp();
    expect(await traces()).toEqual([]);
    expect(await search()).toBe(0);

    const [state] = await api.rows<object>(
      'SELECT published_revision AS published, last_revision AS last, version FROM entry WHERE id = $1',
      [named],
    );
    expect(state).toEqual({ published: 4, last: 5, version: 3 });
    const revisions = await api.rows<{ number: number; state: string }>(
      'SELECT number, state FROM entry_revision WHERE entry_id = $1 ORDER BY number',
      [named],
    );
    expect(revisions.map(({ state: one }) => one)).toEqual(['REDACTED', 'REDACTED', 'REDACTED', 'PUBLISHED', 'DRAFT']);
    const seen = await api.send('query ($id: ID!) { entry(id: $id) { summary } entryRevisions(id: $id) { number } }', {
      id: named,
    });
    expect(seen.data).toEqual({ entry: { summary: 'Suivi par [effacé].' }, entryRevisions: [{ number: 4 }] });
    const [numbered] = await api.rows<{ version: number }>('SELECT version FROM feed_state WHERE entry_id = $1', [
      plain,
    ]);
    expect(numbered?.version).toBe(3);
    expect(await api.rows('SELECT * FROM search_hidden')).toEqual([]);
  });

  it('ends keys and roles at once, has one effect, and is told to the audit log, whose chain holds', async () => {
    expect((await erase(member.key)).data.memberErase.memberId).toBe(member.id);
    const viewer = await api.send('{ viewer { displayName } }', {}, { key: member.key });
    expect(viewer.errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect((await erase(administrator)).data.memberErase.userErrors).toEqual([]);
    const events = await api.rows<{ details: Record<string, unknown> }>(
      "SELECT details FROM audit_event WHERE action = 'memberErase' AND object_id = $1 ORDER BY id",
      [member.id],
    );
    expect(events.map(({ details }) => details)).toMatchObject([
      { entries: 0, contacts: 0, memberships: 1, apiKeys: 1 },
      { erased: [expect.any(Number)] },
    ]);
    await api.app.get(AuditChainer, { strict: false }).drain();
    const verification = await api.app.get(AuditVerificationService, { strict: false }).verify();
    expect(verification).toMatchObject({ faultCount: 0, pending: 0 });
    expect(verification.erased).toBeGreaterThan(0);
  });
});
