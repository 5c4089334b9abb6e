import { EntryClosingService, EntryReviewService, EntrySharingService, EntryWritingService } from '@maillage/catalogue';
import type { Actor } from '@maillage/identity';
import { UserInputError } from '@maillage/kernel';
import { HIGHLIGHT_FIELDS, SearchService } from '@maillage/search';
import { useCaseContent } from '../factories/use-case.factory.js';
import { createTestSearch, type TestSearch } from '../support/test-search.js';

describe('search over what was published', () => {
  let network: TestSearch;
  let ownerId: string;
  let coordinator: Actor;
  let search: SearchService;

  beforeAll(async () => {
    network = await createTestSearch();
    ownerId = await network.organization('Ville de démonstration');
    coordinator = await network.member('COORDINATOR', ownerId);
    search = network.module.get(SearchService);
  });

  afterAll(() => network.close());

  const publish = async (changes: Record<string, unknown>): Promise<string> => {
    const writing = network.module.get(EntryWritingService);
    const { id } = await writing.create(coordinator, { kind: 'USE_CASE', ownerId, content: useCaseContent(changes) });
    await network.module.get(EntryReviewService).publish(coordinator, { id, baseRevision: 1 });
    return id;
  };

  const titles = async (query: string, audience: 'PUBLIC' | 'NETWORK' = 'PUBLIC'): Promise<string[]> =>
    (await search.search(audience, { query })).edges.map((edge) => edge.node.title);

  it('finds an entry by its words, with its organization and the words marked', async () => {
    const id = await publish({
      title: 'Détection des fuites du réseau',
      summary: 'Un modèle écoute les canalisations <b>enterrées</b>.',
    });
    await network.catchUp();
    const found = await search.search('PUBLIC', { query: 'canalisations', highlight: HIGHLIGHT_FIELDS, facets: true });
    expect(found.edges[0]?.node).toMatchObject({ id, owner: { id: ownerId, name: 'Ville de démonstration' } });
    expect(found.edges[0]?.highlight?.summary).toContain('<mark>canalisations</mark> &lt;b&gt;enterrées');
    expect(found.facets.find((facet) => facet.name === 'kind')?.values[0]).toMatchObject({
      value: 'USE_CASE',
      label: { fr: 'Cas d’usage' },
    });
  });

  it('leaves a withdrawn entry out from the commit on, before the index has followed, and after', async () => {
    const id = await publish({ title: 'Comptage zyxomètre des vélos' });
    await network.catchUp();
    expect(await titles('zyxomètre')).toEqual(['Comptage zyxomètre des vélos']);
    await network.module.get(EntryClosingService).withdraw(coordinator, { id });
    expect(await titles('zyxomètre')).toEqual([]);
    await network.catchUp();
    expect(await titles('zyxomètre')).toEqual([]);
    expect(await network.rows('SELECT 1 FROM search_hidden WHERE entry_id = $1', [id])).toEqual([]);
  });

  it('shows a NETWORK entry to members alone, and finds nothing by a NETWORK field in public', async () => {
    const id = await publish({ title: 'Planification qwertzique', contact: 'dsi@qwertzville.example' });
    await network.catchUp();
    expect(await titles('qwertzville')).toEqual([]);
    await network.module.get(EntrySharingService).setAudience(coordinator, { id, audience: 'NETWORK', baseVersion: 1 });
    expect(await titles('qwertzique')).toEqual([]);
    await network.catchUp();
    expect(await titles('qwertzique')).toEqual([]);
    expect(await titles('qwertzique', 'NETWORK')).toEqual(['Planification qwertzique']);
  });

  it('counts a facet without its own selection, and narrows by it', async () => {
    await publish({ title: 'Fac-étude un', lifecycle: 'IDEA' });
    await publish({ title: 'Fac-étude deux', themes: ['MOBILITY'] });
    await network.catchUp();
    const filter = { themes: ['MOBILITY'] };
    const found = await search.search('PUBLIC', { query: 'fac-étude', filter, facets: ['themes'] });
    expect(found.totalCount).toBe(1);
    const counts = Object.fromEntries(found.facets[0]?.values.map(({ value, count }) => [value, count]) ?? []);
    expect(counts).toMatchObject({ MOBILITY: 1, ADMINISTRATION_ORGANISATION: 1 });
  });

  it('takes hostile queries and filters as plain text', async () => {
    const hostile = '" OR id EXISTS OR "" = \'\\';
    expect((await search.search('PUBLIC', { query: hostile, filter: { systems: [hostile] } })).totalCount).toBe(0);
    await expect(search.search('PUBLIC', { query: 'x'.repeat(501) })).rejects.toBeInstanceOf(UserInputError);
  });

  it('converges under 16 writers who publish, narrow and withdraw at once', async () => {
    const sharing = network.module.get(EntrySharingService);
    const closing = network.module.get(EntryClosingService);
    await Promise.all(
      Array.from({ length: 16 }, async (_, writer) => {
        for (let n = 0; n < 4; n += 1) {
          const id = await publish({ title: `Convergence ${writer}-${n}` });
          if (n === 1) await sharing.setAudience(coordinator, { id, audience: 'NETWORK', baseVersion: 1 });
          if (n === 2) await closing.withdraw(coordinator, { id });
        }
      }),
    );
    await network.catchUp();
    const truth = async (audiences: string[]): Promise<string[]> =>
      (
        await network.rows<{ id: string }>(
          "SELECT id FROM entry WHERE state = 'PUBLISHED' AND audience = ANY($1) ORDER BY id",
          [audiences],
        )
      ).map((row) => row.id);
    const indexed = async (audience: 'PUBLIC' | 'NETWORK'): Promise<string[]> =>
      (await search.search(audience, { query: '', first: 100 })).edges.map((edge) => edge.node.id).sort();
    expect(await indexed('PUBLIC')).toEqual(await truth(['PUBLIC']));
    expect(await indexed('NETWORK')).toEqual(await truth(['PUBLIC', 'NETWORK']));
    const [numbers] = await network.rows<{ n: string; distinct: string; head: string }>(
      'SELECT count(*) AS n, count(DISTINCT seq) AS distinct, max(seq) AS head FROM outbox',
    );
    expect(numbers).toEqual({ n: numbers?.n, distinct: numbers?.n, head: numbers?.n });
  });
});
