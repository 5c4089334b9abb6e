import {
  AdoptionService,
  EntryReadModel,
  EntryClosingService,
  EntryReviewService,
  EntrySharingService,
  EntryWritingService,
} from '@maillage/catalogue';
import { Relay } from '@maillage/changes';
import type { Actor } from '@maillage/identity';
import {
  DocumentFollower,
  type IndexedAudience,
  type SearchInput,
  SearchModule,
  type SearchResult,
  SearchService,
} from '@maillage/search';
import { useCaseContent } from '../factories/use-case.factory.js';
import { createTestNetwork, type TestNetwork } from '../support/test-network.js';
import { createTestSearch, type TestSearch } from '../support/test-search.js';

/** Nothing listens there. */
const NOWHERE = 'http://127.0.0.1:9';

/** PostgreSQL's answers beside the engine's: the same network, once through each. */
describe('search without its engine', () => {
  let network: TestSearch;
  let alone: TestNetwork;
  let ownerId: string;
  let otherId: string;
  let coordinator: Actor;
  let other: Actor;

  beforeAll(async () => {
    network = await createTestSearch();
    const options = { url: NOWHERE, key: '', indexPrefix: network.indexPrefix, timeout: 1_000 };
    alone = await createTestNetwork([SearchModule.forRoot(options)], { database: network.database });
    ownerId = await network.organization('Ville de démonstration');
    otherId = await network.organization('Commune voisine de démonstration');
    coordinator = await network.member('COORDINATOR', ownerId);
    other = await network.member('COORDINATOR', otherId);
  });

  afterAll(async () => {
    await alone.module.close();
    await network.close();
  });

  const publish = async (
    changes: Record<string, unknown>,
    audience: 'PUBLIC' | 'NETWORK' = 'PUBLIC',
    owner = ownerId,
  ): Promise<string> => {
    const actor = owner === ownerId ? coordinator : other;
    const command = { kind: 'USE_CASE', ownerId: owner, audience, content: useCaseContent(changes) };
    const { id } = await network.module.get(EntryWritingService).create(actor, command);
    await network.module.get(EntryReviewService).publish(actor, { id, baseRevision: 1 });
    return id;
  };

  const find = async (input: SearchInput, audience: IndexedAudience = 'PUBLIC'): Promise<SearchResult> => {
    const result = await alone.module.get(SearchService).search(audience, input);
    expect(result.mode).toBe('FALLBACK');
    return result;
  };

  const ids = ({ edges }: SearchResult): string[] => edges.map(({ node }) => node.id);
  const strict = ({ edges }: SearchResult): string[] =>
    edges.filter(({ match }) => match === 'STRICT').map(({ node }) => node.id);
  const titles = ({ edges }: SearchResult): string[] => edges.map(({ node }) => node.title);

  it('finds and counts what the engine finds and counts, in each audience', async () => {
    await publish({ title: 'Relevage des bacs zilfibre', themes: ['MOBILITY'], techniques: ['NLP'] });
    await publish({ title: 'Zilfibre des écoles', themes: ['CITIZENSHIP_HEALTH_SOLIDARITY'], lifecycle: 'IDEA' });
    await publish({ title: 'Cartographie', summary: 'Un relevé zilfibre des toitures.' }, 'PUBLIC', otherId);
    await publish({ title: 'Zilfibre réservé', themes: ['MOBILITY'] }, 'NETWORK');
    await publish({ title: 'Waste routing zilfibre', summary: 'Collection rounds are planned.', lang: 'EN' });
    const archived = await publish({ title: 'Zilfibre archivé' });
    await network.module.get(EntryClosingService).archive(coordinator, { id: archived });
    await network.catchUp();
    const filters: readonly SearchInput['filter'][] = [
      null,
      { themes: ['MOBILITY', 'ECOLOGY_ENERGY'] },
      { themes: ['MOBILITY'], techniques: ['NLP'], langs: ['FR'] },
      { organizationIds: [otherId], freshness: ['FRESH'] },
      { includeArchived: true, adoptionBands: ['NONE'] },
      { themes: [] },
    ];
    for (const audience of ['PUBLIC', 'NETWORK'] as const) {
      for (const query of ['zilfibre', 'Zilfibres', 'toitures zilfibre', 'démonstration', '']) {
        for (const filter of filters) {
          const input = { query, filter, facets: true, first: 50 };
          const byEngine = await network.module.get(SearchService).search(audience, input);
          const byDatabase = await find(input, audience);
          expect(byEngine.mode).not.toBe('FALLBACK');
          expect(strict(byDatabase).sort()).toEqual(strict(byEngine).sort());
          expect(byDatabase.totalCount).toBe(byEngine.totalCount);
          expect(byDatabase.facets).toEqual(byEngine.facets);
          const card = byEngine.edges.find(({ match }) => match === 'STRICT')?.node;
          expect(byDatabase.edges.find(({ node }) => node.id === card?.id)?.node).toEqual(card);
        }
      }
    }
  });

  it('sorts and pages as the engine does', async () => {
    const made: string[] = [];
    for (let n = 0; n < 7; n += 1) made.push(await publish({ title: `Trivoltage ${n}` }));
    await network.rows(
      "UPDATE entry SET published_at = now() - array_position($1::uuid[], id) * interval '1 day' WHERE id = ANY($1)",
      [made],
    );
    const [, , third = ''] = made;
    const adoption = { entryId: third, organizationId: otherId, state: 'LIVE' as const };
    await network.module.get(AdoptionService).declare(other, adoption);
    await network.rows('INSERT INTO outbox (entry_id) SELECT unnest($1::uuid[])', [made]);
    await network.catchUp();
    const engine = network.module.get(SearchService);
    for (const sort of ['NEWEST', 'MOST_ADOPTED'] as const) {
      const input = { query: 'trivoltage', sort };
      expect(ids(await find(input))).toEqual(ids(await engine.search('PUBLIC', input)));
    }
    expect(ids(await find({ query: 'trivoltage', sort: 'MOST_ADOPTED' }))[0]).toBe(third);
    const seen: string[] = [];
    let after: string | null = null;
    for (let more = true; more;) {
      const page: SearchResult = await find({ query: 'trivoltage', first: 3, after });
      seen.push(...ids(page));
      expect(page.totalCount).toBe(7);
      after = page.endCursor;
      more = page.hasNextPage;
    }
    expect(new Set(seen)).toEqual(new Set(made));
    expect(seen).toHaveLength(7);
  });

  it('shows nobody what rights forbid: neither entries nor words nor counts', async () => {
    await publish({ title: 'Planage hydrilvex', contact: 'dsi@prolmurville.example' });
    await publish({ title: 'Réservé hydrilvex' }, 'NETWORK');
    await network.catchUp();
    expect(titles(await find({ query: 'hydrilvex' }))).toEqual(['Planage hydrilvex']);
    expect((await find({ query: 'hydrilvex' }, 'NETWORK')).totalCount).toBe(2);
    expect((await find({ query: 'prolmurville' })).edges).toEqual([]);
    expect((await find({ query: 'reservé hydrilvax', facets: true })).totalCount).toBe(0);
    const words = await network.rows<{ audience: string }>("SELECT audience FROM search_word WHERE word = 'reserve'");
    expect(words.every(({ audience }) => audience === 'NETWORK')).toBe(true);
  });

  it('lets what was narrowed go at the commit, before anything has followed', async () => {
    const [withdrawn, narrowed, hidden] = [
      await publish({ title: 'Pulvobric un' }),
      await publish({ title: 'Pulvobric deux' }),
      await publish({ title: 'Pulvobric trois' }),
    ];
    await network.catchUp();
    expect((await find({ query: 'pulvobric' })).totalCount).toBe(3);
    await network.module.get(EntryClosingService).withdraw(coordinator, { id: withdrawn });
    const command = { id: narrowed, audience: 'NETWORK' as const, baseVersion: 1 };
    await network.module.get(EntrySharingService).setAudience(coordinator, command);
    // What a field no longer tells is told by the version alone.
    await network.rows('INSERT INTO search_hidden (entry_id, version) VALUES ($1, 2)', [hidden]);
    for (const query of ['pulvobric', '']) {
      const found = await find({ query, first: 100, facets: true });
      expect(ids(found)).not.toEqual(expect.arrayContaining([withdrawn]));
      expect(ids(found).filter((id) => [withdrawn, narrowed, hidden].includes(id))).toEqual([]);
    }
    expect((await find({ query: 'pulvobric' })).totalCount).toBe(0);
    // PostgreSQL follows by itself, and shows at once what it has followed, though the engine has not.
    await network.module.get(Relay, { strict: false }).drain();
    await network.module.get(DocumentFollower, { strict: false }).step();
    expect(ids(await find({ query: 'pulvobric' }, 'NETWORK'))).toEqual([narrowed]);
    expect(await network.rows('SELECT 1 FROM search_hidden WHERE entry_id = $1', [narrowed])).toHaveLength(1);
    await network.catchUp();
  });

  it('mends short words that nothing has, with the engine as without it', async () => {
    const water = await publish({ title: 'Qualité de zurb en continu', summary: 'Analyse du zurb des captages.' });
    await publish({ title: 'Réservé vurz' }, 'NETWORK');
    await network.catchUp();
    const engine = network.module.get(SearchService);
    for (const query of ['zrub', 'zurv', 'zub', 'le zrub', 'captages zrub']) {
      const input = { query, highlight: ['title' as const] };
      for (const found of [await find(input), await engine.search('PUBLIC', input)]) {
        expect({ query, found: strict(found), total: found.totalCount }).toEqual({ query, found: [water], total: 1 });
      }
      const marked = await engine.search('PUBLIC', input);
      expect(marked.edges[0]?.highlight?.title).toBe('Qualité de <mark>zurb</mark> en continu');
    }
    // Words that only members see mend nothing for others; one with digits is left alone.
    for (const query of ['vruz', 'zu12']) {
      expect((await find({ query })).edges).toEqual([]);
      expect((await engine.search('PUBLIC', { query })).edges).toEqual([]);
    }
  });

  it('mends slips of the pen, completes the last word, and takes phrases and excluded words', async () => {
    const exact = await publish({ title: 'Quadrimètre solaire', summary: 'Des capteurs tubulaires sur les berges.' });
    const loose = await publish({ title: 'Solaire quadrimètre', summary: 'Des berges sans rien.' });
    await network.catchUp();
    for (const query of ['quadrimetre', 'quadrimètres', 'qaudrimètre', 'quadrimtre', 'quadrimettre', 'quadrim']) {
      expect([query, strict(await find({ query })).sort()]).toEqual([query, [exact, loose].sort()]);
    }
    expect(ids(await find({ query: '"quadrimètre solaire"' }))).toEqual([exact]);
    expect(ids(await find({ query: 'quadrimètre -tubulaires' }))).toEqual([loose]);
    expect(ids(await find({ query: 'quadrimètre -"capteurs tubulaires"' }))).toEqual([loose]);
    expect(strict(await find({ query: 'quadrimètre tubul' }))).toEqual([exact]);
    expect(strict(await find({ query: 'quadri-mètre' })).sort()).toEqual([exact, loose].sort());
    const some = await find({ query: 'quadrimètre introuvaxable tubulaires' });
    expect(some.edges.map(({ match }) => match)).toEqual(['APPROACHING', 'APPROACHING']);
    expect([ids(some)[0], some.totalCount]).toEqual([exact, 0]);
    const marked = await find({ query: 'qaudrimètre tubulaires', highlight: ['summary'] });
    expect(marked.edges[0]?.highlight?.summary).toContain('<mark>tubulaires</mark>');
  });

  it('marks what a slip of the pen was mended to, with the engine as without it', async () => {
    await publish({ title: 'Le plurimètre des berges', summary: 'Un plurimètre à <b>zéro</b>.' });
    await network.catchUp();
    const engine = network.module.get(SearchService);
    // The first letter is mended here, and is one slip too many for the engine’s words of nine letters.
    for (const query of ['plurimtre', 'plruimètre', 'plurimettre', 'vlurimètre']) {
      const input = { query, highlight: ['title' as const, 'summary' as const] };
      const found = [await find(input), ...(query.startsWith('v') ? [] : [await engine.search('PUBLIC', input)])];
      for (const { edges } of found) {
        expect([query, edges[0]?.highlight]).toEqual([
          query,
          {
            title: 'Le <mark>plurimètre</mark> des berges',
            summary: 'Un <mark>plurimètre</mark> à &lt;b&gt;zéro&lt;/b&gt;.',
            text: null,
          },
        ]);
      }
    }
  });

  it('takes hostile queries and filters as plain text', async () => {
    const hostile = [
      "'); DROP TABLE entry; --",
      "''' | '''",
      'eau:* & !ville <-> (x | y)',
      '\\:A \\\\',
      '& | ! <-> ( ) : *',
      '"',
      '-',
      '-"',
      '\u0000 \u{FFFF} \ud83d',
      '%_%',
      'é'.repeat(500),
      Array.from({ length: 166 }, (_, n) => `a${n % 10}`).join(' '),
      Array.from({ length: 100 }, (_, n) => `"b${n}"`).join(' '),
      Array.from({ length: 100 }, (_, n) => `-b${n}`).join(' '),
    ];
    for (const query of hostile) {
      const started = performance.now();
      await find({ query: query.slice(0, 500), facets: true });
      expect([query, performance.now() - started < 1_500]).toEqual([query, true]);
      const filter = { systems: [query], organizationIds: [query], ids: [query] };
      expect((await find({ query: '', filter, facets: ['system'] })).totalCount).toBe(0);
    }
    await expect(find({ query: 'x'.repeat(501) })).rejects.toMatchObject({ errors: [{ code: 'QUERY_TOO_LONG' }] });
  });

  it('sets a document aside that PostgreSQL refuses; the others go on; it is tried again when its entry changes', async () => {
    const before = await publish({ title: 'Vantelure avant' });
    const bad = await publish({ title: 'Vantelure mauvaise' });
    const after = await publish({ title: 'Vantelure après' });
    await network.catchUp();
    const records = network.module.get(EntryReadModel, { strict: false });
    const read = records.records.bind(records);
    // Half a character: PostgreSQL takes no such text.
    records.records = async (asked) =>
      (await read(asked)).map((record) =>
        record.id === bad ? { ...record, content: { ...record.content, title: 'Vantelure \ud83d' } } : record,
      );
    const touch = (of: readonly string[]): Promise<unknown[]> =>
      network.rows('INSERT INTO outbox (entry_id) SELECT unnest($1::uuid[])', [of]);
    try {
      await touch([before, bad, after]);
      await network.catchUp();
    } finally {
      records.records = read;
    }
    const aside = "SELECT entry_id AS id FROM search_quarantine WHERE index_name = 'search_document'";
    expect(await network.rows(aside)).toEqual([{ id: bad }]);
    expect(ids(await find({ query: 'vantelure' })).sort()).toEqual([before, after].sort());
    await touch([bad]);
    await network.catchUp();
    expect(await network.rows(aside)).toEqual([]);
    expect((await find({ query: 'vantelure' })).totalCount).toBe(3);
  });

  it('counts words as the documents hold them, whatever has happened to these', async () => {
    const id = await publish({ title: 'Motoculage alpha alpha' });
    await network.catchUp();
    await network.rows(
      `UPDATE entry_revision SET content = jsonb_set(content, '{title}', '"Motoculage beta"') WHERE entry_id = $1`,
      [id],
    );
    await network.rows('INSERT INTO outbox (entry_id) VALUES ($1)', [id]);
    await network.catchUp();
    const [{ alpha, beta } = { alpha: 0, beta: 0 }] = await network.rows<{ alpha: number; beta: number }>(
      `SELECT count(*) FILTER (WHERE word = 'alpha')::int AS alpha, count(*) FILTER (WHERE word = 'beta')::int AS beta
         FROM search_word WHERE audience = 'PUBLIC'`,
    );
    expect([alpha, beta]).toEqual([0, 1]);
    const held = `SELECT audience, split_part(w, ' ', 1) AS word, split_part(w, ' ', 2) AS stem, count(*)::int AS documents
                    FROM search_document, unnest(words) AS w GROUP BY 1, 2, 3`;
    const told = 'SELECT audience, word, stem, documents FROM search_word';
    expect(await network.rows(`(${held} EXCEPT ${told}) UNION ALL (${told} EXCEPT ${held})`)).toEqual([]);
    await network.module.get(DocumentFollower, { strict: false }).rebuild();
    expect(await network.rows(`(${held} EXCEPT ${told}) UNION ALL (${told} EXCEPT ${held})`)).toEqual([]);
  });
});
