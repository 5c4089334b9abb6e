import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as operations from '../api/operations.js';
import { useCaseContent } from '../factories/use-case.factory.js';
import { createTestApi, type TestApi } from '../support/test-api.js';

const HOSTILE = '=HYPERLINK("https://x.example";"ouvrir")';

describe('the addresses of entries', () => {
  let api: TestApi;
  let shown: string;
  let hidden: string;
  let demonstration: string;
  let publish: (title: string, audience?: string, by?: { owner: string; key: string }) => Promise<string>;
  const get = (url: string, headers: Record<string, string> = {}) => api.app.inject({ method: 'GET', url, headers });

  beforeAll(async () => {
    api = await createTestApi();
    const owner = await api.organization('Ville des adresses');
    const other = await api.organization('Ville de démonstration');
    await api.rows('UPDATE organization SET demonstration = (id = $1)', [other]);
    const key = await api.person('COORDINATOR', owner);
    publish = async (title, audience = 'PUBLIC', by = { owner, key }) => {
      const input = { ...operations.useCaseInput(by.owner, useCaseContent({ title })), audience };
      const made = await api.send(operations.CREATE, { input }, { key: by.key });
      const id = made.data?.entryCreate?.entry?.id as string | undefined;
      if (!id) throw new Error(JSON.stringify(made));
      await api.send(operations.PUBLISH, { input: { id, baseRevision: 1 } }, { key: by.key });
      const [row] = await api.rows<{ state: string }>('SELECT state FROM entry WHERE id = $1', [id]);
      if (row?.state !== 'PUBLISHED') throw new Error(`${title} was not published`);
      return id;
    };
    shown = await publish(HOSTILE);
    hidden = await publish('Pour le réseau seulement', 'NETWORK');
    demonstration = await publish('Inventée', 'PUBLIC', { owner: other, key: await api.person('COORDINATOR', other) });
  }, 120_000);
  afterAll(() => api.close());

  it('answers at the address of an entry by what became of it; hidden and unknown alike', async () => {
    const moved = await get(`/id/use-case/${shown}`);
    expect(moved.statusCode).toBe(303);
    const document = await get(new URL(String(moved.headers.location)).pathname);
    expect(document.json()).toMatchObject({ '@context': 'https://schema.org', name: HOSTILE, identifier: shown });
    const page = await get(new URL(String(moved.headers.location)).pathname, {
      accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
    });
    expect([page.headers['content-type'], page.headers['vary']]).toEqual([
      'text/html; charset=utf-8',
      'Accept, Accept-Language',
    ]);
    expect(page.body).toContain('<h1>=HYPERLINK(&quot;https://x.example&quot;;&quot;ouvrir&quot;)</h1>');
    const turtle = await get(`/doc/use-case/${shown}`, { accept: 'text/turtle, application/ld+json;q=0.5' });
    expect([turtle.headers['content-type'], turtle.headers['vary']]).toEqual([
      'text/turtle; charset=utf-8',
      'Accept, Accept-Language',
    ]);
    expect(turtle.body).toContain(`/id/use-case/${shown}>`);
    expect(new Set([document, page, turtle].map(({ headers }) => headers.etag)).size).toBe(3);
    const refused = await get(`/doc/use-case/${shown}`, { accept: 'image/png', 'accept-language': 'en' });
    expect([refused.statusCode, refused.json().code, refused.headers['vary']]).toEqual([
      406,
      'NOT_ACCEPTABLE',
      'Accept, Accept-Language',
    ]);
    expect(refused.json().message).toMatch(/text\/turtle.*Accept/);
    const nothing = await get(`/doc/use-case/${hidden}`, { accept: 'text/html', 'accept-language': 'en' });
    expect([nothing.statusCode, nothing.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    expect(nothing.body).toContain('<h1>There is no public entry at this address.</h1>');
    const none = [hidden, demonstration, '0197a000-0000-7000-8000-000000000000', 'x'].map((id) => `use-case/${id}`);
    for (const path of [...none, `data-charter/${shown}`]) {
      for (const place of ['id', 'doc']) {
        const { statusCode, body } = await get(`/${place}/${path}`);
        expect([path, statusCode, JSON.parse(body).code]).toEqual([path, 404, 'NOT_FOUND']);
      }
    }
  });

  it('shows at its own address what there is: every link leads somewhere, demonstrations and hidden entries do not count', async () => {
    const page = await get('/');
    expect([page.statusCode, page.headers['content-type'], page.headers['vary']]).toEqual([
      200,
      'text/html; charset=utf-8',
      'Accept-Language',
    ]);
    const states = [...page.body.matchAll(/<span class="quiet">([^<]+)/g)].map(([, text = '']) => text.trim());
    expect(states).toEqual(['1 fiche, dernière modification le', 'aucune fiche', 'aucune fiche']);
    const paths = [...page.body.matchAll(/href="(\/[^"]*)"/g)].map(([, path = '']) => path);
    expect(paths.length).toBeGreaterThanOrEqual(20);
    const away = ['/account', '/account/style.css'];
    for (const path of new Set(paths.filter((one) => !away.includes(one))))
      expect([path, (await api.app.inject({ method: 'HEAD', url: path })).statusCode]).toEqual([path, 200]);
    const english = await get('/', { 'accept-language': 'en' });
    expect(english.body).toContain('1 entry, last changed');
    const mark = String(page.headers.etag);
    expect((await get('/', { 'if-none-match': mark })).statusCode).toBe(304);
    await publish('Une de plus');
    expect((await get('/', { 'if-none-match': mark })).body).toContain('2 fiches, dernière modification le');
  });

  it('answers for ever at the address of what was merged or withdrawn', async () => {
    const ids = [shown, await publish('Suite'), await publish('Fin')] as const;
    const key = await api.person('MODERATOR');
    const merge = async (from: string, into: string): Promise<void> => {
      const { data, errors } = await api.send(operations.MERGE, { input: { id: from, intoId: into } }, { key });
      if (!data?.entryMerge.tombstone) throw new Error(JSON.stringify([data, errors]));
    };
    await merge(ids[0], ids[1]);
    const leadsTo = async (id: string) => {
      const { statusCode, headers } = await get(`/doc/use-case/${id}`);
      return [statusCode, new URL(String(headers.location)).pathname];
    };
    expect(await leadsTo(ids[0])).toEqual([308, `/id/use-case/${ids[1]}`]);
    await merge(ids[1], ids[2]);
    expect(await leadsTo(ids[0])).toEqual([308, `/id/use-case/${ids[2]}`]);
    expect(await leadsTo(ids[1])).toEqual([308, `/id/use-case/${ids[2]}`]);
    await api.rows(`UPDATE entry SET state = 'WITHDRAWN' WHERE id = $1`, [ids[2]]);
    for (const [id, state] of [
      [ids[2], 'WITHDRAWN'],
      [ids[0], 'MERGED'],
    ]) {
      const gone = await get(`/id/use-case/${id}`, { accept: 'text/turtle', 'accept-language': 'fr' });
      expect([gone.statusCode, gone.json()]).toEqual([
        410,
        { code: 'GONE', id, state, message: 'Cette fiche a été retirée par l’organisation qui la tenait.' },
      ]);
    }
    await api.rows(`UPDATE entry SET state = 'WITHDRAWN' WHERE id = $1`, [demonstration]);
    expect((await get(`/id/use-case/${demonstration}`)).statusCode).toBe(404);
  });
});
