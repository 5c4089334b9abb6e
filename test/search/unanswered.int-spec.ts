import { EntryReviewService, EntryWritingService } from '@maillage/catalogue';
import type { Actor } from '@maillage/identity';
import {
  KEPT_DAYS,
  MAX_QUERIES_A_DAY,
  MAX_WAITING,
  SearchService,
  stemsOf,
  UnansweredQueryRecorder,
  UnansweredQueryService,
} from '@maillage/search';
import { useCaseContent } from '../factories/use-case.factory.js';
import { createTestSearch, type TestSearch } from '../support/test-search.js';

const DAY = 86_400_000;

describe('searches that found nothing', () => {
  let network: TestSearch;
  let today: Date;
  let moderator: Actor;
  let recorder: UnansweredQueryRecorder;
  let service: UnansweredQueryService;

  beforeAll(async () => {
    today = new Date();
    network = await createTestSearch({ clock: { now: () => today } });
    const ownerId = await network.organization('Ville de démonstration');
    const coordinator = await network.member('COORDINATOR', ownerId);
    const content = useCaseContent({ title: 'Fuites du réseau (démonstration)' });
    const { id } = await network.module
      .get(EntryWritingService)
      .create(coordinator, { kind: 'USE_CASE', ownerId, content });
    await network.module.get(EntryReviewService).publish(coordinator, { id, baseRevision: 1 });
    await network.catchUp();
    moderator = await network.moderator();
    recorder = network.module.get(UnansweredQueryRecorder, { strict: false });
    service = network.module.get(UnansweredQueryService);
  });

  beforeEach(async () => {
    today = new Date();
    await recorder.flush();
    await network.rows('DELETE FROM unanswered_query');
  });

  afterAll(() => network.close());

  const search = (query: string, options: object = {}): Promise<unknown> =>
    network.module.get(SearchService).search('PUBLIC', { query, ...options });

  const logged = async (asked: object = {}): Promise<[string, number][]> => {
    await recorder.flush();
    const { queries } = await service.recent(moderator, { first: 100, ...asked });
    return queries.map(({ text, times }) => [text, times]);
  };

  it('are counted by their words, and nothing else is', async () => {
    await search('Zyxwort municipal');
    await search('zyxworts municipaux');
    await search('fuites');
    await search('');
    await search('zyxwort', { filter: { kinds: ['DATA_CHARTER'] } });
    await search('zyxwort', { after: Buffer.from('[20]').toString('base64url') });
    await search('zyxwort -fuites');
    expect(await logged()).toEqual([['zyxworts municipaux', 2]]);
    await search('zyxwort', { filter: { includeArchived: true } });
    expect(await logged()).toEqual([
      ['zyxwort', 1],
      ['zyxworts municipaux', 2],
    ]);
  });

  it('tell whether approaching entries were shown', async () => {
    await search('fuites zyxwort');
    await search('qwertzu zyxwort');
    await recorder.flush();
    const { queries } = await service.recent(moderator, { first: 10 });
    expect(Object.fromEntries(queries.map(({ text, hadApproaching }) => [text, hadApproaching]))).toEqual({
      'fuites zyxwort': true,
      'qwertzu zyxwort': false,
    });
  });

  it('keep no personal data in any column', async () => {
    await search('zyxwort jean.dupont@exemple.fr 06 12 34 56 78');
    await recorder.flush();
    const [row] = await network.rows<{ all: string }>('SELECT q::text AS all FROM unanswered_query q');
    expect(row?.all).toContain('zyxwort');
    expect(row?.all).not.toMatch(/dupont|exemple|06 12/);
  });

  it('leave out what somebody was still typing', async () => {
    for (const query of ['zyx', 'zyxwort', 'zyxwort mun', 'zyxwort municipal']) await search(query);
    expect(await logged()).toEqual([['zyxwort municipal', 1]]);
  });

  it('are added up over days, from the day asked for on', async () => {
    for (const age of [10, 2, 0]) recorder.note('zyxwort', false, new Date(today.getTime() - age * DAY));
    await recorder.flush();
    recorder.note('zyxwort', false, new Date(today.getTime() - 5 * DAY));
    await recorder.flush();
    expect(await logged()).toEqual([['zyxwort', 4]]);
    const since = new Date(today.getTime() - 3 * DAY).toISOString().slice(0, 10);
    expect(await logged({ since })).toEqual([['zyxwort', 3]]);
  });

  it('are told page by page, each once, the last one first', async () => {
    for (let n = 0; n < 25; n += 1) recorder.note(`zyx${String.fromCharCode(97 + n)}wort`, false, today);
    await recorder.flush();
    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      const page = await service.recent(moderator, { first: 10, after });
      seen.push(...page.queries.map(({ id }) => id));
      after = page.endCursor;
      if (!page.hasNextPage) break;
    }
    expect(seen).toHaveLength(25);
    expect(new Set(seen).size).toBe(25);
    expect([...seen].sort().reverse()).toEqual(seen);
  });

  it.each(['nonsense', '["2026-01-01T00:00:00Z","a\\u0000b"]', '["+275760-01-01T00:00:00Z","a"]', '[1,2]'])(
    'refuse the cursor %s',
    async (text) => {
      const after = Buffer.from(text).toString('base64url');
      await expect(service.recent(moderator, { first: 1, after })).rejects.toMatchObject({
        errors: [{ code: 'CURSOR_INVALID' }],
      });
    },
  );

  it.each(['0000-01-01', '2026-02-30', 'hier'])('refuse the day %s', async (since) => {
    await expect(service.recent(moderator, { first: 1, since })).rejects.toMatchObject({
      errors: [{ code: 'DATE_INVALID' }],
    });
  });

  it('are found by the terms that would answer them, in their order', async () => {
    for (const query of ['vidéoprotection des parcs', 'parcs de vidéo protection', 'IA pour la cantine']) {
      recorder.note(query, false, today);
    }
    await recorder.flush();
    const answered = async (...terms: string[]): Promise<string[]> =>
      (await service.answeredBy(terms.map((term) => stemsOf(term, 'FR')))).map(({ text }) => text).sort();
    expect(await answered('vidéo protection')).toEqual(['parcs de vidéo protection']);
    expect(await answered('protection vidéo')).toEqual([]);
    expect(await answered('parc')).toEqual(['parcs de vidéo protection', 'vidéoprotection des parcs']);
    expect(await answered('ia', 'vidéoprotections')).toEqual(['IA pour la cantine', 'vidéoprotection des parcs']);
    expect(await answered('cant')).toEqual([]);
    expect(await answered('de la')).toEqual([]);
    expect(await answered()).toEqual([]);
  });

  it('stay aside once dismissed, also when they are asked again on another day', async () => {
    recorder.note('zyxworts', false, new Date(today.getTime() - DAY));
    await recorder.flush();
    await service.dismiss(moderator, 'zyxwort');
    recorder.note('zyxwort', false, today);
    expect(await logged()).toEqual([]);
    expect(await service.answeredBy([['zyxwort']])).toEqual([]);
    await expect(service.dismiss(moderator, 'never asked')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('are forgotten after 90 days, to the day', async () => {
    for (const age of [KEPT_DAYS, KEPT_DAYS + 1])
      recorder.note('zyxwort', false, new Date(today.getTime() - age * DAY));
    recorder.note('qwertzu', false, new Date(today.getTime() - (KEPT_DAYS + 1) * DAY));
    await recorder.flush();
    // Of a batch, a query counts for the day of its last time.
    await network.rows("UPDATE unanswered_query SET times = 7 WHERE stems = 'zyxwort'");
    expect(await service.prune()).toBe(1);
    expect(await logged()).toEqual([['zyxwort', 7]]);
    today = new Date(today.getTime() + DAY);
    expect(await service.prune()).toBe(1);
  });

  it('fill neither the memory nor the table when a machine asks nonsense, and the flood is told', async () => {
    recorder.note('cantine zyxwort', false, today);
    await recorder.flush();
    const word = (n: number): string =>
      `zy${[...String(n)].map((digit) => String.fromCharCode(97 + Number(digit))).join('')}`;
    for (let batch = 0, n = 0; batch < MAX_QUERIES_A_DAY / MAX_WAITING + 2; batch += 1) {
      for (let asked = 0; asked < MAX_WAITING * 2; asked += 1, n += 1) recorder.note(word(n), false, today);
      await recorder.flush();
    }
    const [row] = await network.rows<{ count: number }>('SELECT count(*)::int AS count FROM unanswered_query');
    expect(row?.count).toBe(MAX_QUERIES_A_DAY);
    recorder.note('zyxwort cantine', false, today);
    recorder.note('cantine zyxwort', false, today);
    await recorder.flush();
    const { fullDays } = await service.recent(moderator, { first: 1 });
    const kept = await service.answeredBy([stemsOf('cantine', 'FR')]);
    expect(kept.map(({ text, times }) => [text, times])).toEqual([['cantine zyxwort', 2]]);
    expect(fullDays).toEqual([today.toISOString().slice(0, 10)]);
  });

  it('delay and fail no search while the table cannot be written, and are counted afterwards', async () => {
    await network.rows('ALTER TABLE unanswered_query RENAME TO unanswered_query_away');
    try {
      await expect(search('zyxwort')).resolves.toMatchObject({ totalCount: 0 });
      await expect(recorder.flush()).resolves.toBeUndefined();
    } finally {
      await network.rows('ALTER TABLE unanswered_query_away RENAME TO unanswered_query');
    }
    expect(await logged()).toEqual([['zyxwort', 1]]);
  });
});
