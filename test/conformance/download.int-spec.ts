import { cellText } from '@maillage/exchange';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import * as operations from '../api/operations.js';
import { useCaseContent } from '../factories/use-case.factory.js';
import { fits, type SchemaField } from '../support/table-schema.js';
import { createTestApi, type TestApi } from '../support/test-api.js';

const HOSTILE = '=HYPERLINK("https://x.example";"ouvrir")';

describe('downloads of the public catalogue', () => {
  let api: TestApi;
  let shown: string;
  let hidden: string;
  let demonstration: string;
  const get = (url: string, headers: Record<string, string> = {}) => api.app.inject({ method: 'GET', url, headers });

  beforeAll(async () => {
    api = await createTestApi();
    const organization = await api.organization('Ville des fichiers');
    const other = await api.organization('Ville de démonstration');
    await api.rows('UPDATE organization SET demonstration = (id = $1)', [other]);
    await api.rows(
      `UPDATE territory SET source = 'COG' WHERE id = (SELECT territory_id FROM organization WHERE id = $1)`,
      [organization],
    );
    const coordinator = await api.person('COORDINATOR', organization);
    const publish = async (key: string, owner: string, title: string, audience: string): Promise<string> => {
      const input = { ...operations.useCaseInput(owner, useCaseContent({ title })), audience };
      const made = await api.send(operations.CREATE, { input }, { key });
      const id = made.data?.entryCreate?.entry?.id as string | undefined;
      if (!id) throw new Error(JSON.stringify(made));
      await api.send(operations.PUBLISH, { input: { id, baseRevision: 1 } }, { key });
      const [row] = await api.rows<{ state: string }>('SELECT state FROM entry WHERE id = $1', [id]);
      if (row?.state !== 'PUBLISHED') throw new Error(`${title} was not published`);
      return id;
    };
    shown = await publish(coordinator, organization, HOSTILE, 'PUBLIC');
    hidden = await publish(coordinator, organization, 'Pour le réseau seulement', 'NETWORK');
    demonstration = await publish(await api.person('COORDINATOR', other), other, 'Inventée', 'PUBLIC');
  }, 120_000);
  afterAll(() => api.close());

  it.each(['csv', 'json', 'ndjson'])('gives in %s what is public and real, nothing else', async (form) => {
    const { statusCode, body } = await get(`/download/use-case.${form}`);
    expect(statusCode).toBe(200);
    expect([shown, hidden, demonstration].map((id) => body.includes(id))).toEqual([true, false, false]);
  });

  it('gives the same text in the three forms, and a table that its own schema describes', async () => {
    const { body } = await get('/download/use-case.csv');
    expect(body.startsWith('\ufeff')).toBe(true);
    const [header = [], ...lines] = parse(body, { bom: true }) as string[][];
    const { fields } = (await get('/download/use-case.schema.json')).json<{ fields: SchemaField[] }>();
    expect(header).toEqual(fields.map(({ name }) => name));
    expect(lines).toHaveLength(1);
    const [cells = []] = lines;
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    expect(fields.filter((field, at) => !fits(field, cells[at] ?? '')).map(({ name }) => name)).toEqual([]);
    expect(cellText(cells[header.indexOf('title')] ?? '')).toBe(HOSTILE);
    const [inJson] = (await get('/download/use-case.json')).json<{ content: { title: string } }[]>();
    const inLine = JSON.parse((await get('/download/use-case.ndjson')).body);
    expect(inJson?.content.title).toBe(HOSTILE);
    expect(inLine).toEqual(inJson);
  });

  it('is valid without entries, refuses unknown files alike', async () => {
    expect((await get('/download/data-charter.json')).json()).toEqual([]);
    for (const file of ['poem.csv', 'use-case.xlsx', 'use-case', 'use-case.constructor']) {
      expect([file, (await get(`/download/${file}`)).statusCode]).toEqual([file, 404]);
    }
  });

  it('sends nothing to who has the newest, and all of it after a change', async () => {
    const { headers } = await get('/download/use-case.ndjson');
    const have = { 'if-none-match': String(headers.etag) };
    expect((await get('/download/use-case.ndjson', have)).statusCode).toBe(304);
    await api.rows(`INSERT INTO outbox (entry_id) VALUES ($1)`, [shown]);
    expect((await get('/download/use-case.ndjson', have)).statusCode).toBe(200);
  });

  it('gives the published history of what is public now, and none of it once that is narrowed', async () => {
    await api.rows(
      `INSERT INTO entry_revision SELECT (jsonb_populate_record(v, jsonb_build_object('number', n, 'state', s,
           'published_at', p, 'content', v.content || jsonb_build_object('contact', 'x@ville.example', 'title', t)))).*
         FROM entry_revision v, (VALUES (7, 'SUPERSEDED', now(), 'Ancienne'), (8, 'REDACTED', now(), 'Caviardée'),
           (9, 'DRAFT', NULL, 'Brouillon')) AS more (n, s, p, t) WHERE v.entry_id = $1`,
      [shown],
    );
    const lines = (await get('/download/history.ndjson')).body.trim().split('\n');
    const revisions = lines.map((line) => JSON.parse(line));
    const titles = revisions.map(({ revision, content }) => [revision, content.title]);
    expect(titles.slice(-1)).toEqual([[7, 'Ancienne']]);
    expect(titles.slice(0, -1).every(([, title]) => title === HOSTILE)).toBe(true);
    expect(new Set(revisions.map(({ id }) => id))).toEqual(new Set([shown]));
    expect(lines.join()).not.toContain('x@ville.example');
    const csv = await get('/download/history.csv');
    const [header = [], ...rows] = parse(csv.body, { bom: true }) as string[][];
    const { fields } = (await get('/download/history.schema.json')).json<{ fields: { name: string }[] }>();
    expect([header, rows.length]).toEqual([fields.map(({ name }) => name), lines.length]);
    expect(rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    await api.rows(`UPDATE entry SET audience = 'NETWORK' WHERE id = $1`, [shown]);
    expect((await get('/download/history.ndjson')).body).toBe('');
    await api.rows(`UPDATE entry SET audience = 'PUBLIC' WHERE id = $1`, [shown]);
  });
});
