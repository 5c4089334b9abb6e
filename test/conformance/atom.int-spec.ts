import { xmlText } from '@maillage/exchange';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as operations from '../api/operations.js';
import { useCaseContent } from '../factories/use-case.factory.js';
import { createTestApi, type TestApi } from '../support/test-api.js';
import { parseXml, type XmlElement } from '../support/xml.js';

const HOSTILE = ']]><x y="1">&amp; &#0; d’été 𝔸 <!-- "\'';

const named = ({ children }: XmlElement, name: string): XmlElement[] => children.filter((one) => one.name === name);
const textOf = (element: XmlElement, name: string): string | undefined => named(element, name)[0]?.text;
const linkOf = (element: XmlElement, rel: string): string | undefined =>
  named(element, 'link').find(({ attributes }) => attributes['rel'] === rel)?.attributes['href'];
const idIn = (address: string | undefined): string => address?.split('/').at(-1) ?? '';
const ids = (feed: XmlElement): string[] => named(feed, 'entry').map((entry) => idIn(textOf(entry, 'id')));
const removed = (feed: XmlElement): string[] =>
  named(feed, 'at:deleted-entry').map(({ attributes }) => idIn(attributes['ref']));

describe('Atom feeds of the public catalogue', () => {
  let api: TestApi;
  let owner: string;
  let key: string;
  let first: string;
  let second: string;
  const get = (url: string, headers: Record<string, string> = {}) => api.app.inject({ method: 'GET', url, headers });
  const feed = async (url: string): Promise<XmlElement> => {
    const { statusCode, headers, body } = await get(url);
    expect([url, statusCode, headers['content-type']]).toEqual([url, 200, 'application/atom+xml; charset=utf-8']);
    return parseXml(body);
  };
  const publish = async (changes: Record<string, unknown>, audience = 'PUBLIC', by = { owner, key }) => {
    const input = { ...operations.useCaseInput(by.owner, useCaseContent(changes)), audience };
    const made = await api.send(operations.CREATE, { input }, { key: by.key });
    const id = made.data?.entryCreate?.entry?.id as string | undefined;
    if (!id) throw new Error(JSON.stringify(made));
    await api.send(operations.PUBLISH, { input: { id, baseRevision: 1 } }, { key: by.key });
    await api.catchUp();
    return id;
  };

  beforeAll(async () => {
    api = await createTestApi();
    owner = await api.organization('Ville <des> fils & Cie');
    const other = await api.organization('Ville de démonstration');
    await api.rows('UPDATE organization SET demonstration = (id = $1)', [other]);
    await api.rows(
      `UPDATE territory SET source = 'COG' WHERE id = (SELECT territory_id FROM organization WHERE id = $1)`,
      [owner],
    );
    key = await api.person('COORDINATOR', owner);
    first = await publish({ title: HOSTILE, themes: ['MOBILITY'] });
    second = await publish({ title: 'Arrosage des jardins publics' });
    await publish({ title: 'Pour le réseau' }, 'NETWORK');
    await publish({ title: 'Inventée' }, 'PUBLIC', { owner: other, key: await api.person('COORDINATOR', other) });
  }, 120_000);
  afterAll(() => api.close());

  it('gives what is public and real, newest change first, with what Atom asks of an entry', async () => {
    const whole = await feed('/atom');
    expect(ids(whole)).toEqual([second, first]);
    expect(removed(whole)).toEqual([]);
    const [, entry] = named(whole, 'entry');
    if (!entry) throw new Error('no entry');
    expect(textOf(entry, 'title')).toBe(HOSTILE);
    expect(textOf(named(entry, 'author')[0] as XmlElement, 'name')).toBe('Ville <des> fils & Cie');
    expect(named(entry, 'category').map(({ attributes }) => attributes['term'])).toEqual(['USE_CASE', 'MOBILITY']);
    expect(Number.isNaN(Date.parse(textOf(entry, 'updated') ?? ''))).toBe(false);
    const address = textOf(entry, 'id') ?? '';
    expect(linkOf(entry, 'alternate')).toBe(address);
    expect((await get(new URL(address).pathname)).headers['location']).toBe(linkOf(entry, 'self'));
    expect(linkOf(whole, 'self')).toMatch(/\/atom$/);
  });

  it('narrows to an organization, a theme and a search', async () => {
    expect(ids(await feed(`/atom?organization=${owner}`))).toEqual([second, first]);
    expect(ids(await feed('/atom?organization=0197a000-0000-7000-8000-000000000000'))).toEqual([]);
    expect(ids(await feed('/atom?theme=MOBILITY'))).toEqual([first]);
    expect(ids(await feed('/atom?q=arrosage'))).toEqual([second]);
    for (const query of ['organization=x', 'theme=POETRY', 'before=-1', 'q=a&q=b']) {
      const { statusCode, body } = await get(`/atom?${query}`);
      expect([query, statusCode, JSON.parse(body).code]).toEqual([query, 400, 'PARAMETER_INVALID']);
    }
  });

  it('sends nothing to who has it; HEAD has the same mark', async () => {
    const { headers } = await get('/atom');
    expect((await get('/atom', { 'if-none-match': String(headers.etag) })).statusCode).toBe(304);
    const head = await api.app.inject({ method: 'HEAD', url: '/atom' });
    expect([head.statusCode, head.headers.etag, head.body]).toEqual([200, headers.etag, '']);
  });

  it('says what left: withdrawn, made narrower, or no longer of the theme; nothing of what it held', async () => {
    await api.rows(`UPDATE entry SET state = 'WITHDRAWN' WHERE id = $1`, [first]);
    await api.rows('INSERT INTO outbox (entry_id) VALUES ($1)', [first]);
    await api.catchUp();
    const { body } = await get('/atom');
    expect([ids(parseXml(body)), removed(parseXml(body))]).toEqual([[second], [first]]);
    expect(body).not.toContain('été');
    await api.rows(`UPDATE entry SET audience = 'NETWORK' WHERE id = $1`, [second]);
    await api.rows('INSERT INTO outbox (entry_id) VALUES ($1)', [second]);
    await api.catchUp();
    expect(removed(await feed('/atom'))).toEqual([second, first]);
    expect(removed(await feed('/atom?theme=MOBILITY'))).toEqual([first]);
  });

  it('goes through every entry once by its links', async () => {
    await api.rows(
      `WITH e AS (INSERT INTO entry SELECT (jsonb_populate_record(x, jsonb_build_object('id', gen_random_uuid(),
           'state', 'PUBLISHED', 'audience', 'PUBLIC'))).* FROM entry x, generate_series(1, 120) WHERE x.id = $1 RETURNING id),
         v AS (INSERT INTO entry_revision SELECT (jsonb_populate_record(r, jsonb_build_object('entry_id', e.id))).*
           FROM entry_revision r, e WHERE r.entry_id = $1)
       INSERT INTO outbox (entry_id) SELECT id FROM e`,
      [second],
    );
    await api.catchUp();
    const seen: string[] = [];
    let url: string | undefined = '/atom';
    for (let pages = 0; url !== undefined && pages < 10; pages++) {
      const page: XmlElement = await feed(url);
      seen.push(...ids(page));
      const next = linkOf(page, 'next');
      url = next && `${new URL(next).pathname}${new URL(next).search}`;
    }
    expect([seen.length, new Set(seen).size]).toEqual([120, 120]);
  });

  it('writes no character that XML forbids', () => {
    const text = 'a\u0000b\u000bc\ud800d\ufffe<&>"\'\r\n\u{1f600}';
    expect(parseXml(`<t u="${xmlText(text)}">${xmlText(text)}</t>`).text).toBe('abcd<&>"\'\r\n\u{1f600}');
    expect(() => parseXml(`<t>${text.replace('<&>', '')}</t>`)).toThrow('character');
  });
});
