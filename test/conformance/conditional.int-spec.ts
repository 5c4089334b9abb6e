import { randomUUID } from 'node:crypto';
import { Relay } from '@maillage/changes';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as operations from '../api/operations.js';
import { useCaseContent } from '../factories/use-case.factory.js';
import { createTestApi, type TestApi } from '../support/test-api.js';

const mutation = (name: string, input: string, payload = 'userErrors { code message }'): string =>
  `mutation ($input: ${input}!) { ${name}(input: $input) { ${payload} } }`;

/** Whoever has the newest copy is told so, and nobody who has an older one. */
describe('the marks of what harvesters read', () => {
  let api: TestApi;
  let owner: string;
  let other: string;
  let key: string;
  let otherKey: string;
  let moderator: string;
  let shown: string;
  let second: string;
  const system = randomUUID();
  const supplier = randomUUID();

  beforeAll(async () => {
    api = await createTestApi();
    owner = await api.organization('Ville des marques');
    other = await api.organization('Ville qui reprend');
    await api.rows('UPDATE organization SET demonstration = false');
    await api.rows(`INSERT INTO supplier (id, name, name_folded) VALUES ($1, 'Fournisseur', 'fournisseur')`, [
      supplier,
    ]);
    await api.rows(`INSERT INTO system (id, name, name_folded, supplier_id) VALUES ($1, 'Solution', 'solution', $2)`, [
      system,
      supplier,
    ]);
    key = await api.person('COORDINATOR', owner);
    otherKey = await api.person('COORDINATOR', other);
    moderator = await api.person('MODERATOR');
    shown = await publish({ title: 'Première', deployment: { system } });
    second = await publish({ title: 'Seconde' });
    await api.catchUp();
  }, 120_000);
  afterAll(() => api.close());

  const done = async (query: string, input: Record<string, unknown>, by: string): Promise<void> => {
    const { data, errors } = await api.send(query, { input }, { key: by });
    const [payload] = Object.values((data ?? {}) as Record<string, { userErrors: unknown[] } | null>);
    if (errors.length > 0 || !payload || payload.userErrors.length > 0) throw new Error(JSON.stringify([data, errors]));
  };
  const publish = async (content: Record<string, unknown>): Promise<string> => {
    const input = operations.useCaseInput(owner, useCaseContent(content));
    const made = await api.send(operations.CREATE, { input }, { key });
    const id = made.data?.entryCreate?.entry?.id as string | undefined;
    if (!id) throw new Error(JSON.stringify(made));
    await done(operations.PUBLISH, { id, baseRevision: 1 }, key);
    return id;
  };
  const version = async (id: string): Promise<number> =>
    (await api.rows<{ version: number }>('SELECT version FROM entry WHERE id = $1', [id]))[0]?.version ?? 0;
  const adoption = (state: string, reason?: string) =>
    done(
      mutation('adoptionDeclare', 'AdoptionDeclareInput'),
      { entryId: shown, organizationId: other, state, reason },
      otherKey,
    );
  const revised = async (content: Record<string, unknown>): Promise<void> => {
    const [row] = await api.rows<{ last: number }>('SELECT last_revision AS last FROM entry WHERE id = $1', [shown]);
    const last = row?.last ?? 0;
    await done(operations.REVISE, operations.reviseInput(shown, last, useCaseContent(content)), key);
    await done(operations.PUBLISH, { id: shown, baseRevision: last + 1 }, key);
  };

  /** What is written, and something that is read otherwise after it. */
  const writes: readonly (readonly [what: string, change: string, write: () => Promise<unknown>])[] = [
    ['a reuse is declared', 'use-case.json', () => adoption('PILOT')],
    ['its state changes', 'use-case.json', () => adoption('LIVE')],
    ['it is dropped', 'use-case.csv', () => adoption('DROPPED', 'Trop cher.')],
    [
      'it is taken back',
      'use-case.ndjson',
      () =>
        done(
          mutation('adoptionWithdraw', 'AdoptionWithdrawInput'),
          { entryId: shown, organizationId: other },
          otherKey,
        ),
    ],
    [
      'the owner is renamed',
      'use-case.csv',
      () =>
        done(
          mutation('organizationRename', 'OrganizationRenameInput'),
          { id: owner, name: 'Ville renommée' },
          moderator,
        ),
    ],
    [
      'its history has the new name',
      'history.csv',
      () =>
        done(mutation('organizationRename', 'OrganizationRenameInput'), { id: owner, name: 'Ville encore' }, moderator),
    ],
    [
      'the system is renamed',
      'use-case.json',
      () => done(mutation('systemConfirm', 'ReferenceConfirmInput'), { id: system, name: 'Solution B' }, moderator),
    ],
    [
      'its supplier is renamed',
      'use-case.json',
      () => done(mutation('supplierConfirm', 'ReferenceConfirmInput'), { id: supplier, name: 'Maison B' }, moderator),
    ],
    ['it is confirmed as still true', 'use-case.json', () => done(operations.CONFIRM, { id: shown }, key)],
    ['it is revised', 'use-case.csv', () => revised({ title: 'Première, revue', deployment: { system } })],
    ['its theme is another', '/atom?theme=MOBILITY', () => revised({ title: 'Première', themes: ['MOBILITY'] })],
    ['its licence is another', '/atom', () => api.rows(...licence(shown, 'CC_BY_4_0'))],
    [
      'it is for members alone',
      '/atom',
      async () =>
        done(operations.SET_AUDIENCE, { id: second, audience: 'NETWORK', baseVersion: await version(second) }, key),
    ],
    [
      'it is for everybody again',
      '/catalog.jsonld',
      async () =>
        done(operations.SET_AUDIENCE, { id: second, audience: 'PUBLIC', baseVersion: await version(second) }, key),
    ],
    ['another is published', 'use-case.ndjson', () => publish({ title: 'Troisième' })],
    ['two are merged', '/atom', () => done(operations.MERGE, { id: second, intoId: shown }, moderator)],
    ['it is withdrawn', 'history.ndjson', () => done(operations.WITHDRAW, { id: shown, reason: 'Fini.' }, key)],
  ];
  const licence = (id: string, value: string): [string, unknown[]] => [
    `WITH changed AS (UPDATE entry_revision SET content = content || jsonb_build_object('licence', $2::text)
       FROM entry e WHERE e.id = entry_id AND e.published_revision = number AND e.kind = 'USE_CASE' RETURNING entry_id),
     touched AS (UPDATE entry SET version = version + 1 WHERE id = $1 AND id IN (SELECT entry_id FROM changed) RETURNING id)
     INSERT INTO outbox (entry_id) SELECT id FROM touched`,
    [id, value],
  ];

  const PLACES = [
    ...['/catalog.ttl', '/catalog.jsonld', '/atom', '/atom?theme=MOBILITY', '/atom?theme=ADMINISTRATION_ORGANISATION'],
    ...['use-case', 'data-charter'].flatMap((slug) =>
      ['csv', 'json', 'ndjson'].map((form) => `/download/${slug}.${form}`),
    ),
    ...['csv', 'ndjson'].map((form) => `/download/history.${form}`),
  ];
  interface Told {
    readonly etag: string;
    readonly body: string;
  }
  const read = async (): Promise<Map<string, Told>> => {
    const told = new Map<string, Told>();
    for (const url of [...PLACES, `/atom?organization=${owner}`, '/atom?q=premi%C3%A8re']) {
      const { headers, body, statusCode } = await api.app.inject({ method: 'GET', url });
      expect([url, statusCode]).toEqual([url, 200]);
      told.set(url, { etag: String(headers.etag), body });
    }
    return told;
  };

  it('change whenever what is read changes, before and after it is numbered, and never for nothing', async () => {
    let before = await read();
    expect((await read()).get('/download/use-case.csv')?.etag).toBe(before.get('/download/use-case.csv')?.etag);
    const seen = new Set<string>();
    for (const [what, change, write] of writes) {
      await write();
      for (const numbered of [false, true]) {
        if (numbered) await api.app.get(Relay, { strict: false }).drain();
        const after = await read();
        for (const [url, { etag, body }] of after) {
          const old = before.get(url);
          if (old === undefined || old.body === body) continue;
          if (url.endsWith(change)) seen.add(what);
          expect([what, url, etag === old.etag]).toEqual([what, url, false]);
          const headers = { 'if-none-match': old.etag };
          expect([what, url, (await api.app.inject({ method: 'GET', url, headers })).statusCode]).toEqual([
            what,
            url,
            200,
          ]);
        }
        before = after;
      }
    }
    // Each of the writes was one that something shows: else the marks were looked at for nothing.
    expect(writes.map(([what]) => what).filter((what) => !seen.has(what))).toEqual([]);
    const { headers } = await api.app.inject({ method: 'GET', url: '/atom' });
    const again = { 'if-none-match': `"other", ${String(headers.etag)}` };
    for (const url of ['/atom', '/catalog.ttl']) {
      const same = { 'if-none-match': before.get(url)?.etag ?? '' };
      expect((await api.app.inject({ method: 'GET', url, headers: same })).statusCode).toBe(304);
    }
    expect((await api.app.inject({ method: 'GET', url: '/atom', headers: again })).statusCode).toBe(304);
  });
});
