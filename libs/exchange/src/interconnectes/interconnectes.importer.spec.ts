import { kindOf, validateContent } from '@maillage/catalogue';
import fc from 'fast-check';
import { libraryRow, type LibraryRow } from '../../../../test/factories/library-file.factory.js';
import { RowReport } from '../core/import-problem.js';
import type { MappedRow } from '../core/importer.js';
import { keptRow } from '../mapping/kept-row.js';
import { cleanCell } from '../reader/csv-reader.js';
import { interconnectesColumns } from './interconnectes.columns.js';
import { interconnectesImporter } from './interconnectes.importer.js';

function mapped(changes: LibraryRow): { row: MappedRow | null; codes: string[]; content: Record<string, unknown> } {
  const report = new RowReport(2);
  const row = interconnectesImporter.map({ number: 2, values: libraryRow(changes) }, report);
  const codes = report.problems.map(({ code, column }) => `${code} ${column ?? ''}`);
  return { row, codes, content: { ...row?.content } };
}

describe('a row of the territorial-AI library', () => {
  it('without a fault says nothing, and what it does not tell is “not known”', () => {
    const { row, codes } = mapped({});
    expect(codes).toEqual([]);
    expect(validateContent(kindOf('USE_CASE'), row?.content)).toMatchObject({
      title: 'Écoute des fuites',
      lifecycle: 'EXPERIMENT',
      startedOn: '2023-03-12',
      themes: ['ECOLOGY_ENERGY'],
      subThemes: ['WATER_MANAGEMENT', 'RISK_PREVENTION'],
      beneficiaries: ['AGENTS'],
      links: [{ rel: 'ABOUT', url: 'https://valbrume.example/fuites' }],
      techniques: ['UNKNOWN'],
      automation: 'NOT_STATED',
      aiAct: { role: 'NOT_STATED', class: 'NOT_ASSESSED' },
      personalData: { processed: 'NOT_STATED' },
      deployment: { hosting: 'UNKNOWN' },
      cost: { oneOffBand: 'NOT_STATED', yearlyBand: 'NOT_STATED' },
    });
  });

  it.each<[string, LibraryRow, string[], Record<string, unknown>]>([
    ['MM/AAAA', { Date_de_demarrage: '03/2023' }, ['DATE_WITHOUT_DAY Date_de_demarrage'], { startedOn: '2023-03' }],
    ['a day that does not exist', { Date_de_demarrage: '31/02/2023' }, ['DATE_UNREADABLE Date_de_demarrage'], {}],
    ['a serial number', { Date_de_demarrage: '44927' }, ['DATE_SERIAL Date_de_demarrage'], {}],
    [
      '« Terminé »',
      { Statut_du_projet: 'Terminé' },
      ['STATUS_SPELLING Statut_du_projet', 'STATUS_AMBIGUOUS Statut_du_projet'],
      { lifecycle: 'NOT_STATED' },
    ],
    [
      '« Terminée »',
      { Statut_du_projet: 'Terminée' },
      ['STATUS_AMBIGUOUS Statut_du_projet'],
      { lifecycle: 'NOT_STATED' },
    ],
    [
      'a status of its own',
      { Statut_du_projet: 'Bientôt' },
      ['STATUS_UNKNOWN Statut_du_projet'],
      { lifecycle: 'NOT_STATED' },
    ],
    ['a phrase for an address', { URL_Service: 'usage interne' }, ['URL_PHRASE URL_Service'], { links: [] }],
    [
      'an address without its scheme',
      { URL_Service: 'www.valbrume.example' },
      ['URL_COMPLETED URL_Service'],
      { links: [{ rel: 'ABOUT', url: 'https://www.valbrume.example' }] },
    ],
    [
      'partners between hyphens and over two lines',
      { Partenaires: 'Labo Brume-Université de Valbrume\nSAS Goutte' },
      ['PARTNERS_SPLIT Partenaires'],
      { partners: ['Labo Brume', 'Université de Valbrume', 'SAS Goutte'] },
    ],
    [
      'partners between commas',
      { Partenaires: 'Atelier (Brume, Rosée), Ville de Saint-Brume, Aix-Goutte Habitat' },
      ['PARTNERS_SPLIT Partenaires'],
      { partners: ['Atelier (Brume, Rosée)', 'Ville de Saint-Brume', 'Aix-Goutte Habitat'] },
    ],
    ['no partner', { Partenaires: '/' }, ['PARTNERS_NONE Partenaires'], { partners: [] }],
    [
      'how it is made among the partners',
      { Partenaires: 'développé en régie' },
      ['PARTNERS_HOW_MADE Partenaires'],
      { partners: [], procurement: { mode: 'IN_HOUSE' } },
    ],
    [
      'an audience outside the list',
      { Audience: 'Agent, Aménageurs' },
      ['VALUE_OUTSIDE_SCHEMA Audience'],
      { beneficiaries: ['AGENTS', 'PLANNERS'] },
    ],
    [
      'a type outside the list',
      { Type_de_collectivite: 'Métropole' },
      ['TYPE_OUTSIDE_SCHEMA Type_de_collectivite'],
      {},
    ],
    ['a theme of its own', { Theme: 'Divers' }, ['THEME_MISSING Theme'], { themes: [] }],
    ['a misspelled theme', { Theme: 'Mobilitées' }, ['VALUE_NEAR Theme'], { themes: ['MOBILITY'] }],
    [
      'a title over two lines',
      { Nom_du_projet: 'Écoute\ndes fuites' },
      ['TITLE_LINE_BREAK Nom_du_projet'],
      { title: 'Écoute des fuites' },
    ],
    [
      'a band of the schema’s',
      { budget: 'de 50k€ à 100k€' },
      [],
      { cost: { oneOffBand: 'NOT_STATED', yearlyBand: 'FROM_50K_TO_100K' } },
    ],
    ['a band that spans several', { budget: 'plus de 100k€' }, ['BAND_SPANS_SEVERAL budget'], {}],
    [
      'a named person’s address',
      { projet_contact: 'jeanne.brume@valbrume.example' },
      ['CONTACT_LEFT_OUT projet_contact'],
      {},
    ],
    ['a functional mailbox', { projet_contact: 'dpo@valbrume.example' }, [], { contact: 'dpo@valbrume.example' }],
  ])('with %s', (_what, changes, codes, content) => {
    const found = mapped(changes);
    expect(found.codes).toEqual(codes);
    expect(found.content).toMatchObject(content);
    expect(() => validateContent(kindOf('USE_CASE'), found.content)).not.toThrow();
  });

  it('that is a charter becomes one', () => {
    const { row, codes } = mapped({ Nom_du_projet: 'Charte des usages de l’IA et des données', Audience: '' });
    expect(row).toMatchObject({ kind: 'DATA_CHARTER', content: { charterType: 'MIXED' } });
    expect(codes).toContain('CHARTER Nom_du_projet');
    expect(() => validateContent(kindOf('DATA_CHARTER'), row?.content)).not.toThrow();
  });

  it('without a project is rejected', () => {
    expect(mapped({ Nom_du_projet: ' ? ' })).toMatchObject({ row: null, codes: ['PROJECT_MISSING Nom_du_projet'] });
  });

  it('is the same entry however its names are spelled', () => {
    const id = mapped({}).row?.sourceId;
    const spelled = {
      Nom_collectivite: 'SYNDICAT DES EAUX DE VALBRUME (demonstration)',
      Nom_du_projet: ' ecoute des  fuites',
    };
    expect(mapped(spelled).row?.sourceId).toBe(id);
    expect(mapped({ Nom_du_projet: 'Écoute des vannes' }).row?.sourceId).not.toBe(id);
  });

  it('keeps values as written, but nothing of a person', () => {
    const description = 'Démonstration. Voir jeanne.brume@valbrume.example ou 06 12 34 56 78, et dsi@valbrume.example.';
    const asked = 'voir jeanne.brume@valbrume.example';
    const values = libraryRow({ Description_service: description, SIRET: '240 000 000 00000', URL_Service: asked });
    const { raw, cleaned } = keptRow({ number: 2, values }, interconnectesColumns);
    expect(cleaned).toEqual(['Description_service', 'URL_Service']);
    expect(raw['SIRET']).toBe('240 000 000 00000');
    expect(raw['Description_service']).toBe(
      'Démonstration. Voir [donnée personnelle retirée] ou [donnée personnelle retirée], et dsi@valbrume.example.',
    );
  });

  it('never throws, and what it maps is valid or told by field', () => {
    const names = interconnectesColumns.map(({ name }) => name);
    const cell = fc.oneof(
      fc.string({ maxLength: 60 }),
      // As the reader gives cells: without control characters.
      fc.string({ unit: 'binary', maxLength: 40 }).map(cleanCell),
      fc.constantFrom(
        'Terminé',
        'a-b-c',
        'Métropole',
        '12/2024',
        'x'.repeat(30_000),
        'é. '.repeat(9_000),
        'www.a.fr',
        '06 12 34 56 78',
      ),
    );
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), cell), (values) => {
        const { raw } = keptRow({ number: 2, values }, interconnectesColumns);
        const row = interconnectesImporter.map({ number: 2, values: raw }, new RowReport(2));
        const title = row?.content['title'];
        if (!row || typeof title !== 'string') return;
        expect(title.length).toBeLessThanOrEqual(150);
        const faults = (content: Readonly<Record<string, unknown>>): readonly string[] => {
          try {
            validateContent(kindOf(row.kind), content);
            return [];
          } catch (error) {
            return (error as { errors: { path: string[] }[] }).errors.map(({ path }) => path[0] ?? '');
          }
        };
        // A title may be what a spreadsheet left; everything else was mapped into what may be stored.
        expect(faults(row.content).filter((field) => field !== 'title')).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
