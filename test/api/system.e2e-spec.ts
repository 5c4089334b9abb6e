import { useCaseContent } from '../factories/use-case.factory.js';
import { createTestApi, type TestApi } from '../support/test-api.js';
import { without } from '../support/without.js';
import * as operations from './operations.js';
import { useCaseInput } from './operations.js';

const SYSTEMS =
  '{ systems(first: 50) { id name state url entryCount supplier { id name } } suppliers(first: 50) { id name siren systemCount entryCount } }';
const DECLARE = `mutation Declare($input: AdoptionDeclareInput!) {
  adoptionDeclare(input: $input) { entry { adoptionTotal adoptions { state count } } userErrors { code path } } }`;
const UNDECLARE =
  'mutation Undo($input: AdoptionWithdrawInput!) { adoptionWithdraw(input: $input) { entry { adoptionTotal } userErrors { code } } }';

describe('systems, suppliers and reuses, through GraphQL', () => {
  let api: TestApi;
  let ownerId: string;
  let coordinator: string;
  let moderator: string;

  beforeAll(async () => {
    api = await createTestApi();
    ownerId = await api.organization('Ville de démonstration');
    coordinator = await api.person('COORDINATOR', ownerId);
    moderator = await api.person('MODERATOR');
  });

  afterAll(() => api.close());

  const create = (proposedSystem: Record<string, unknown>, input: Record<string, unknown> = {}) =>
    api.send(
      operations.CREATE,
      { input: { ...useCaseInput(ownerId, useCaseContent()), proposedSystem, ...input } },
      { key: coordinator },
    );

  const published = async (proposedSystem: Record<string, unknown>): Promise<string> => {
    const { id } = (await create(proposedSystem)).data.entryCreate.entry;
    await api.send(operations.PUBLISH, { input: { id, baseRevision: 1 } }, { key: coordinator });
    return id as string;
  };

  it('shows a proposed system once an entry that the caller sees uses it', async () => {
    const { id } = (await create({ name: 'Brouillonneur', supplier: { name: 'Firme de démonstration' } })).data
      .entryCreate.entry;
    const names = async (key?: string): Promise<string[]> =>
      (await api.send(SYSTEMS, {}, key ? { key } : {})).data.systems.map((one: { name: string }) => one.name);
    expect(await names()).not.toContain('Brouillonneur');
    expect(await names(moderator)).toContain('Brouillonneur');
    await api.send(operations.PUBLISH, { input: { id, baseRevision: 1 } }, { key: coordinator });
    expect((await api.send(SYSTEMS)).data).toMatchObject({
      systems: [
        { name: 'Brouillonneur', state: 'PROPOSED', entryCount: 1, supplier: { name: 'Firme de démonstration' } },
      ],
      suppliers: [{ name: 'Firme de démonstration', systemCount: 1, entryCount: 1 }],
    });
  });

  it('is confirmed under its good name and merged with its double, by moderators alone', async () => {
    await published({ name: 'Lecteur Plus' });
    await published({ name: 'LecteurPlus' });
    const listed = (await api.send(SYSTEMS)).data.systems as { id: string; name: string }[];
    const idOf = (name: string): string => listed.find((one) => one.name === name)?.id ?? '';
    const CONFIRM =
      'mutation C($input: ReferenceConfirmInput!) { systemConfirm(input: $input) { id userErrors { code } } }';
    const confirm = { id: idOf('Lecteur Plus'), name: 'Lecteur+ (démonstration)' };
    expect((await api.send(CONFIRM, { input: confirm }, { key: coordinator })).errors[0]?.extensions.code).toBe(
      'FORBIDDEN',
    );
    await api.send(CONFIRM, { input: confirm }, { key: moderator });
    const MERGE = 'mutation M($input: ReferenceMergeInput!) { systemMerge(input: $input) { id userErrors { code } } }';
    const merge = { id: idOf('LecteurPlus'), intoId: confirm.id };
    expect(
      (await api.send(MERGE, { input: { ...merge, intoId: merge.id } }, { key: moderator })).data.systemMerge
        .userErrors,
    ).toEqual([{ code: 'MERGE_INTO_ITSELF' }]);
    expect((await api.send(MERGE, { input: merge }, { key: moderator })).data.systemMerge.id).toBe(confirm.id);
    const after = (await api.send(SYSTEMS)).data.systems as { id: string }[];
    expect(after.find((one) => one.id === confirm.id)).toMatchObject({
      name: confirm.name,
      state: 'CONFIRMED',
      entryCount: 2,
    });
    expect(after.map((one) => one.id)).not.toContain(merge.id);
  });

  it.each([
    ['an address that is none', { name: 'A', url: 'javascript:alert(1)' }, 'URL input.proposedSystem.url'],
    ['a name of nothing', { name: ' ' }, 'PROPOSED_NAME input.proposedSystem.name'],
    [
      'a SIREN with a wrong digit',
      { name: 'A', supplier: { name: 'B', siren: '123456789' } },
      'SIREN_INVALID input.proposedSystem.supplier.siren',
    ],
    [
      'a foreign id without its register',
      { name: 'A', supplier: { name: 'B', foreignId: '12' } },
      'FOREIGN_ID input.proposedSystem.supplier.foreignId',
    ],
  ])('refuses %s', async (_what, proposed, expected) => {
    const { userErrors } = (await create(proposed)).data.entryCreate;
    expect(userErrors.map((one: { code: string; path: string[] }) => `${one.code} ${one.path.join('.')}`)).toEqual([
      expected,
    ]);
  });

  it('is proposed with a use case only', async () => {
    const envelope = without(useCaseInput(ownerId, useCaseContent()), 'useCase');
    const dataCharter = { charterType: 'AI', commitments: [{ text: 'Dire quand une machine répond.' }] };
    const input = { ...envelope, dataCharter, proposedSystem: { name: 'A' } };
    const { data } = await api.send(operations.CREATE, { input }, { key: coordinator });
    expect(data.entryCreate.userErrors[0]).toMatchObject({
      code: 'SYSTEM_NOT_OF_KIND',
      path: ['input', 'proposedSystem'],
    });
  });

  it('counts reuses, and asks why one was dropped', async () => {
    const peerId = await api.organization('Ville paire de démonstration');
    const peer = await api.person('CONTRIBUTOR', peerId);
    const entryId = await published({ name: 'Réutilisable' });
    const reuse = { entryId, organizationId: peerId, state: 'LIVE' };
    expect(
      (await api.send(DECLARE, { input: { ...reuse, organizationId: ownerId } }, { key: coordinator })).data
        .adoptionDeclare.userErrors[0].code,
    ).toBe('OWN_ENTRY');
    expect((await api.send(DECLARE, { input: reuse }, { key: coordinator })).errors[0]?.extensions.code).toBe(
      'FORBIDDEN',
    );
    expect((await api.send(DECLARE, { input: reuse }, { key: peer })).data.adoptionDeclare.entry).toEqual({
      adoptionTotal: 1,
      adoptions: [{ state: 'LIVE', count: 1 }],
    });
    const dropped = await api.send(DECLARE, { input: { ...reuse, state: 'DROPPED' } }, { key: peer });
    expect(dropped.data.adoptionDeclare.userErrors).toEqual([{ code: 'REASON_REQUIRED', path: ['input', 'reason'] }]);
    const which = without(reuse, 'state');
    expect((await api.send(UNDECLARE, { input: which }, { key: peer })).data.adoptionWithdraw.entry.adoptionTotal).toBe(
      0,
    );
    expect((await api.send(UNDECLARE, { input: which }, { key: peer })).data.adoptionWithdraw.userErrors).toEqual([
      { code: 'ADOPTION_UNKNOWN' },
    ]);
  });
});
