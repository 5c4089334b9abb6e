import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EntryReadingService, EntryReviewService, EntrySharingService, EntryWritingService } from '@maillage/catalogue';
import {
  ExchangeModule,
  importers,
  type ImportReport,
  ImportService,
  memorySource,
  RejectsFile,
} from '@maillage/exchange';
import { type Actor, systemActor, visitor } from '@maillage/identity';
import { SearchService } from '@maillage/search';
import { libraryFile, libraryRow, libraryRows, type LibraryRow } from '../factories/library-file.factory.js';
import { spawnCommand } from '../support/processes/test-command.js';
import { createTestSearch, type TestSearch } from '../support/test-search.js';

describe('importing a file', () => {
  let network: TestSearch;
  let folder: string;
  let moderator: Actor;
  const [importer] = importers;

  beforeAll(async () => {
    network = await createTestSearch({ modules: [{ module: ExchangeModule }] });
    folder = await mkdtemp(join(tmpdir(), 'maillage-import-'));
    moderator = await network.moderator();
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await network.close();
  });

  interface Options {
    readonly publish?: boolean;
    readonly rehearsal?: boolean;
    readonly rejects?: string;
  }

  const run = async (
    file: string,
    { publish = true, rehearsal = false, rejects }: Options = {},
  ): Promise<ImportReport> => {
    if (!importer) throw new Error('no importer');
    const actor = systemActor('import:interconnectes', ['organization:write', 'entry:write', 'import:publish']);
    const rejected = rejects === undefined ? null : new RejectsFile(rejects, 'fr');
    const report = await network.module.get(ImportService, { strict: false }).run(actor, {
      ...{
        importer,
        source: memorySource(Buffer.from(file)),
        fileName: 'essai.csv',
        publish,
        grantedBy: null,
        rehearsal,
      },
      onReject: (row) => rejected?.add(row),
    });
    rejected?.close();
    return report;
  };

  const outcomes = ({ outcomes: all }: ImportReport): Record<string, number> =>
    Object.fromEntries(Object.entries(all).filter(([, count]) => count > 0));

  const codes = (report: ImportReport): Record<string, number> =>
    Object.fromEntries(report.problems.map(({ code, count }) => [code, count]));

  const counts = async (): Promise<unknown> => {
    const tables = ['entry', 'entry_revision', 'outbox', 'organization', 'territory', 'import_run', 'audit_event'];
    return network.rows(
      `SELECT ${tables.map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`).join(', ')}`,
    );
  };

  const idOf = async (title: string): Promise<string> => {
    const [row] = await network.rows<{ id: string }>(
      `SELECT DISTINCT entry_id AS id FROM entry_revision WHERE content ->> 'title' = $1`,
      [title],
    );
    return row?.id ?? '';
  };

  const shown = async (id: string) =>
    (await network.module.get(EntryReadingService).entry(visitor, id))?.content['summary'];

  const revise = async (actor: Actor, id: string, changes: Record<string, unknown>): Promise<number> => {
    const newest = await network.module.get(EntryReadingService).entry(actor, id);
    const baseRevision = newest?.lastRevision ?? 0;
    const content = { ...newest?.content, ...changes };
    await network.module.get(EntryWritingService).revise(actor, { id, baseRevision, content });
    return baseRevision + 1;
  };

  it('rehearses on an empty network without writing a row, territories and organizations included', async () => {
    const before = await counts();
    const report = await run(libraryFile([libraryRow(), libraryRow({ Nom_du_projet: '' })]), { rehearsal: true });
    expect(report).toMatchObject({ rows: 2, runId: null, organizationsCreated: 1 });
    expect(outcomes(report)).toEqual({ CREATED: 1, REFUSED: 1 });
    expect(await counts()).toEqual(before);
  });

  it('takes every row, each found with its organization and theme; the same file again changes nothing', async () => {
    const file = libraryFile([
      libraryRow({ Nom_du_projet: 'Fuites' }),
      libraryRow({
        Nom_du_projet: 'Routes',
        Theme: 'Mobilités',
        Sous_Theme: 'Flux et trafic',
        Statut_du_projet: 'Terminé',
      }),
      libraryRow({ Nom_du_projet: 'Charte de l’IA', Theme: 'Gouvernance et socles technologiques', Sous_Theme: '' }),
      libraryRow({
        Nom_du_projet: 'Contact',
        Description_service: 'Démonstration. Écrire à jeanne.brume@valbrume.example.',
      }),
    ]);
    const first = await run(file);
    expect(first).toMatchObject({ rows: 4, published: 4, fault: null });
    expect(outcomes(first)).toEqual({ CREATED: 4 });
    expect(codes(first)).toMatchObject({
      STATUS_AMBIGUOUS: 1,
      CHARTER: 1,
      PERSONAL_DATA_REMOVED: 1,
      ORGANIZATION_CREATED: 1,
    });
    await network.catchUp();
    const { edges } = await network.module
      .get(SearchService, { strict: false })
      .search('PUBLIC', { query: '', first: 20 });
    expect(edges).toHaveLength(4);
    for (const { node } of edges) {
      expect(node.subjectOrganization.name).toBe('Syndicat des eaux de Valbrume (démonstration)');
      expect(node.owner.name).toBe('Maillage');
      expect(node.themes).toHaveLength(1);
    }
    expect(JSON.stringify(await network.rows('SELECT origin_raw FROM entry'))).not.toContain('jeanne');
    const before = await network.rows(`SELECT (SELECT json_agg(e ORDER BY id) FROM entry e) AS e,
      (SELECT count(*) FROM entry_revision) AS r, (SELECT count(*) FROM outbox) AS o`);
    expect(outcomes(await run(file))).toEqual({ UNCHANGED: 4 });
    expect(
      await network.rows(`SELECT (SELECT json_agg(e ORDER BY id) FROM entry e) AS e,
      (SELECT count(*) FROM entry_revision) AS r, (SELECT count(*) FROM outbox) AS o`),
    ).toEqual(before);
    const runs = await network.rows<{ outcome: Record<string, unknown> }>(
      'SELECT outcome FROM import_run WHERE ended_at IS NOT NULL ORDER BY id',
    );
    expect(runs.map(({ outcome }) => [outcome['CREATED'], outcome['UNCHANGED']])).toEqual([
      [4, 0],
      [0, 4],
    ]);
  });

  it('revises a changed row once, and takes a change that the entry does not carry for none', async () => {
    const title = 'Vannes pilotées';
    const text = (n: number): LibraryRow => ({
      Nom_du_projet: title,
      Description_service: `Démonstration, version ${n}.`,
    });
    await run(libraryFile([libraryRow(text(1))]));
    const id = await idOf(title);
    expect(outcomes(await run(libraryFile([libraryRow(text(2))])))).toEqual({ REVISED: 1 });
    expect(await shown(id)).toBe('Démonstration, version 2.');
    const dated = libraryFile([libraryRow({ ...text(2), Date_de_derniere_mise_a_jour: '01/01/2026' })]);
    expect(outcomes(await run(dated))).toEqual({ REFRESHED: 1 });
    expect(outcomes(await run(libraryFile([libraryRow(text(3))]), { publish: false }))).toEqual({ REVISED: 1 });
    expect(await shown(id)).toBe('Démonstration, version 2.');
    expect(outcomes(await run(libraryFile([libraryRow(text(3))])))).toEqual({ PUBLISHED: 1 });
    expect(await shown(id)).toBe('Démonstration, version 3.');
    const [entry] = await network.rows('SELECT last_revision, version FROM entry WHERE id = $1', [id]);
    expect(entry).toEqual({ last_revision: 3, version: 3 });
  });

  it('never writes over what was edited here: a draft beside, and a conflict told', async () => {
    const title = 'Compteurs bavards';
    const text = (n: number): LibraryRow => ({
      Nom_du_projet: title,
      Description_service: `Démonstration, version ${n}.`,
    });
    await run(libraryFile([libraryRow(text(1))]));
    const id = await idOf(title);
    await revise(moderator, id, { summary: 'Corrigé ici.' });
    const open = await run(libraryFile([libraryRow(text(2))]));
    expect([outcomes(open), codes(open)['CONFLICT_DRAFT_OPEN']]).toEqual([{ CONFLICT: 1 }, 1]);
    await network.module.get(EntryReviewService).publish(moderator, { id, baseRevision: 2 });
    const edited = await run(libraryFile([libraryRow(text(2))]));
    expect([outcomes(edited), codes(edited)['CONFLICT_EDITED']]).toEqual([{ CONFLICT: 1 }, 1]);
    expect(await shown(id)).toBe('Corrigé ici.');
    expect(outcomes(await run(libraryFile([libraryRow(text(2))])))).toEqual({ UNCHANGED: 1 });
    expect(await shown(id)).toBe('Corrigé ici.');
    const states = await network.rows('SELECT number, state FROM entry_revision WHERE entry_id = $1 ORDER BY 1', [id]);
    expect(states).toEqual([
      { number: 1, state: 'SUPERSEDED' },
      { number: 2, state: 'PUBLISHED' },
      { number: 3, state: 'DRAFT' },
    ]);
  });

  it('leaves an entry that its subject took over to its subject', async () => {
    const title = 'Capteurs de pluie';
    const text = (n: number): LibraryRow => ({
      Nom_du_projet: title,
      Description_service: `Démonstration, version ${n}.`,
    });
    await run(libraryFile([libraryRow(text(1))]));
    const id = await idOf(title);
    const [entry] = await network.rows<{ subject: string }>(
      'SELECT subject_organization_id AS subject FROM entry WHERE id = $1',
      [id],
    );
    const coordinator = await network.member('COORDINATOR', entry?.subject ?? '');
    await network.module.get(EntrySharingService).claim(coordinator, { id });
    const report = await run(libraryFile([libraryRow(text(2))]));
    expect([outcomes(report), codes(report)['CONFLICT_CLAIMED']]).toEqual([{ CONFLICT: 1 }, 1]);
    expect(await shown(id)).toBe('Démonstration, version 1.');
    const claimed = await network.rows('SELECT owner_id, last_revision, published_revision FROM entry WHERE id = $1', [
      id,
    ]);
    expect(claimed).toEqual([{ owner_id: entry?.subject, last_revision: 2, published_revision: 1 }]);
  });

  it('writes rejected rows to a file that is mended and imported again', async () => {
    const rejects = join(folder, 'rejets.csv');
    const rows = [
      libraryRow({ Nom_du_projet: 'Bonne ligne' }),
      libraryRow({
        Nom_du_projet: 'Ligne sans ville ; « piégée »',
        Nom_collectivite: 'Ville de Rosée-la-Brume',
        SIRET: '1',
      }),
      libraryRow({ Nom_du_projet: 'BONNE LIGNE' }),
    ];
    const report = await run(libraryFile(rows, ';'), { rejects });
    expect(outcomes(report)).toEqual({ CREATED: 1, REFUSED: 2 });
    const written = await readFile(rejects, 'utf8');
    expect(written).toContain('ORGANIZATION_UNKNOWN');
    expect(written).toContain('Même organisation et même projet que la ligne 2');
    const mended = written
      .replace('Ville de Rosée-la-Brume', 'Syndicat de Rosée-la-Brume')
      .replace('BONNE LIGNE', 'Autre bonne ligne');
    const again = await run(mended);
    expect(outcomes(again)).toEqual({ CREATED: 2 });
    expect(codes(again)['COLUMN_UNKNOWN']).toBeUndefined();
    const [kept] = await network.rows<{ raw: Record<string, string> }>(
      `SELECT origin_raw AS raw FROM entry WHERE origin_raw ->> 'Nom_du_projet' LIKE '%piégée%'`,
    );
    expect(kept?.raw).toEqual({ ...rows[1], Nom_collectivite: 'Syndicat de Rosée-la-Brume' });
  });

  it('rejects alone a row that the database refuses, and tells the row', async () => {
    await network.rows(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF NEW.content ->> 'title' = 'Projet de démonstration 41' THEN RAISE EXCEPTION 'poisoned'; END IF; RETURN NEW; END $$`);
    await network.rows('CREATE TRIGGER refuse BEFORE INSERT ON entry_revision FOR EACH ROW EXECUTE FUNCTION refuse()');
    const report = await run(libraryFile(libraryRows(300)));
    await network.rows('DROP TRIGGER refuse ON entry_revision');
    expect(outcomes(report)).toEqual({ CREATED: 299, REFUSED: 1 });
    expect(report.listed.find(({ severity }) => severity === 'ERROR')).toMatchObject({
      code: 'ROW_NOT_STORABLE',
      row: 43,
    });
    expect(outcomes(await run(libraryFile(libraryRows(300))))).toEqual({ CREATED: 1, UNCHANGED: 299 });
  });

  it('refuses what is not the library’s file, and writes nothing', async () => {
    const before = await counts();
    const report = await run('Porteur,Projet\nValbrume,Fuites\n');
    expect(report).toMatchObject({ rows: 0, runId: null, fault: { code: 'COLUMNS_MISSING' } });
    expect(await counts()).toEqual(before);
  });

  it('killed in the middle and run again is whole', async () => {
    const path = join(folder, 'grand.csv');
    await writeFile(
      path,
      libraryFile(libraryRows(1_500, { Theme: 'Mobilités', Nom_collectivite: 'Syndicat du grand essai' })),
    );
    const start = () => spawnCommand(network, folder, ['import', 'interconnectes', path]);
    const landed = async (): Promise<number> => {
      const [row] = await network.rows<{ n: number }>(
        `SELECT count(*)::int AS n FROM entry WHERE origin_raw ->> 'Nom_collectivite' = 'Syndicat du grand essai'`,
      );
      return row?.n ?? 0;
    };
    const { child, ended } = start();
    while ((await landed()) === 0 && child.exitCode === null) await pause(5);
    child.kill('SIGKILL');
    await ended;
    const partial = await landed();
    expect(partial).toBeGreaterThan(0);
    expect(partial).toBeLessThan(1_500);
    expect(await start().ended).toMatchObject({ code: 0 });
    expect(await landed()).toBe(1_500);
    const [whole] = await network.rows(
      `SELECT count(*)::int AS revisions, count(DISTINCT v.entry_id)::int AS entries,
              (SELECT count(*)::int FROM import_run WHERE file_name = 'grand.csv' AND ended_at IS NULL) AS unended
         FROM entry_revision v JOIN entry e ON e.id = v.entry_id
        WHERE e.origin_raw ->> 'Nom_collectivite' = 'Syndicat du grand essai'`,
    );
    expect(whole).toEqual({ revisions: 1_500, entries: 1_500, unended: 1 });
  }, 180_000);
});
