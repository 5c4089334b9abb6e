import { createLogger } from '@maillage/kernel';
import { PROMISE_TIMEOUT, rounds, tellPromise } from '../support/promise.js';
import { createTestApi, type SendOptions, type TestApi } from '../support/test-api.js';
import { type Aviary, type Canary, canary, planters, publishedWith } from './canaries.js';
import { type PublicReader, schema, surfaces, WORD } from './public-surfaces.js';

/** P20: no personal data on public surfaces. */
describe('canaries', () => {
  let api: TestApi;
  let aviary: Aviary;
  let portal: string;
  const lines: string[] = [];

  beforeAll(async () => {
    const logger = createLogger('api', 'info', { write: (line) => lines.push(line) });
    api = await createTestApi({}, logger);
    const ownerId = await api.organization('Ville de démonstration');
    const peerId = await api.organization('Ville paire de démonstration');
    aviary = {
      ...{ api, ownerId, peerId, canaries: [] },
      coordinator: await api.person('COORDINATOR', ownerId),
      contributor: await api.person('CONTRIBUTOR', ownerId),
      peer: await api.person('COORDINATOR', peerId),
    };
    // What is a demonstration is in no file and no Atom feed: there would be nothing to look at.
    await api.rows('UPDATE organization SET demonstration = false');
    const make = `mutation ($input: ApiKeyCreateInput!) { apiKeyCreate(input: $input) { secret } }`;
    const input = { organizationId: peerId, name: 'Portail de démonstration', audience: 'PUBLIC' };
    portal = (await api.send(make, { input }, { key: aviary.peer })).data.apiKeyCreate.secret;
    for (let round = 0; round < rounds(15, 30); round += 1) for (const plant of planters) await plant(aviary);
    await api.catchUp();
  }, PROMISE_TIMEOUT);

  afterAll(() => api.close());

  /** @param only of these entries; of all by default */
  const reader = async (
    words: readonly string[],
    options: SendOptions,
    only?: readonly string[],
  ): Promise<PublicReader> => {
    const ids = async (table: string): Promise<string[]> =>
      (await api.rows<{ id: string }>(`SELECT id FROM ${table} ORDER BY id`)).map(({ id }) => id);
    const entryIds = only ?? (await ids('entry'));
    const revisions = await api.rows<{ id: string; revision: number }>(
      'SELECT entry_id AS id, number AS revision FROM entry_revision WHERE entry_id = ANY($1::uuid[])',
      [entryIds],
    );
    const someIds = only ?? entryIds.filter((_, index) => index % rounds(6, 1) === 0);
    return { api, options, words, entryIds, revisions, someIds, organizationIds: await ids('organization') };
  };

  /** Canaries that a reader gets to see, by surface. */
  const found = async (canaries: readonly Canary[], who: PublicReader): Promise<string[]> => {
    const seen: string[] = [];
    for (const { name, read } of surfaces) {
      const text = (await read(who)).join('\n');
      for (const { word, place } of canaries) if (text.includes(word)) seen.push(`${place} on ${name}`);
    }
    return seen;
  };

  it('look at every root field that there is', () => {
    const roots = Object.keys(schema.getQueryType()?.getFields() ?? {});
    expect(roots.filter((root) => !surfaces.some(({ name }) => name === root))).toEqual([]);
  });

  it(
    'are on no public surface and in no line of the log',
    async () => {
      const { canaries } = aviary;
      expect(canaries.length).toBeGreaterThanOrEqual(300);
      const words = canaries.filter((_, index) => index % rounds(7, 1) === 0).map(({ word }) => word);
      expect(await found(canaries, await reader(words, {}))).toEqual([]);
      expect(await found(canaries, await reader(words, { key: portal }))).toEqual([]);
      expect(lines.length).toBeGreaterThan(100);
      const log = lines.join('');
      expect(canaries.filter(({ word }) => log.includes(word))).toEqual([]);

      // Negative control, and the proof that no surface was empty: a word of public entries is found wherever they are read.
      const control: Aviary = { ...aviary, canaries: [] };
      const word = canary(control, 'public title');
      const who = await reader([word], {}, await publishedWith(control, word));
      await api.catchUp();
      let controls = 0;
      const empty: string[] = [];
      for (const { name, read, shows } of surfaces) {
        const text = (await read(who)).join('\n');
        if (!text.includes(shows === WORD ? word : shows)) empty.push(`${name}: ${text.slice(0, 200)}`);
        if (shows === WORD) controls += 1;
      }
      expect(empty).toEqual([]);
      const figures = {
        canaries: canaries.length,
        surfaces: surfaces.length,
        readers: 2,
        seen: 0,
        controlSeenOn: controls,
      };
      tellPromise('P20', figures);
    },
    PROMISE_TIMEOUT,
  );

  it('are seen by those who may read them, so that the search for them is no blind one', async () => {
    const log = '{ auditLog(first: 100) { nodes { personal } } }';
    const moderator = await api.person('MODERATOR');
    const { data } = await api.send(log, {}, { key: moderator });
    const contact = '{ entries(first: 100) { nodes { contact namedContact { email } title } } }';
    const seen = JSON.stringify([data, (await api.send(contact, {}, { key: aviary.peer })).data]);
    const places = new Set(aviary.canaries.filter(({ word }) => seen.includes(word)).map(({ place }) => place));
    expect([...places]).toEqual(
      expect.arrayContaining(['mailbox of a named contact', 'functional mailbox (NETWORK)', 'title for the network']),
    );
  });
});
