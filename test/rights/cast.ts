import { UnitOfWork } from '@maillage/database';
import {
  API_KEY_SCOPES,
  ApiKeyRepository,
  type ApiKeyScope,
  type Audience,
  hashSecret,
  makeKey,
  MemberRepository,
  NoticeRepository,
} from '@maillage/identity';
import { foldText, newId } from '@maillage/kernel';
import { TerritoryRepository } from '@maillage/territory';
import { createTestApi, type TestApi } from '../support/test-api.js';
import { seedEntries, type SeededEntries } from './cast-entries.js';
import { type PeopleOf, seedPeopleOf } from './cast-people.js';
import { WHO, type Who } from './expectation.js';
import { type OrganizationName, people, type Person, portals } from './people.js';

/** One data set for every cell: people of every kind, organizations, entries in every state, all made once. */
export interface Cast extends SeededEntries {
  readonly api: TestApi;
  readonly organizations: Readonly<Record<OrganizationName, string>>;
  /** Undefined for the visitor. */
  readonly keys: ReadonlyMap<Who, string>;
  /** Ids of keys that were revoked: of portals by organization, of persons by who they are. */
  readonly endedPortalKeys: ReadonlyMap<OrganizationName, string>;
  readonly endedOwnKeys: ReadonlyMap<Who, string>;
  readonly glossaryGroup: string;
  /** Receivers by organization, paused. */
  readonly webhooks: Readonly<Record<OrganizationName, string>>;
  readonly peopleOf: Readonly<Record<'A' | 'P', PeopleOf>>;
  /** Id of a person. */
  readonly somebody: string;
  readonly memberIds: ReadonlyMap<Who, string>;
  /** Id of a person whose data were erased. */
  readonly erased: string;
  /** A key of the same person without one scope. */
  keyWithout(who: Who, scope: string): Promise<string>;
}

export async function createCast(): Promise<Cast> {
  const api = await createTestApi();
  const organizations = {
    A: await api.organization('Ville A (démonstration)'),
    P: await api.organization('Ville P (démonstration)'),
    N: await api.organization('Réseau N (démonstration)'),
    B: await api.organization('Ville B (démonstration)'),
  };
  await placeOrganizations(api, organizations);
  const entries = await seedEntries(api, organizations);
  // From now on P waits for its moderator; what it had published is hidden, as the index will be told.
  await api.rows("UPDATE organization SET state = 'PENDING', verified_at = NULL WHERE id = $1", [organizations.P]);
  const { keys, memberIds } = await createPeople(api, organizations);
  const endedPortalKeys = new Map<OrganizationName, string>();
  for (const name of ['A', 'P', 'N'] as const) {
    endedPortalKeys.set(name, (await createKey(api, { organizationId: organizations[name], ended: true })).id);
  }
  const endedOwnKeys = new Map<Who, string>();
  for (const [who, memberId] of memberIds) endedOwnKeys.set(who, (await createKey(api, { memberId, ended: true })).id);
  // Nobody of the cast: people have fewer rights about themselves.
  const somebody = await createPerson(api, organizations, 'somebody', {});
  const peopleOf = {
    A: await seedPeopleOf(api, organizations.A, somebody),
    P: await seedPeopleOf(api, organizations.P, somebody),
  };
  const erased = await erasedPerson(api, organizations, keys.get('adm') ?? '');
  await nameContact(api, entries.entries['A public'], memberIds.get('con'));
  await seedNotices(api, organizations);
  const webhooks = {
    A: await createWebhook(api, organizations.A),
    P: await createWebhook(api, organizations.P),
    N: await createWebhook(api, organizations.N),
    B: await createWebhook(api, organizations.B),
  };
  // The first who asks has the pair of keys made: nobody of the probes.
  await api.send('{ feedReceiptKey { algorithm } }');
  const glossaryGroup = await seedWords(api, keys.get('mod') ?? '');
  await api.catchUp();
  const lacking = new Map<string, string>();
  return {
    api,
    organizations,
    keys,
    endedPortalKeys,
    endedOwnKeys,
    glossaryGroup,
    webhooks,
    peopleOf,
    somebody,
    memberIds,
    erased,
    ...entries,
    async keyWithout(who, scope) {
      const scopes = API_KEY_SCOPES.filter((one) => one !== scope);
      const name = `${who} ${scope}`;
      const key = lacking.get(name) ?? (await createKey(api, { memberId: memberIds.get(who) ?? '', scopes })).key;
      lacking.set(name, key);
      return key;
    },
  };
}

/** Everybody with a key; whoever is a person with an id. */
async function createPeople(
  api: TestApi,
  organizations: Record<OrganizationName, string>,
): Promise<{ keys: Map<Who, string>; memberIds: Map<Who, string> }> {
  const keys = new Map<Who, string>();
  const memberIds = new Map<Who, string>();
  for (const who of WHO) {
    const person = people[who];
    const portal = portals[who];
    if (person) memberIds.set(who, await createPerson(api, organizations, who, person));
    const memberId = memberIds.get(who);
    const scopes = API_KEY_SCOPES.filter((scope) => scope !== person?.without);
    if (memberId !== undefined) keys.set(who, (await createKey(api, { memberId, scopes })).key);
    const { organization, audience = 'NETWORK' } = portal ?? {};
    if (organization) {
      const organizationId = organizations[organization];
      keys.set(who, (await createKey(api, { organizationId, scopes, audience })).key);
    }
  }
  return { keys, memberIds };
}

/** A and P lie in one département, B in another; N is the network's own body and lies nowhere. */
async function placeOrganizations(api: TestApi, { A, P, N, B }: Record<OrganizationName, string>): Promise<void> {
  const row = (level: 'COMMUNE' | 'DEPARTEMENT' | 'REGION', code: string, departement: string | null) => ({
    id: `${level}-${code}`,
    level,
    code,
    name: `Territoire ${code} (démonstration)`,
    name_folded: foldText(`Territoire ${code} démonstration`),
    siren: null,
    population: 1_000,
    departement_code: departement,
    region_code: 'Z9',
    epci_code: null,
    postal_codes: [],
  });
  const rows = [
    row('REGION', 'Z9', null),
    row('DEPARTEMENT', 'Z1', 'Z1'),
    row('DEPARTEMENT', 'Z2', 'Z2'),
    row('COMMUNE', 'Z1001', 'Z1'),
    row('COMMUNE', 'Z1002', 'Z1'),
    row('COMMUNE', 'Z2001', 'Z2'),
  ];
  const territories = api.app.get(TerritoryRepository, { strict: false });
  await api.app.get(UnitOfWork, { strict: false }).run((transaction) => territories.load(transaction, rows, 'DEMO'));
  const places: [string, string][] = [
    [A, 'COMMUNE-Z1001'],
    [P, 'COMMUNE-Z1002'],
    [B, 'COMMUNE-Z2001'],
  ];
  for (const place of places) await api.rows('UPDATE organization SET territory_id = $2 WHERE id = $1', place);
  await api.rows('UPDATE organization SET is_network = true WHERE id = $1', [N]);
}

/** @param who a name for the subject */
export async function createPerson(
  api: TestApi,
  organizations: Record<OrganizationName, string>,
  who: string,
  { role, organization, territory }: Person,
): Promise<string> {
  const members = api.app.get(MemberRepository, { strict: false });
  return api.app.get(UnitOfWork, { strict: false }).run(async (transaction) => {
    const memberId = await members.upsert(transaction, `rights|${who}`, who, true);
    if (territory !== undefined) {
      await transaction.query(
        "INSERT INTO membership (id, member_id, role, scope, territory_id) VALUES ($1, $2, 'COORDINATOR', 'TERRITORY', $3)",
        [newId(), memberId, territory],
      );
    } else if (role !== undefined) {
      const organizationId = organization && organizations[organization];
      await members.grant(transaction, { memberId, role, ...(organizationId && { organizationId }) });
    }
    return memberId;
  });
}

interface KeyOf {
  readonly memberId?: string;
  readonly organizationId?: string;
  readonly scopes?: readonly ApiKeyScope[];
  readonly audience?: Audience;
  /** Revoked at once. */
  readonly ended?: boolean;
  readonly days?: number;
}

/** Made below the service, so that a portal's key has every scope: the table alone must keep it from writing. */
export async function createKey(
  api: TestApi,
  { scopes = API_KEY_SCOPES, audience = 'NETWORK', ended = false, days = 100, ...holder }: KeyOf,
): Promise<{ readonly id: string; readonly key: string }> {
  const keys = api.app.get(ApiKeyRepository, { strict: false });
  const { key, shortId, secret } = makeKey('demo');
  const id = newId();
  const expiresAt = new Date(Date.now() + days * 86_400_000);
  const made = { id, shortId, secretHash: hashSecret(secret), name: 'Clé (démonstration)', createdBy: 'test' };
  await api.app.get(UnitOfWork, { strict: false }).run(async (transaction) => {
    await keys.insert(transaction, { ...made, ...holder, scopes, audience, expiresAt });
    if (ended) await keys.revoke(transaction, id);
  });
  return { id, key };
}

/** Made below the service: one of an organization that is not verified, too. */
export async function createWebhook(api: TestApi, organizationId: string): Promise<string> {
  const id = newId();
  await api.rows(
    `INSERT INTO webhook_endpoint (id, organization_id, url, secret, paused, told_epoch, told_seq, poke_after, created_by)
     SELECT $1, $2, 'https://portail.example/crochets', 'whsec_demonstration', true, epoch, n, now(), 'test'
       FROM feed_counter`,
    [id, organizationId],
  );
  return id;
}

/** Puts the name of a person on an entry. */
export async function nameContact(
  api: TestApi,
  entryId: string | undefined,
  memberId: string | undefined,
): Promise<void> {
  await api.rows(
    `INSERT INTO entry_contact (entry_id, member_id, email, since, until)
     VALUES ($1, $2, 'prenom.nom@ville-demonstration.example', current_date, current_date + 300)
     ON CONFLICT (entry_id) DO UPDATE SET member_id = excluded.member_id`,
    [entryId, memberId],
  );
}

async function erasedPerson(
  api: TestApi,
  organizations: Record<OrganizationName, string>,
  administrator: string,
): Promise<string> {
  const memberId = await createPerson(api, organizations, 'erased', {});
  const query = 'mutation ($input: MemberEraseInput!) { memberErase(input: $input) { memberId userErrors { code } } }';
  const { errors } = await api.send(query, { input: { memberId } }, { key: administrator });
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return memberId;
}

async function seedNotices(api: TestApi, { A, P }: Record<OrganizationName, string>): Promise<void> {
  for (const organizationId of [A, P]) await createKey(api, { organizationId, days: 5 });
  await api.app.get(NoticeRepository, { strict: false }).noteExpiringKeys();
}

/** A group of the glossary and a search that found nothing. @returns the group's id */
async function seedWords(api: TestApi, moderator: string): Promise<string> {
  const { data } = await api.send(
    'mutation { glossaryUpsert(input: { terms: [{ text: "zwirbel" }, { text: "zwarbel" }] }) { group { id } } }',
    {},
    { key: moderator },
  );
  await api.rows(
    `INSERT INTO unanswered_query (day, stems, text, times, had_approaching, first_seen, last_seen)
     VALUES (current_date, 'zwurbel', 'zwurbel', 1, false, now(), now())`,
  );
  return data.glossaryUpsert.group.id;
}
