import { useCaseContent } from '../factories/use-case.factory.js';
import { createTestApi, type TestApi } from '../support/test-api.js';
import * as operations from './operations.js';
import { useCaseInput } from './operations.js';

/** What a reader types, and what is found. */
describe('searching as people type', () => {
  let api: TestApi;
  let coordinator: string;
  let ownerId: string;

  beforeAll(async () => {
    api = await createTestApi();
    ownerId = await api.organization('Ville de Valmorin (démonstration)');
    coordinator = await api.person('COORDINATOR', ownerId);
    const titles = [
      ['Réduire les fuites du réseau d’eau potable', 'Des capteurs écoutent les canalisations la nuit.'],
      ['Délibérations du conseil : recherche plein texte', 'Les élus retrouvent une délibération en un instant.'],
      ['Caméras thermiques des bâtiments', 'Repère les pertes de chaleur des écoles.'],
      ['Caméras de comptage des cyclistes', 'Compte les vélos aux carrefours.'],
    ];
    for (const [title, summary] of titles) await publish({ title: `${title} (démonstration)`, summary });
    await publish({
      title: 'Sorting bulky waste with a vision model (demonstration)',
      summary: 'The crews see what to collect first.',
      lang: 'EN',
      description: 'Demonstration. Crews confirm every proposal of the model.',
    });
    await api.catchUp();
  });

  afterAll(() => api.close());

  async function publish(changes: Record<string, unknown>): Promise<void> {
    const input = useCaseInput(ownerId, useCaseContent(changes));
    const { data } = await api.send(operations.CREATE, { input }, { key: coordinator });
    const { id } = data.entryCreate.entry;
    await api.send(operations.PUBLISH, { input: { id, baseRevision: 1 } }, { key: coordinator });
  }

  async function strict(query: string): Promise<string[]> {
    const { data } = await api.send(operations.SEARCH, { query });
    return data.search.edges
      .filter(({ match }: { match: string }) => match === 'STRICT')
      .map(({ node }: { node: { title: string } }) => node.title.split(/[ :]/)[0])
      .sort();
  }

  it.each([
    ['other forms of the words', 'fuite réseaux', ['Réduire']],
    ['an elided article, whatever the apostrophe', 'l’eau', ['Réduire']],
    ['missing accents', 'deliberation', ['Délibérations']],
    ['a slip of the pen', 'delibératoin', ['Délibérations']],
    ['a word half typed that its stem is longer than', 'délibérat', ['Délibérations']],
    ['English forms', 'how to sort wastes', ['Sorting']],
    ['a place', 'valmorin cyclistes', ['Caméras']],
    ['a phrase', '"caméra de comptage"', ['Caméras']],
    ['no such phrase', '"comptage caméra"', []],
    ['a word excluded, in any form', 'caméra -cycliste', ['Caméras']],
    ['only what is excluded', '-caméras -eau -délibération', ['Sorting']],
  ])('finds %s', async (_, query, found) => {
    expect(await strict(query)).toEqual(found);
  });

  it('reads long questions by their rarest words', async () => {
    const { data } = await api.send(operations.SEARCH, {
      query:
        'Nous cherchons une collectivité qui aurait installé des capteurs acoustiques intelligents connectés dans ses canalisations afin de détecter rapidement nuit après nuit toutes les fuites invisibles',
    });
    expect(data.search.edges[0].node.title).toContain('fuites');
  });

  it('lists everything for small words alone', async () => {
    const { data } = await api.send(operations.SEARCH, { query: 'de la' });
    expect(data.search).toMatchObject({ totalCount: 5, mode: 'STRICT' });
    expect(data.search.edges[0].highlight).toBeNull();
  });

  it('narrows to towns like the caller’s, and says who cannot', async () => {
    const filter = { townsLikeMine: true };
    for (const options of [{}, { key: coordinator }]) {
      const { errors } = await api.send(operations.SEARCH, { query: '', filter }, options);
      expect(errors[0]?.extensions).toMatchObject({ code: 'TOWN_UNKNOWN' });
    }
  });

  describe('while typing', () => {
    const SUGGEST = `query($query: String!) { suggest(query: $query) { mode entries { title titleHtml organizationName }
      organizations { name count } systems { name } themes { value filter label } } }`;
    const suggest = async (query: string) => (await api.send(SUGGEST, { query })).data.suggest;

    it('suggests entries by half words, the words marked', async () => {
      const { entries, mode } = await suggest('therm');
      expect(entries[0]).toMatchObject({
        titleHtml: 'Caméras <mark>thermiques</mark> des bâtiments (démonstration)',
        organizationName: 'Ville de Valmorin (démonstration)',
      });
      expect(mode).toBe('STRICT');
    });

    it('suggests organizations and themes by any of their words', async () => {
      expect((await suggest('valm')).organizations).toEqual([{ name: 'Ville de Valmorin (démonstration)', count: 5 }]);
      expect((await suggest('mobil')).themes).toContainEqual({
        value: 'MOBILITY',
        filter: 'themes',
        label: 'Mobilités',
      });
      expect((await suggest('énergét')).themes[0]).toMatchObject({ value: 'ECOLOGY_ENERGY' });
    });

    it('suggests nothing for nothing, and refuses what is no beginning', async () => {
      expect(await suggest('  ')).toMatchObject({ entries: [], organizations: [], themes: [] });
      const { errors } = await api.send(SUGGEST, { query: 'x'.repeat(201) });
      expect(errors[0]?.extensions.code).toBe('QUERY_TOO_LONG');
    });
  });
});
