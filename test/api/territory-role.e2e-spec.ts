import { foldText } from '@maillage/kernel';
import { useCaseContent } from '../factories/use-case.factory.js';
import { createTestApi, type TestApi } from '../support/test-api.js';
import * as operations from './operations.js';
import { useCaseInput } from './operations.js';

const GRANT = `mutation ($input: TerritoryRoleInput!) {
  territoryRoleGrant(input: $input) { territoryRoles { memberId territoryId territoryName } userErrors { code path } }
}`;
const END = `mutation ($input: TerritoryRoleInput!) {
  territoryRoleEnd(input: $input) { territoryRoles { memberId } userErrors { code path } }
}`;
const QUEUE =
  '{ entrySubmissions { edges { cursor node { id revision draftState permissions { canRequestChanges canPublish canRevise canConfirm } } } pageInfo { hasNextPage } } }';

describe('coordinators of territories, through GraphQL', () => {
  let api: TestApi;
  let moderator: string;
  let regional: string;
  let memberId: string;
  let city: { id: string; coordinator: string };

  const place = async (organizationId: string, code: string, region: string): Promise<void> => {
    const name = `Lieu ${code} (démonstration)`;
    await api.rows(
      `INSERT INTO territory (id, level, code, name, name_folded, region_code, source) VALUES
         ('REGION-' || $2::text, 'REGION', $2, $4, $3, $2, 'DEMO'), ('COMMUNE-' || $1::text, 'COMMUNE', $1, $4, $3, $2, 'DEMO')
       ON CONFLICT DO NOTHING`,
      [code, region, foldText(name), name],
    );
    await api.rows("UPDATE organization SET territory_id = 'COMMUNE-' || $2 WHERE id = $1", [organizationId, code]);
  };
  const submitted = async (ownerId: string, key: string, audience = 'PUBLIC'): Promise<string> => {
    const input = { ...useCaseInput(ownerId, useCaseContent()), audience };
    const { id } = (await api.send(operations.CREATE, { input }, { key })).data.entryCreate.entry;
    await api.send(operations.SUBMIT, { input: { id, baseRevision: 1 } }, { key });
    return id;
  };

  beforeAll(async () => {
    api = await createTestApi();
    moderator = await api.person('MODERATOR');
    const id = await api.organization('Commune du territoire (démonstration)');
    await place(id, 'Y1001', 'Y1');
    city = { id, coordinator: await api.person('COORDINATOR', id) };
    const elsewhere = await api.organization('Ville de la coordinatrice (démonstration)');
    await place(elsewhere, 'Y2001', 'Y2');
    regional = await api.person('READER', elsewhere);
    const [row] = await api.rows<{ id: string }>('SELECT id FROM member ORDER BY id DESC LIMIT 1');
    memberId = row?.id ?? '';
  });

  afterAll(() => api.close());

  it('are named by moderators alone, for a département or région, as often as it is sent', async () => {
    const input = { memberId, territoryId: 'REGION-Y1' };
    expect((await api.send(GRANT, { input }, { key: city.coordinator })).errors[0]?.extensions.code).toBe('FORBIDDEN');
    const faults: [Record<string, unknown>, string, string][] = [
      [{ ...input, territoryId: 'COMMUNE-Y1001' }, 'TERRITORY_UNKNOWN', 'territoryId'],
      [{ ...input, memberId: city.id }, 'MEMBER_UNKNOWN', 'memberId'],
      [{ ...input, memberId: 'nobody' }, 'MEMBER_UNKNOWN', 'memberId'],
    ];
    for (const [wrong, code, field] of faults) {
      const { data } = await api.send(GRANT, { input: wrong }, { key: moderator });
      expect(data.territoryRoleGrant).toEqual({ territoryRoles: null, userErrors: [{ code, path: ['input', field] }] });
    }
    for (let sent = 0; sent < 2; sent += 1) {
      const { data } = await api.send(GRANT, { input }, { key: moderator });
      expect(data.territoryRoleGrant).toEqual({
        territoryRoles: [{ memberId, territoryId: 'REGION-Y1', territoryName: expect.any(String) }],
        userErrors: [],
      });
    }
    const viewer = '{ viewer { audience territories { id level } permissions { canReview canPublish canWrite } } }';
    expect((await api.send(viewer, {}, { key: regional })).data.viewer).toEqual({
      audience: 'NETWORK',
      territories: [{ id: 'REGION-Y1', level: 'REGION' }],
      permissions: { canReview: true, canPublish: false, canWrite: false },
    });
  });

  it('review what is submitted in their territory: read it, ask for changes, and no more', async () => {
    const id = await submitted(city.id, city.coordinator);
    const house = await submitted(city.id, city.coordinator, 'ORGANIZATION');
    const { data } = await api.send(QUEUE, {}, { key: regional });
    expect(data.entrySubmissions.edges.map((edge: { node: unknown }) => edge.node)).toEqual([
      {
        id,
        revision: 1,
        draftState: 'SUBMITTED',
        permissions: { canRequestChanges: true, canPublish: false, canRevise: false, canConfirm: false },
      },
    ]);
    const read = 'query ($id: ID!) { entry(id: $id) { title contact origin { raw } } }';
    expect((await api.send(read, { id }, { key: regional })).data.entry).not.toBeNull();
    expect((await api.send(read, { id: house }, { key: regional })).data.entry).toBeNull();
    const publish = await api.send(operations.PUBLISH, { input: { id, baseRevision: 1 } }, { key: regional });
    expect(publish.errors[0]?.extensions.code).toBe('FORBIDDEN');
    const input = { id, baseRevision: 1, comment: 'Le calendrier manque (démonstration).' };
    const asked = await api.send(operations.REQUEST_CHANGES, { input }, { key: regional });
    // Back with its owner, it is a draft again: out of sight.
    expect(asked.data.entryRequestChanges).toEqual({ entry: null, userErrors: [] });
    const seen = await api.send(
      'query ($id: ID!) { entry(id: $id) { draftState reviewComment } }',
      { id },
      { key: city.coordinator },
    );
    expect(seen.data.entry).toEqual({ draftState: 'CHANGES_REQUESTED', reviewComment: input.comment });
    const again = await api.send(operations.REQUEST_CHANGES, { input }, { key: regional });
    expect(again.errors[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('page through what they review, newest first', async () => {
    const ids = [];
    for (let n = 0; n < 3; n += 1) ids.unshift(await submitted(city.id, city.coordinator));
    const query =
      'query ($after: String) { entrySubmissions(first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }';
    const first = (await api.send(query, {}, { key: regional })).data.entrySubmissions;
    const second = (await api.send(query, { after: first.pageInfo.endCursor }, { key: regional })).data
      .entrySubmissions;
    expect([...first.nodes, ...second.nodes].map((node: { id: string }) => node.id)).toEqual(ids);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
  });

  it('are no longer such from the next request on', async () => {
    const input = { memberId, territoryId: 'REGION-Y1' };
    const ended = await api.send(END, { input }, { key: moderator });
    expect(ended.data.territoryRoleEnd).toEqual({ territoryRoles: [], userErrors: [] });
    expect((await api.send(QUEUE, {}, { key: regional })).errors[0]?.extensions.code).toBe('FORBIDDEN');
    const twice = await api.send(END, { input }, { key: moderator });
    expect(twice.data.territoryRoleEnd.userErrors).toEqual([
      { code: 'TERRITORY_ROLE_UNKNOWN', path: ['input', 'memberId'] },
    ]);
  });
});
