import { join } from 'node:path';
import { GlossaryContentService, SearchEngine } from '@maillage/search';
import { createTestApi, type TestApi } from '../support/test-api.js';
import { type GradedQuery, readDocuments, readQueries } from './collection.js';
import { loadCollection } from './collection-loader.js';
import { type RankingScore, reportOf, scoreOf, summaryOf } from './ranking-score.js';

/** What search reaches on this collection, less a little: what falls below has got worse. */
const FLOORS = { ndcg: 0.88, recall: 0.91, empty: 0 };
/** The same when PostgreSQL answers, without the engine. */
const FALLBACK_FLOORS = { ndcg: 0.87, recall: 0.88, empty: 0 };
/** Half-typed queries that show a right answer among the first ten. */
const TYPING_FLOOR = 0.95;

const FOLDER = join(process.cwd(), 'test', 'relevance', 'collection');
const SEARCH =
  'query Find($query: String!, $first: Int!) { search(query: $query, first: $first) { mode edges { node { id } } } }';
/** Letters of the last word from which on its typing is judged, every second one. */
const FEWEST_LETTERS = 4;
const AT_ONCE = 8;
const PATIENCE = 240_000;

describe('relevance of search on French municipal texts', () => {
  let api: TestApi;
  let queries: GradedQuery[];
  let scores: RankingScore[];
  let documentOf: ReadonlyMap<string, string>;

  beforeAll(async () => {
    api = await createTestApi();
    const services = {
      get: <Service>(service: new (...args: never[]) => Service) => api.app.get(service, { strict: false }),
    };
    await services.get(GlossaryContentService).load();
    const entries = await loadCollection(services, await readDocuments(FOLDER));
    documentOf = new Map([...entries].map(([document, entry]) => [entry, document]));
    await api.catchUp();
    queries = await readQueries(FOLDER);
    scores = [];
    for (const query of queries) scores.push(scoreOf(query, await found(query.query, 20)));
  }, PATIENCE);

  afterAll(() => api.close());

  const found = async (query: string, first: number): Promise<string[]> => {
    const { data, errors } = await api.send(SEARCH, { query, first });
    expect(errors).toEqual([]);
    return data.search.edges.map(({ node }: { node: { id: string } }) => documentOf.get(node.id) ?? node.id);
  };

  it('reaches the floors over all queries', () => {
    process.stdout.write(`${reportOf(scores)}\n`);
    const { ndcg, recall, empty } = summaryOf(scores);
    expect(ndcg).toBeGreaterThanOrEqual(FLOORS.ndcg);
    expect(recall).toBeGreaterThanOrEqual(FLOORS.recall);
    expect(empty).toBeLessThanOrEqual(FLOORS.empty);
  });

  it(
    'shows a right answer while the last word is still typed',
    async () => {
      const typed = queries.flatMap(({ query, grades }) => {
        const last = query.search(/\S+$/);
        const from = last + FEWEST_LETTERS;
        return Array.from({ length: Math.max(Math.ceil((query.length - from) / 2), 0) }, (_, n) => ({
          text: query.slice(0, from + 2 * n),
          grades,
        }));
      });
      let shown = 0;
      for (let next = 0; next < typed.length; next += AT_ONCE) {
        const answers = typed.slice(next, next + AT_ONCE).map(async ({ text, grades }) => {
          if ((await found(text, 10)).some((id) => (grades[id] ?? 0) >= 2)) shown += 1;
        });
        await Promise.all(answers);
      }
      process.stdout.write(
        `typing: ${typed.length} half-typed queries, ${(shown / typed.length).toFixed(3)} answered\n`,
      );
      expect(shown / typed.length).toBeGreaterThanOrEqual(TYPING_FLOOR);
    },
    PATIENCE,
  );

  // The last: it takes the engine's index away.
  it(
    'reaches its floors without the engine, too',
    async () => {
      const engine = api.app.get(SearchEngine, { strict: false });
      await engine.remove(`${engine.indexPrefix}_public`);
      const { data } = await api.send(SEARCH, { query: queries[0]?.query, first: 1 });
      expect(data.search.mode).toBe('FALLBACK');
      const alone: RankingScore[] = [];
      for (const query of queries) alone.push(scoreOf(query, await found(query.query, 20)));
      process.stdout.write(`without the engine:\n${reportOf(alone)}\n`);
      const { ndcg, recall, empty } = summaryOf(alone);
      expect(ndcg).toBeGreaterThanOrEqual(FALLBACK_FLOORS.ndcg);
      expect(recall).toBeGreaterThanOrEqual(FALLBACK_FLOORS.recall);
      expect(empty).toBeLessThanOrEqual(FALLBACK_FLOORS.empty);
    },
    PATIENCE,
  );
});
