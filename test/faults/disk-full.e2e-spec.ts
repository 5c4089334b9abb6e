import { randomBytes } from 'node:crypto';
import { type Engines, runMigrations, startEngines } from '@maillage/database';
import pg from 'pg';
import { CREATE, ENTRY, PUBLISH, SEARCH, useCaseInput } from '../api/operations.js';
import { useCaseContent } from '../factories/use-case.factory.js';
import { mountSmallDisk, type SmallDisk } from '../support/processes/small-disk.js';
import { PROMISE_TIMEOUT, rounds, tellPromise } from '../support/promise.js';
import { createTestApi, type GraphqlAnswer, type TestApi } from '../support/test-api.js';

/** Megabytes: the files of a new server, its log, and some tens for entries. */
const SIZE = 220;
const ROUNDS = rounds(1, 2);
/** Attempts to write while there is no room. */
const ATTEMPTS = 60;
/** Longer than free pages hold, and not to be compressed. */
const BULKY = 18_000;

const disk = mountSmallDisk(SIZE);
if (!disk) process.stdout.write('P24 is skipped: this machine lets no small file system be mounted\n');

/** P24: a full disk stops writes alone, and takes nothing that was acknowledged. */
(disk ? describe : describe.skip)('a database without room', () => {
  const small = disk as SmallDisk;
  let engines: Engines;
  let api: TestApi;
  let direct: pg.Client;
  let ownerId: string;
  let key: string;
  const acknowledged: string[] = [];
  const refused: string[] = [];

  beforeAll(async () => {
    const { TEST_MEILI_URL: meiliUrl = '', TEST_MEILI_KEY: meiliKey = '' } = process.env;
    engines = await startEngines({ folder: small.folder, meiliUrl, meiliKey });
    await runMigrations(engines.postgres.url);
    direct = new pg.Client({ connectionString: engines.postgres.url });
    direct.on('error', () => undefined);
    await direct.connect();
    api = await createTestApi({ DATABASE_URL: engines.postgres.url });
    ownerId = await api.organization('Ville de démonstration');
    key = await api.person('COORDINATOR', ownerId);
  }, PROMISE_TIMEOUT);

  afterAll(async () => {
    small.free();
    await api.close();
    await direct.end();
    await engines.stop();
    small.close();
  });

  const title = (): string => `Fiche ${randomBytes(6).toString('hex')} (démonstration)`;
  const create = async (name: string, bulky = true): Promise<GraphqlAnswer> => {
    const text = bulky
      ? (
          randomBytes(BULKY / 2)
            .toString('base64')
            .match(/.{1,40}/g) ?? []
        ).join(' ')
      : 'Court.';
    const content = useCaseContent({ title: name, description: text.slice(0, BULKY) });
    return api.send(CREATE, { input: useCaseInput(ownerId, content) }, { key });
  };
  /** @returns the id, once the API has said that it is written */
  const written = async (name: string, bulky = true): Promise<string> => {
    const { data, errors } = await create(name, bulky);
    expect(errors).toEqual([]);
    acknowledged.push(name);
    return data.entryCreate.entry.id;
  };
  const held = async (): Promise<Set<string>> => {
    const { rows } = await direct.query<{ title: string }>("SELECT content ->> 'title' AS title FROM entry_revision");
    return new Set(rows.map((row) => row.title));
  };

  it(
    'refuses writes and says why, goes on reading, and writes again once there is room',
    async () => {
      const codes = new Set<string>();
      let reads = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        const name = title();
        const id = await written(name, false);
        await api.send(PUBLISH, { input: { id, baseRevision: 1 } }, { key });
        await api.catchUp();
        // A fresh segment of the log, so that it is the tables that find no room.
        await direct.query('SELECT pg_switch_wal()');
        await direct.query('CHECKPOINT');
        small.fill();
        let stopped = 0;
        for (let attempt = 0; attempt < ATTEMPTS && stopped < 5; attempt += 1) {
          const attempted = title();
          const { data, errors } = await create(attempted);
          const [error] = errors;
          if (!error) {
            expect(data.entryCreate.userErrors).toEqual([]);
            acknowledged.push(attempted);
            continue;
          }
          stopped += 1;
          refused.push(attempted);
          codes.add(error.extensions.code);
          expect(error.message).toMatch(/n’a plus de place/);
          expect(JSON.stringify(errors)).not.toMatch(/extend file|base\/|SELECT|INSERT/);
          const entry = await api.send(ENTRY, { id });
          const search = await api.send(SEARCH, { query: name });
          expect([entry.errors, search.errors]).toEqual([[], []]);
          expect(entry.data.entry.title).toBe(name);
          expect(search.data.search.edges.map((edge: { node: { id: string } }) => edge.node.id)).toContain(id);
          reads += 2;
        }
        expect(stopped).toBeGreaterThan(0);
        small.free();
        await written(title());
        const next = title();
        const nextId = await written(next, false);
        await api.send(PUBLISH, { input: { id: nextId, baseRevision: 1 } }, { key });
        await api.catchUp();
        const found = await api.send(SEARCH, { query: next });
        expect(found.data.search.edges[0].node.id).toBe(nextId);
      }
      const there = await held();
      const lost = acknowledged.filter((name) => !there.has(name));
      expect(lost).toEqual([]);
      expect(refused.filter((name) => there.has(name))).toEqual([]);
      expect([...codes]).toEqual(['UNAVAILABLE']);
      const counts = { acknowledged: acknowledged.length, refused: refused.length, reads, lost: lost.length };
      tellPromise('P24', { rounds: ROUNDS, ...counts });
    },
    PROMISE_TIMEOUT,
  );

  it('would tell of a write that is gone: the check sees a loss', async () => {
    const [name] = acknowledged;
    await direct.query("DELETE FROM entry_revision WHERE content ->> 'title' = $1", [name]);
    const there = await held();
    expect(acknowledged.filter((one) => !there.has(one))).toEqual([name]);
  });
});
