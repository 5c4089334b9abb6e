import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemActor } from '@maillage/identity';
import { GlossaryEditingService, GlossaryService, searchIndex } from '@maillage/search';
import { type CommandResult, spawnCommand } from '../support/processes/test-command.js';
import { createTestSearch, testMeilisearch, type TestSearch } from '../support/test-search.js';

describe('maillage glossary', () => {
  let network: TestSearch;
  let folder: string;
  let file: string;
  let glossary: GlossaryService;

  const maillage = (...args: string[]): Promise<CommandResult> =>
    spawnCommand(network, folder, ['glossary', ...args]).ended;
  const titles = async (): Promise<string[]> =>
    (await glossary.groups()).map(({ terms, oneWay }) => terms.map(({ text }) => text).join(oneWay ? ' > ' : ' = '));
  const edit = async (change: (table: string) => string): Promise<void> =>
    writeFile(file, change(await readFile(file, 'utf8')));

  beforeAll(async () => {
    network = await createTestSearch();
    glossary = network.module.get(GlossaryService, { strict: false });
    folder = await mkdtemp(join(tmpdir(), 'maillage-glossary-'));
    file = join(folder, 'glossaire.csv');
    const editing = network.module.get(GlossaryEditingService, { strict: false });
    for (const texts of [
      ['cantine', 'restauration scolaire'],
      ['vélo', 'bicyclette'],
    ]) {
      const terms = texts.map((text) => ({ text, lang: 'FR' as const }));
      await editing.upsert(systemActor('test', ['moderate']), { terms, oneWay: false });
    }
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await network.close();
  });

  it('exports to the standard output or a file, and imports that without a change', async () => {
    const printed = await maillage('export');
    expect(printed).toMatchObject({ code: 0, stdout: expect.stringContaining(';no;2;FR;restauration scolaire') });
    expect((await maillage('export', file)).code).toBe(0);
    expect(await readFile(file, 'utf8')).toBe(printed.stdout);
    const before = await glossary.version();
    expect(await maillage('import', file)).toMatchObject({
      code: 0,
      stdout: 'Glossaire : 2 groupes lus, 0 ajoutés, 0 modifiés, 0 retirés.\n',
    });
    expect(await glossary.version()).toBe(before);
  });

  it('tells every fault with its row and column, and changes nothing', async () => {
    await edit((table) => `${table}neuf;;;;FR;Cantines\r\nneuf;;;;FR;popote\r\nseul;;;;FR;mot\r\n`);
    const before = await glossary.version();
    expect(await maillage('import', file)).toMatchObject({ code: 1, stderr: '' });
    const { stdout } = await maillage('import', file, '--lang', 'en');
    expect(stdout.split('\n')).toEqual([
      // the group in the table and the new one name each other
      expect.stringMatching(/^row 2, column term : “cantine” is in the group “Cantines” already/),
      expect.stringMatching(/^row 6, column term : “Cantines” is in the group “cantine” already/),
      expect.stringMatching(/^row 8, column term : A group links at least two terms/),
      'Nothing was changed: mend the rows above (3), then import again.',
      '',
    ]);
    expect(await glossary.version()).toBe(before);
    expect((await maillage('import', join(folder, 'nulle-part.csv'))).stderr).toMatch(
      /^Fichier introuvable[^]*\n[^]*\n/,
    );
  });

  it('adds, changes and searches by it; with --replace it takes out what the file lacks', async () => {
    await maillage('export', file);
    await edit((table) =>
      table
        .replace('restauration scolaire', 'restaurant des écoles')
        .replace(/^.*(vélo|bicyclette)\r\n/gm, '')
        .concat('nouveau;;oui;;FR;drone\r\nnouveau;;;;FR;quadricoptère\r\n'),
    );
    expect((await maillage('import', file, '--dry-run', '--replace')).stdout).toBe(
      'Essai : rien n’a été écrit. Glossaire : 2 groupes lus, 1 ajoutés, 1 modifiés, 1 retirés.\n',
    );
    expect(await titles()).toEqual(['cantine = restauration scolaire', 'vélo = bicyclette']);
    expect((await maillage('import', file)).stdout).toContain('1 ajoutés, 1 modifiés, 0 retirés');
    expect(await titles()).toEqual(['cantine = restaurant des écoles', 'drone > quadricoptère', 'vélo = bicyclette']);
    const { uid } = searchIndex(network.indexPrefix, 'PUBLIC');
    expect(await testMeilisearch().index(uid).getSynonyms()).toMatchObject({
      drone: expect.arrayContaining(['quadricoptere']),
    });
    // the group was changed since this file was exported
    expect((await maillage('import', file)).stdout).toMatch(/^ligne 2, colonne version : Ce groupe a été changé/);
    await maillage('export', file);
    await edit((table) => table.replace(/^.*(vélo|bicyclette)\r\n/gm, ''));
    expect((await maillage('import', file, '--replace')).stdout).toContain('0 ajoutés, 0 modifiés, 1 retirés');
    expect(await titles()).toEqual(['cantine = restaurant des écoles', 'drone > quadricoptère']);
    const [last] = (await glossary.history(1, null)).items;
    expect(last).toMatchObject({ action: 'IMPORT', actor: 'system:glossary-import' });
  }, 120_000);
});
