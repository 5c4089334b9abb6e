import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UnitOfWork } from '@maillage/database';
import { ApiKeyRepository, hashSecret, makeKey, MemberRepository, type Role } from '@maillage/identity';
import { newId } from '@maillage/kernel';
import { SearchService } from '@maillage/search';
import { libraryFile, libraryRow } from '../factories/library-file.factory.js';
import { type CommandResult, spawnCommand } from '../support/processes/test-command.js';
import { createTestSearch, type TestSearch } from '../support/test-search.js';

describe('maillage import', () => {
  let network: TestSearch;
  let folder: string;
  let file: string;

  beforeAll(async () => {
    network = await createTestSearch();
    folder = await mkdtemp(join(tmpdir(), 'maillage-import-'));
    file = join(folder, 'bibliotheque.csv');
    await writeFile(file, libraryFile([libraryRow(), libraryRow({ Nom_du_projet: '', Audience: 'Ânes' })]));
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await network.close();
  });

  const maillage = (...args: string[]): Promise<CommandResult> =>
    spawnCommand(network, folder, ['import', 'interconnectes', ...args]).ended;

  const keyOf = async (role: Role): Promise<{ key: string; holder: string }> => {
    const { key, shortId, secret } = makeKey('demo');
    const id = await network.module.get(UnitOfWork).run(async (transaction) => {
      const members = network.module.get(MemberRepository, { strict: false });
      const memberId = await members.upsert(transaction, `test|${role}`, role, true);
      await members.grant(transaction, { memberId, role });
      await network.module.get(ApiKeyRepository, { strict: false }).insert(transaction, {
        ...{ id: newId(), shortId, secretHash: hashSecret(secret), name: role, memberId, createdBy: 'test' },
        ...{ scopes: ['read', 'import:publish'], audience: 'NETWORK', expiresAt: new Date(Date.now() + 3_600_000) },
      });
      return memberId;
    });
    return { key, holder: `member:${id}` };
  };

  const entries = (): Promise<unknown> => network.rows('SELECT count(*)::int AS n FROM entry');

  it.each([
    ['an absent file', ['nulle-part.csv'], 'No such file'],
    ['--publish without a key', ['FILE', '--publish'], 'needs an administrator’s key'],
    ['--publish with a key that is none', ['FILE', '--publish', '--key', 'mlg_demo_x'], 'API key refused'],
    ['rejects over the file itself', ['FILE', '--rejects', 'FILE'], 'would overwrite'],
  ])('refuses %s and writes nothing', async (_what, args, told) => {
    const result = await maillage(...args.map((arg) => (arg === 'FILE' ? file : arg)));
    expect(result.code).toBe(1);
    expect(result.stderr).toContain(told);
    expect(result.stderr).not.toMatch(/^\s+at /m);
    expect(await entries()).toEqual([{ n: 0 }]);
  });

  it('refuses --publish to a moderator', async () => {
    const { key } = await keyOf('MODERATOR');
    expect(await maillage(file, '--publish', '--key', key)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('does not allow to publish'),
    });
    expect(await entries()).toEqual([{ n: 0 }]);
  });

  it('exits 1 when nothing could be done', async () => {
    const path = join(folder, 'autre.csv');
    await writeFile(path, 'Porteur,Projet\na,b\n');
    const result = await maillage(path, '--lang', 'en');
    expect(result).toMatchObject({ code: 1, stdout: expect.stringContaining('Missing columns: « Nom_collectivite »') });
  });

  it('publishes with an administrator’s leave, keeps who gave it, and exits 2 for a rejected row', async () => {
    const { key, holder } = await keyOf('ADMINISTRATOR');
    const rejects = join(folder, 'rejets.csv');
    const result = await maillage(file, '--publish', '--key', key, '--rejects', rejects);
    expect(result.code).toBe(2);
    expect(result.stdout).toMatch(/2 {2}lignes lues\n +1 {2}fiches créées\n +1 {2}lignes rejetées/);
    expect(result.stdout).toContain('ligne 3 · Nom_du_projet · PROJECT_MISSING');
    expect(result.stdout).not.toContain('\u001b');
    expect(await readFile(rejects, 'utf8')).toContain('PROJECT_MISSING');
    const [event] = await network.rows(
      `SELECT actor, details ->> 'grantedBy' AS "grantedBy" FROM audit_event WHERE action = 'importRun' ORDER BY id DESC LIMIT 1`,
    );
    expect(event).toEqual({ actor: 'system:import:interconnectes', grantedBy: holder });
    const search = network.module.get(SearchService, { strict: false });
    const { edges } = await search.search('PUBLIC', { query: 'écoute fuites valbrume', first: 5 });
    expect(edges.map(({ node }) => node.title)).toEqual(['Écoute des fuites']);
  });
});
