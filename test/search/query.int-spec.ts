import { AdoptionService, EntryClosingService, EntryReviewService, EntryWritingService } from '@maillage/catalogue';
import type { Actor } from '@maillage/identity';
import { UserInputError } from '@maillage/kernel';
import { HIGHLIGHT_FIELDS, type SearchInput, type SearchResult, SearchService } from '@maillage/search';
import { useCaseContent } from '../factories/use-case.factory.js';
import { startTcpProxy, type TcpProxy, through } from '../support/processes/tcp-proxy.js';
import { createTestSearch, testEngineUrl, type TestSearch } from '../support/test-search.js';

describe('a search', () => {
  let proxy: TcpProxy;
  let network: TestSearch;
  let ownerId: string;
  let otherId: string;
  let coordinator: Actor;
  let other: Actor;
  let roundTrips = 0;
  /** Requests that are sent before an answer comes make one round trip together. */
  let awaiting = false;

  beforeAll(async () => {
    proxy = await startTcpProxy(Number(new URL(testEngineUrl()).port));
    proxy.judge = (sent) => {
      if (sent.includes('POST /multi-search') && !awaiting) {
        roundTrips += 1;
        awaiting = true;
      }
      return undefined;
    };
    proxy.answered = () => {
      awaiting = false;
    };
    network = await createTestSearch({ engineUrl: through(proxy, testEngineUrl()) });
    ownerId = await network.organization('Ville de démonstration');
    otherId = await network.organization('Autre ville de démonstration');
    coordinator = await network.member('COORDINATOR', ownerId);
    other = await network.member('COORDINATOR', otherId);
    await publish({ title: 'Première fiche (démonstration)' });
    await network.catchUp();
    // Opens as many connections as one search uses at once: a request on a new one would be seen a little late.
    const filter = { themes: ['MOBILITY'], techniques: ['NLP'] };
    const warming = { query: 'aucun mot', filter, facets: true };
    for (let n = 0; n < 2; n += 1) await network.module.get(SearchService).search('PUBLIC', warming);
  });

  afterAll(async () => {
    await network.close();
    await proxy.close();
  });

  const publish = async (changes: Record<string, unknown>, actor = coordinator, owner = ownerId): Promise<string> => {
    const writing = network.module.get(EntryWritingService);
    const { id } = await writing.create(actor, {
      kind: 'USE_CASE',
      ownerId: owner,
      content: useCaseContent(changes),
    });
    await network.module.get(EntryReviewService).publish(actor, { id, baseRevision: 1 });
    return id;
  };

  /** Every search of this suite goes through here: none may take more than two round trips, three with approaching ones. */
  const search = async (input: SearchInput): Promise<SearchResult> => {
    // What was written before is seen by another one: a search that finds its guess wrong asks once more.
    await network.module.get(SearchService).search('PUBLIC', { query: '' });
    const before = roundTrips;
    const result = await network.module.get(SearchService).search('PUBLIC', input);
    expect(roundTrips - before).toBeGreaterThanOrEqual(1);
    // A third one looks for entries with some of several words.
    expect(roundTrips - before).toBeLessThanOrEqual(input.query.includes(' ') && result.totalCount < 10 ? 3 : 2);
    return result;
  };

  const titlesOf = (result: SearchResult): string[] => result.edges.map((edge) => edge.node.title);

  const code = async (input: SearchInput): Promise<string | undefined> =>
    network.module
      .get(SearchService)
      .search('PUBLIC', input)
      .then(
        () => undefined,
        (error: unknown) => (error instanceof UserInputError ? error.errors[0]?.code : String(error)),
      );

  it('takes a word of which the stem is short for a whole one: « Rennes » finds nothing that only begins as « ren »', async () => {
    await publish({ title: 'Renseigner les usagers', summary: 'Des rendez-vous qui prennent moins de temps.' });
    await network.catchUp();
    expect(titlesOf(await search({ query: 'Rennes' }))).toEqual([]);
    expect(titlesOf(await search({ query: 'ren' }))).toContain('Renseigner les usagers');
    expect(titlesOf(await search({ query: 'renseign' }))).toContain('Renseigner les usagers');
  });

  it('appends entries with some of the words, in no total and no facet, marked as such', async () => {
    const all = await publish({ title: 'Planvort du zilbac (démonstration)' });
    const some = await publish({ title: 'Zilbac des berges (démonstration)', themes: ['MOBILITY'] });
    // The word that fewer entries have tells more.
    for (const n of [1, 2]) await publish({ title: `Planvort ${n} (démonstration)` });
    await network.catchUp();
    const result = await search({ query: 'planvort zilbac', facets: ['themes'], highlight: HIGHLIGHT_FIELDS });
    expect(result.edges.map(({ match }) => match)).toEqual(['STRICT', ...Array(3).fill('APPROACHING')]);
    expect(result.edges.slice(0, 2).map(({ node }) => node.id)).toEqual([all, some]);
    expect(result).toMatchObject({ totalCount: 1, mode: 'STRICT', hasNextPage: false });
    expect(result.facets[0]?.values.map(({ value }) => value)).not.toContain('MOBILITY');
    expect(result.edges[1]?.highlight?.title).toContain('<mark>Zilbac</mark>');
    const none = await search({ query: 'planvort introuvaxable' });
    expect(none).toMatchObject({ totalCount: 0, mode: 'APPROACHING' });
    expect(none.edges.map((edge) => edge.match)).toEqual(['APPROACHING', 'APPROACHING', 'APPROACHING']);
    expect((await search({ query: 'planvort zilbac', sort: 'NEWEST' })).edges).toHaveLength(1);
    expect((await search({ query: 'planvort zilbac', first: 1 })).edges).toHaveLength(1);
    expect((await search({ query: 'introuvaxable' })).edges).toEqual([]);
  });

  it('leaves hidden and filtered entries out of the approaching ones too', async () => {
    const hidden = await publish({ title: 'Quolbert au vumac (démonstration)' });
    await publish({ title: 'Quolbert au nord (démonstration)', themes: ['MOBILITY'] });
    await network.catchUp();
    await network.module.get(EntryClosingService).withdraw(coordinator, { id: hidden });
    expect(titlesOf(await search({ query: 'quolbert absentil' }))).toEqual(['Quolbert au nord (démonstration)']);
    expect(
      (await search({ query: 'quolbert absentil', filter: { themes: ['CITIZENSHIP_HEALTH_SOLIDARITY'] } })).edges,
    ).toEqual([]);
    await network.catchUp();
  });

  it('is paged without gaps or repeats, and refuses what cannot be paged', async () => {
    for (let n = 0; n < 7; n += 1) await publish({ title: `Feuillage ${n} (démonstration)` });
    await network.catchUp();
    const seen: string[] = [];
    let after: string | null = null;
    let pages = 0;
    for (let more = true; more; pages += 1) {
      const page: SearchResult = await search({ query: 'feuillage', first: 3, after });
      expect(page.totalCount).toBe(7);
      seen.push(...page.edges.map((edge) => edge.node.id));
      after = page.endCursor;
      more = page.hasNextPage;
    }
    expect([pages, seen.length, new Set(seen).size]).toEqual([3, 7, 7]);
    const first = await search({ query: 'feuillage', first: 3 });
    const middle = await search({ query: 'feuillage', first: 3, after: first.edges[0]?.cursor ?? '' });
    expect(middle.edges.map((edge) => edge.node.id)).toEqual(seen.slice(1, 4));
    const cursor = (offset: unknown): string => Buffer.from(JSON.stringify([offset])).toString('base64url');
    expect(await code({ query: '', after: cursor(1_001) })).toBe('CURSOR_TOO_FAR');
    expect((await search({ query: '', after: cursor(1_000) })).edges).toEqual([]);
    for (const bad of ['', 'x', cursor(-1), cursor(1.5), cursor('1'), cursor(null)]) {
      expect(await code({ query: '', after: bad })).toBe('CURSOR_INVALID');
    }
    for (const size of [0, 101, -1, 1.5]) expect(await code({ query: '', first: size })).toBe('FIRST_OUT_OF_RANGE');
  });

  it('sorts by age and by reuse', async () => {
    const [old, young] = [await publish({ title: 'Triage ancien' }), await publish({ title: 'Triage récent' })];
    await network.rows("UPDATE entry SET published_at = now() - interval '1 year' WHERE id = $1", [old]);
    await network.module
      .get(AdoptionService)
      .declare(other, { entryId: old, organizationId: otherId, state: 'LIVE' as const });
    await network.catchUp();
    const ids = async (sort: 'NEWEST' | 'MOST_ADOPTED'): Promise<string[]> =>
      (await search({ query: 'triage', sort })).edges.map((edge) => edge.node.id);
    expect(await ids('NEWEST')).toEqual([young, old]);
    expect(await ids('MOST_ADOPTED')).toEqual([old, young]);
  });

  it('takes several values of a facet as alternatives, and several facets as conditions', async () => {
    await publish({ title: 'Facettage un', themes: ['MOBILITY'], techniques: ['NLP'] });
    await publish({ title: 'Facettage deux', themes: ['CITIZENSHIP_HEALTH_SOLIDARITY'], techniques: ['NLP'] });
    await publish({
      title: 'Facettage trois',
      themes: ['ADMINISTRATION_ORGANISATION'],
      techniques: ['COMPUTER_VISION'],
    });
    await network.catchUp();
    const filter = { themes: ['MOBILITY', 'ADMINISTRATION_ORGANISATION', 'ECOLOGY_ENERGY'] };
    const result = await search({ query: 'facettage', filter, facets: ['themes', 'techniques'] });
    expect(titlesOf(result).sort()).toEqual(['Facettage trois', 'Facettage un']);
    const values = (name: string): unknown[] =>
      result.facets
        .find((facet) => facet.name === name)
        ?.values.map(({ value, count, selected }) => [value, count, selected]) ?? [];
    // Counted as if it had no selection itself; a selected value that nothing has is told with 0.
    expect(values('themes')).toEqual([
      ['ADMINISTRATION_ORGANISATION', 1, true],
      ['CITIZENSHIP_HEALTH_SOLIDARITY', 1, false],
      ['MOBILITY', 1, true],
      ['ECOLOGY_ENERGY', 0, true],
    ]);
    expect(values('techniques')).toEqual([
      ['COMPUTER_VISION', 1, false],
      ['NLP', 1, false],
    ]);
    const both = await search({ query: 'facettage', filter: { ...filter, techniques: ['NLP'] } });
    expect(titlesOf(both)).toEqual(['Facettage un']);
    expect((await search({ query: 'facettage', filter: { themes: [] } })).edges).toEqual([]);
    expect(await code({ query: '', filter: { themes: Array.from({ length: 101 }, () => 'X') } })).toBe(
      'FILTER_TOO_MANY',
    );
  });

  it('finds by organization, owner or subject, and archived entries only when asked', async () => {
    const mine = await publish({ title: 'Rangement un' });
    const theirs = await publish({ title: 'Rangement deux' }, other, otherId);
    await network.catchUp();
    const found = async (filter: SearchInput['filter']): Promise<string[]> =>
      (await search({ query: 'rangement', ...(filter && { filter }) })).edges.map((edge) => edge.node.id).sort();
    expect(await found({ organizationIds: [ownerId] })).toEqual([mine]);
    expect(await found({ organizationIds: [ownerId, otherId] })).toEqual([mine, theirs].sort());
    expect(await found({ ids: [theirs], organizationIds: [ownerId] })).toEqual([]);
    await network.module.get(EntryClosingService).archive(other, { id: theirs });
    await network.catchUp();
    expect(await found({})).toEqual([mine]);
    expect(await found({ includeArchived: true })).toEqual([mine, theirs].sort());
  });

  it('finds and marks a word between tags, and escapes the tags', async () => {
    await publish({ title: 'Balisage', summary: 'Un relevé <b>hydrovolt</b> des réseaux, a<hydrotest et b>hydrofin.' });
    await network.catchUp();
    const result = await search({ query: 'hydrovolt', highlight: HIGHLIGHT_FIELDS });
    expect(result.edges[0]?.highlight?.summary).toContain('&lt;b&gt;<mark>hydrovolt</mark>&lt;/b&gt;');
    for (const word of ['hydrotest', 'hydrofin']) expect((await search({ query: word })).totalCount).toBe(1);
  });

  it('marks what it found in spite of a slip of the pen', async () => {
    await publish({ title: 'La vidéosurveillance des halles', summary: 'Sans caméra.' });
    await network.catchUp();
    for (const query of ['vidéosurvellance', 'videosurveilance halles', 'vidéosurvel']) {
      const result = await search({ query, highlight: HIGHLIGHT_FIELDS });
      expect([query, result.totalCount]).toEqual([query, 1]);
      expect(result.edges[0]?.highlight).toMatchObject({
        title: expect.stringContaining('<mark>vidéosurveillance</mark>'),
        summary: null,
      });
    }
  });
});
