import { UnitOfWork } from '@maillage/database';
import { SessionService } from '@maillage/identity';
import type { GraphqlAnswer, TestApi } from '../support/test-api.js';
import { createKey } from './cast.js';

type Headers = Readonly<Record<string, string>>;

/** Somebody who reads the network, and how that ends. */
export interface Grant {
  /** Of the requests of whoever has it. */
  readonly headers: Headers;
  /** Resolves when the answer has come that says it is over. */
  readonly end: () => Promise<void>;
}

export interface RevocationCase {
  readonly name: string;
  readonly arrange: (stage: Stage) => Promise<Grant>;
}

/** What every case needs, made once. */
export interface Stage {
  readonly api: TestApi;
  readonly organizationId: string;
  readonly coordinator: string;
  readonly moderator: string;
}

const REGION = 'REGION-Z8';

export async function createStage(api: TestApi): Promise<Stage> {
  const organizationId = await api.organization('Ville des retraits (démonstration)');
  await api.rows(
    "INSERT INTO territory (id, level, code, name, name_folded, region_code, source) VALUES ($1, 'REGION', 'Z8', 'Région (démonstration)', 'region', 'Z8', 'DEMO')",
    [REGION],
  );
  const coordinator = await api.person('COORDINATOR', organizationId);
  return { api, organizationId, coordinator, moderator: await api.person('MODERATOR') };
}

/** Each way in which a right ends. A further one is a further line. */
export const revocationCases: readonly RevocationCase[] = [
  { name: 'a key is revoked', arrange: keyRevoked },
  { name: 'a key is rotated without an overlap', arrange: keyRotated },
  { name: 'a rotated key is revoked, and its old secret with it', arrange: rotatedKeyRevoked },
  { name: 'a person leaves', arrange: membershipLeft },
  { name: 'a coordinator ends a membership', arrange: membershipEnded },
  { name: 'an organization is set back to PENDING', arrange: organizationSetBack },
  { name: 'a role in a territory ends', arrange: territoryRoleEnded },
  { name: 'a session is revoked', arrange: sessionRevoked },
];

const bearer = (key: string): Headers => ({ authorization: `Bearer ${key}` });

async function keyRevoked({ api, organizationId, coordinator }: Stage): Promise<Grant> {
  const { id, key } = await createKey(api, { organizationId, scopes: ['read'] });
  return { headers: bearer(key), end: () => act(api, coordinator, 'apiKeyRevoke', 'ApiKeyRevokeInput', { id }) };
}

async function keyRotated({ api, organizationId, coordinator }: Stage): Promise<Grant> {
  const { id, key } = await createKey(api, { organizationId, scopes: ['read'] });
  const input = { id, overlapHours: 0 };
  return { headers: bearer(key), end: () => act(api, coordinator, 'apiKeyRotate', 'ApiKeyRotateInput', input) };
}

async function rotatedKeyRevoked({ api, organizationId, coordinator }: Stage): Promise<Grant> {
  const { id, key } = await createKey(api, { organizationId, scopes: ['read'] });
  await act(api, coordinator, 'apiKeyRotate', 'ApiKeyRotateInput', { id });
  return { headers: bearer(key), end: () => act(api, coordinator, 'apiKeyRevoke', 'ApiKeyRevokeInput', { id }) };
}

async function membershipLeft({ api, organizationId }: Stage): Promise<Grant> {
  const key = await api.person('READER', organizationId);
  const end = (): Promise<void> => act(api, key, 'membershipLeave', 'MembershipLeaveInput', { organizationId });
  return { headers: bearer(key), end };
}

async function membershipEnded({ api, organizationId, coordinator }: Stage): Promise<Grant> {
  const key = await api.person('CONTRIBUTOR', organizationId);
  const { membershipId } = await newest(api);
  const end = (): Promise<void> => act(api, coordinator, 'membershipEnd', 'MembershipEndInput', { id: membershipId });
  return { headers: bearer(key), end };
}

async function organizationSetBack({ api }: Stage): Promise<Grant> {
  const organizationId = await api.organization('Ville remise en attente (démonstration)');
  const key = await api.person('COORDINATOR', organizationId);
  const end = async (): Promise<void> => {
    await api.rows("UPDATE organization SET state = 'PENDING' WHERE id = $1", [organizationId]);
  };
  return { headers: bearer(key), end };
}

async function territoryRoleEnded({ api, moderator, organizationId }: Stage): Promise<Grant> {
  const key = await api.person('READER', organizationId);
  const { memberId, membershipId } = await newest(api);
  const input = { memberId, territoryId: REGION };
  await act(api, moderator, 'territoryRoleGrant', 'TerritoryRoleInput', input);
  // Nothing else may give what ends.
  await api.rows('DELETE FROM membership WHERE id = $1', [membershipId]);
  return { headers: bearer(key), end: () => act(api, moderator, 'territoryRoleEnd', 'TerritoryRoleInput', input) };
}

async function sessionRevoked({ api, organizationId }: Stage): Promise<Grant> {
  const key = await api.person('READER', organizationId);
  const { memberId } = await newest(api);
  const sessions = api.app.get(SessionService, { strict: false });
  const level = { acr: null, amr: [] };
  const cookie = await api.app
    .get(UnitOfWork, { strict: false })
    .run((transaction) => sessions.open(transaction, { memberId, level, userAgent: undefined, idToken: '' }));
  const [session] = await api.rows<{ id: string }>('SELECT id FROM session WHERE member_id = $1', [memberId]);
  const headers = { cookie: `maillage_session=${cookie}`, 'sec-fetch-site': 'same-origin' };
  return { headers, end: () => act(api, key, 'sessionRevoke', 'SessionRevokeInput', { id: session?.id }) };
}

/** The person that was made last. */
async function newest(api: TestApi): Promise<{ memberId: string; membershipId: string }> {
  const [row] = await api.rows<{ memberId: string; membershipId: string }>(
    'SELECT id AS "membershipId", member_id AS "memberId" FROM membership ORDER BY id DESC LIMIT 1',
  );
  return row ?? { memberId: '', membershipId: '' };
}

async function act(
  api: TestApi,
  key: string,
  field: string,
  type: string,
  input: Readonly<Record<string, unknown>>,
): Promise<void> {
  const query = `mutation ($input: ${type}!) { ${field}(input: $input) { userErrors { code } } }`;
  const { data, errors }: GraphqlAnswer = await api.send(query, { input }, { key });
  if (errors.length > 0 || data[field].userErrors.length > 0) {
    throw new Error(`${field}: ${JSON.stringify({ errors, data })}`);
  }
}
