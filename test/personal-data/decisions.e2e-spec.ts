import { useCaseContent } from '../factories/use-case.factory.js';
import * as operations from '../api/operations.js';
import { createTestApi, type TestApi } from '../support/test-api.js';

describe('personal data in texts that go to readers', () => {
  let api: TestApi;
  let ownerId: string;
  let contributor: string;
  let coordinator: string;
  let moderator: string;

  beforeAll(async () => {
    api = await createTestApi();
    ownerId = await api.organization('Ville de démonstration');
    contributor = await api.person('CONTRIBUTOR', ownerId);
    coordinator = await api.person('COORDINATOR', ownerId);
    moderator = await api.person('MODERATOR');
  });

  afterAll(() => api.close());

  const phone = '01 00 00 00 00';
  const content = (changes = {}): Record<string, unknown> =>
    useCaseContent({ summary: `Standard : ${phone}.`, keywords: ['tri', 'prenom.nom@ville.example'], ...changes });

  const draft = async (changes = {}): Promise<string> => {
    const input = operations.useCaseInput(ownerId, content(changes));
    const { data } = await api.send(operations.CREATE, { input }, { key: contributor });
    expect(data.entryCreate.userErrors).toEqual([]);
    return data.entryCreate.entry.id;
  };

  const publish = async (id: string, baseRevision: number, personalDataDecisions?: object[]) => {
    const input = { id, baseRevision, personalDataDecisions };
    return (await api.send(operations.PUBLISH, { input }, { key: coordinator })).data.entryPublish;
  };

  it('is asked about at submission and at publication, field and excerpt named', async () => {
    const id = await draft();
    const submitted = await api.send(operations.SUBMIT, { input: { id, baseRevision: 1 } }, { key: contributor });
    const { userErrors } = submitted.data.entrySubmit;
    expect(userErrors).toMatchObject([
      { code: 'PERSONAL_DATA', path: ['content', 'summary'], details: { kind: 'PHONE', excerpt: phone } },
      { code: 'PERSONAL_DATA', path: ['content', 'keywords', '1'], details: { kind: 'EMAIL' } },
    ]);
    expect(userErrors[0].message).toContain(phone);
    expect(await publish(id, 1)).toMatchObject({ userErrors });
    const checklist = `query ($id: ID!) { entryChecklist(id: $id, target: SUBMITTED) { code path } }`;
    const { data } = await api.send(checklist, { id }, { key: contributor });
    expect(data.entryChecklist.filter(({ code }: { code: string }) => code === 'PERSONAL_DATA')).toHaveLength(2);
    expect(await api.rows('SELECT state FROM entry WHERE id = $1', [id])).toEqual([{ state: 'DRAFT' }]);
  });

  it('stays by a decision, which the revision and the audit log keep, and the next revision takes over', async () => {
    const id = await draft();
    const [first, second] = (await publish(id, 1)).userErrors.map(
      ({ details }: { details: { finding: string } }) => details.finding,
    );
    const reason = 'Le standard de la mairie est public.';
    expect((await publish(id, 1, [{ finding: first, reason }])).userErrors).toMatchObject([
      { details: { finding: second } },
    ]);
    expect((await publish(id, 1, [{ finding: first, reason: ' ' }])).userErrors).toMatchObject([
      { code: 'REASON_REQUIRED' },
    ]);
    expect((await publish(id, 1, [{ finding: 'x', reason }])).userErrors).toMatchObject([{ code: 'FINDING_UNKNOWN' }]);
    const decisions = [first, second].map((finding) => ({ finding, reason }));
    expect((await publish(id, 1, decisions)).userErrors).toEqual([]);
    const [kept] = await api.rows<{ decisions: object[] }>(
      'SELECT personal_data_decisions AS decisions FROM entry_revision WHERE entry_id = $1',
      [id],
    );
    expect(kept?.decisions).toMatchObject([{ finding: first, reason }, { finding: second }]);

    const log = `query ($object: String!) { auditLog(filter: { object: $object, action: "entryPublish" }) { nodes { details personal } } }`;
    const { data } = await api.send(log, { object: id }, { key: moderator });
    expect(data.auditLog.nodes).toMatchObject([
      { details: { personalDataKept: [first, second] }, personal: { decisions: [{ reason, excerpt: phone }, {}] } },
    ]);

    const input = operations.reviseInput(id, 1, content({ title: 'Un autre titre (démonstration)' }));
    const revised = await api.send(operations.REVISE, { input }, { key: contributor });
    expect(revised.data.entryRevise.userErrors).toEqual([]);
    expect((await publish(id, 2)).userErrors).toEqual([]);
  });

  it('is no finding where the mailbox is a service’s', async () => {
    const id = await draft({ summary: 'Écrire à mairie@ville.example ou contact@ville.example.', keywords: ['tri'] });
    expect((await publish(id, 1)).userErrors).toEqual([]);
  });
});
