import { UnitOfWork } from '@maillage/database';
import { demoSiren, readCog, TerritoryRepository } from '@maillage/territory';
import { useCaseContent } from '../factories/use-case.factory.js';
import { createTestApi, type TestApi } from '../support/test-api.js';
import * as operations from './operations.js';
import { useCaseInput } from './operations.js';

const CREATE = `mutation Create($input: OrganizationCreateInput!) {
  organizationCreate(input: $input) {
    organization { id name type siren state demonstration territory { code departementName } permissions { canWriteEntries canPublishEntries } }
    userErrors { code path details message }
  }
}`;
const VERIFY = `mutation Verify($input: OrganizationMoveInput!) {
  organizationVerify(input: $input) { organization { id state } userErrors { code } }
}`;

describe('organizations and territories, through GraphQL', () => {
  let api: TestApi;
  let member: string;
  let moderator: string;

  beforeAll(async () => {
    api = await createTestApi();
    const repository = api.app.get(TerritoryRepository, { strict: false });
    const rows = (await readCog()).filter((row) =>
      ['93066', '11339', '30247', '97411', '93', '11', '30', '974'].includes(row.code),
    );
    await api.app.get(UnitOfWork, { strict: false }).run((transaction) => repository.load(transaction, rows, 'COG'));
    member = await api.person('CONTRIBUTOR', await api.organization('Ville de démonstration'));
    moderator = await api.person('MODERATOR');
  });

  afterAll(() => api.close());

  it('tells the four Saint-Denis apart', async () => {
    const query =
      '{ territories(search: "st denis", level: COMMUNE, first: 10) { id name code departementName siren } }';
    const { data } = await api.send(query);
    expect(data.territories.map((one: { code: string }) => one.code).sort()).toEqual([
      '11339',
      '30247',
      '93066',
      '97411',
    ]);
    expect(new Set(data.territories.map((one: { departementName: string }) => one.departementName)).size).toBe(4);
  });

  it('is created from its territory, once, PENDING, and verified by a moderator alone', async () => {
    const create = { territoryId: 'COMMUNE-93066' };
    expect((await api.send(CREATE, { input: create })).errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
    const wrong = await api.send(CREATE, { input: { ...create, siren: demoSiren(12) } }, { key: member });
    expect(wrong.data.organizationCreate.userErrors[0]).toMatchObject({
      code: 'SIREN_MISMATCH',
      path: ['input', 'siren'],
    });
    const made = (await api.send(CREATE, { input: create }, { key: member })).data.organizationCreate.organization;
    expect(made).toMatchObject({
      name: 'Saint-Denis',
      type: 'COMMUNE',
      state: 'PENDING',
      territory: { code: '93066', departementName: 'Seine-Saint-Denis' },
    });
    const again = await api.send(CREATE, { input: create }, { key: member });
    expect(again.data.organizationCreate.userErrors[0]).toMatchObject({
      code: 'ORGANIZATION_EXISTS',
      details: { id: made.id },
    });
    const lookUp =
      'query($id: ID!) { organization(id: $id) { state permissions { canWriteEntries canPublishEntries } } }';
    expect((await api.send(lookUp, { id: made.id })).data.organization).toBeNull();
    expect((await api.send(lookUp, { id: made.id }, { key: member })).data.organization).toEqual({
      state: 'PENDING',
      permissions: { canWriteEntries: true, canPublishEntries: false },
    });
    const input = { id: made.id };
    expect((await api.send(VERIFY, { input }, { key: member })).errors[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await api.send(VERIFY, { input }, { key: moderator })).data.organizationVerify.organization.state).toBe(
      'VERIFIED',
    );
    expect((await api.send(lookUp, { id: made.id })).data.organization.state).toBe('VERIFIED');
  });

  it('is an association, syndicat or State body where it governs no territory', async () => {
    const syndicat = await api.send(
      CREATE,
      { input: { type: 'SYNDICAT', name: 'Syndicat de démonstration', siren: demoSiren(77) } },
      { key: member },
    );
    expect(syndicat.data.organizationCreate.organization).toMatchObject({ type: 'SYNDICAT', demonstration: true });
    const faults: [Record<string, unknown>, string][] = [
      [{ type: 'COMMUNE', name: 'Sans territoire' }, 'TYPE_NEEDS_TERRITORY'],
      [{ territoryId: 'COMMUNE-00000' }, 'TERRITORY_UNKNOWN'],
      [{ type: 'ASSOCIATION', name: ' ' }, 'NAME_REQUIRED'],
      [{ type: 'ASSOCIATION', name: 'Clé fausse', siren: '123456789' }, 'SIREN_INVALID'],
    ];
    for (const [input, code] of faults) {
      const { data } = await api.send(CREATE, { input }, { key: member });
      expect(data.organizationCreate).toMatchObject({ organization: null, userErrors: [{ code }] });
    }
  });

  it('keeps memberships of networks as relations, listed and filtered', async () => {
    const network = await api.organization('Réseau de villes de démonstration');
    const city = await api.organization('Ville adhérente de démonstration');
    const JOIN = `mutation Join($input: OrganizationJoinNetworkInput!) {
      organizationJoinNetwork(input: $input) { organization { networks { id name since } } userErrors { code } } }`;
    const input = { id: city, networkId: network, since: '2021-05-01' };
    expect((await api.send(JOIN, { input }, { key: member })).errors[0]?.extensions.code).toBe('FORBIDDEN');
    const joined = await api.send(JOIN, { input }, { key: moderator });
    expect(joined.data.organizationJoinNetwork.organization.networks).toEqual([
      { id: network, name: 'Réseau de villes de démonstration', since: '2021-05-01' },
    ]);
    const unknown = await api.send(JOIN, { input: { ...input, networkId: city } }, { key: moderator });
    expect(unknown.data.organizationJoinNetwork.userErrors).toEqual([{ code: 'NETWORK_UNKNOWN' }]);
    const list =
      'query($f: OrganizationFilter) { organizations(filter: $f) { nodes { id } pageInfo { hasNextPage } } }';
    expect((await api.send(list, { f: { networkId: network } })).data.organizations.nodes).toEqual([{ id: city }]);
    const LEAVE =
      'mutation L($input: OrganizationLeaveNetworkInput!) { organizationLeaveNetwork(input: $input) { organization { networks { id } } userErrors { code } } }';
    const left = await api.send(LEAVE, { input: { id: city, networkId: network } }, { key: moderator });
    expect(left.data.organizationLeaveNetwork.organization.networks).toEqual([]);
  });

  it('pages by name without gaps or repeats', async () => {
    for (let n = 0; n < 5; n += 1) await api.organization(`Pagination ${n}`);
    const query =
      'query($after: String) { organizations(filter: { search: "pagination" }, first: 2, after: $after) { nodes { name } pageInfo { hasNextPage endCursor } } }';
    const names: string[] = [];
    let after: string | null = null;
    do {
      const page: { nodes: { name: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } = (
        await api.send(query, { after })
      ).data.organizations;
      names.push(...page.nodes.map((node) => node.name));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(names).toEqual([0, 1, 2, 3, 4].map((n) => `Pagination ${n}`));
    const foreign = Buffer.from('[1,2]').toString('base64url');
    expect((await api.send(query, { after: foreign })).errors[0]?.extensions.code).toBe('CURSOR_INVALID');
  });

  it('lets its coordinators ask for a submission before publication', async () => {
    const ownerId = await api.organization('Ville qui relit (démonstration)');
    const coordinator = await api.person('COORDINATOR', ownerId);
    const SET =
      'mutation S($input: OrganizationSetPublishingInput!) { organizationSetPublishing(input: $input) { organization { oneStepPublishing } userErrors { code } } }';
    const input = { id: ownerId, oneStep: false };
    expect(
      (
        await api.send(
          SET,
          { input },
          { key: await api.person('COORDINATOR', await api.organization('Tierce démonstration')) },
        )
      ).errors[0]?.extensions.code,
    ).toBe('NOT_FOUND');
    expect(
      (await api.send(SET, { input }, { key: coordinator })).data.organizationSetPublishing.organization
        .oneStepPublishing,
    ).toBe(false);
    const created = await api.send(
      operations.CREATE,
      { input: useCaseInput(ownerId, useCaseContent()) },
      { key: coordinator },
    );
    const { id } = created.data.entryCreate.entry;
    const direct = await api.send(operations.PUBLISH, { input: { id, baseRevision: 1 } }, { key: coordinator });
    expect(direct.data.entryPublish.userErrors[0].code).toBe('SUBMISSION_REQUIRED');
    const list = await api.send(
      'query($id: ID!) { entryChecklist(id: $id) { code label } }',
      { id },
      { key: coordinator },
    );
    expect(list.data.entryChecklist).toEqual([{ code: 'SUBMISSION_REQUIRED', label: 'Soumission' }]);
    await api.send(operations.SUBMIT, { input: { id, baseRevision: 1 } }, { key: coordinator });
    const reviewed = await api.send(operations.PUBLISH, { input: { id, baseRevision: 1 } }, { key: coordinator });
    expect(reviewed.data.entryPublish.entry.state).toBe('PUBLISHED');
  });
});
