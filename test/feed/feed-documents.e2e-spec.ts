import { canonicalJson } from '@maillage/kernel';
import { useCaseContent } from '../factories/use-case.factory.js';
import * as operations from '../api/operations.js';
import { createTestApi, type TestApi } from '../support/test-api.js';

const ORGANIZATION = 'id name type siren demonstration';
const SHOWN = `query Shown($id: ID!) { entry(id: $id) {
  id version owner { ${ORGANIZATION} } subjectOrganization { ${ORGANIZATION} }
  system { id name state supplier { id name state } } adoptionTotal } }`;
const CHANGES = '{ changes(first: 1000) { changes { entryId document } } }';

describe('documents of one page, which share organizations and systems', () => {
  let api: TestApi;
  let moderator: string;
  const ids: string[] = [];

  const publish = async (ownerId: string, title: string, proposedSystem?: object): Promise<void> => {
    const coordinator = await api.person('COORDINATOR', ownerId);
    const input = { ...operations.useCaseInput(ownerId, useCaseContent({ title })), proposedSystem };
    const { id } = (await api.send(operations.CREATE, { input }, { key: coordinator })).data.entryCreate.entry;
    await api.send(operations.PUBLISH, { input: { id, baseRevision: 1 } }, { key: coordinator });
    ids.push(id);
  };
  const documents = async (): Promise<Map<string, string>> => {
    const { changes } = (await api.send(CHANGES)).data.changes;
    return new Map(changes.map((change: { entryId: string; document: string }) => [change.entryId, change.document]));
  };

  beforeAll(async () => {
    api = await createTestApi();
    moderator = await api.person('MODERATOR');
    const owners = [
      await api.organization('Ville d’Étampes (démonstration)'),
      await api.organization('Ville B « œuvre »'),
    ];
    const supplier = { name: 'Firme de démonstration' };
    for (const ownerId of owners) {
      await publish(ownerId, 'Sans système');
      await publish(ownerId, 'Avec le lecteur', { name: 'Lecteur Plus', supplier });
      await publish(ownerId, 'Avec son double', { name: 'LecteurPlus', supplier });
      await publish(ownerId, 'Avec un autre', { name: 'Classeur' });
    }
    const { systems } = (await api.send('{ systems(first: 50) { id name } }')).data;
    const idOf = (name: string): string => systems.find((one: { name: string }) => one.name === name).id;
    const merge = { id: idOf('LecteurPlus'), intoId: idOf('Lecteur Plus') };
    const MERGE = 'mutation M($input: ReferenceMergeInput!) { systemMerge(input: $input) { userErrors { code } } }';
    await api.send(MERGE, { input: merge }, { key: moderator });
    await api.catchUp();
  });

  afterAll(() => api.close());

  it('are those of each entry alone, under the name that a merged system has now', async () => {
    const texts = await documents();
    expect([...texts.keys()].sort()).toEqual([...ids].sort());
    const named: (string | undefined)[] = [];
    for (const id of ids) {
      const { entry } = (await api.send(SHOWN, { id })).data;
      expect(JSON.parse(texts.get(id) ?? '')).toMatchObject(entry);
      named.push(entry.system?.name);
    }
    const four = [undefined, 'Lecteur Plus', 'Lecteur Plus', 'Classeur'];
    expect(named).toEqual([...four, ...four]);
  });

  it('are canonical: sorted at every depth, without blanks', async () => {
    for (const text of (await documents()).values()) expect(canonicalJson(JSON.parse(text))).toBe(text);
  });

  it('stand in the file as they stand in the page', async () => {
    const { body } = await api.app.inject({ method: 'GET', url: '/feed/snapshot.ndjson' });
    for (const text of (await documents()).values()) expect(body).toContain(`"document":${text}}\n`);
  });
});
