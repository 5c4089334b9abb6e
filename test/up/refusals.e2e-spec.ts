import { jest } from '@jest/globals';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import {
  type EndedLaunch,
  givenServers,
  LaunchedNetwork,
  PATIENCE,
  temporaryFolder,
} from '../support/processes/launched-network.js';

jest.setTimeout(2 * PATIENCE);

/** What cannot start says so in three lines: what, where, how to mend. */
describe('npm start refuses', () => {
  const folder = temporaryFolder();
  const dead = 'http://127.0.0.1:9';
  let database: TestDatabase;
  let server: Server;

  beforeAll(async () => {
    database = await createTestDatabase();
    server = createServer((_, response) => response.end('{"pkgVersion":"1.10.3"}'));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()));
  });

  afterAll(async () => {
    server.close();
    await database.drop();
    folder.remove();
  });

  const port = (): number => (server.address() as AddressInfo).port;
  const launch = async (environment: Record<string, string>, args: readonly string[] = []): Promise<EndedLaunch> =>
    new LaunchedNetwork({ folder: folder.path, args, environment }).ended;
  const threeLines = async (
    environment: Record<string, string>,
    args: readonly string[] = [],
  ): Promise<[string, string, string]> => {
    const { code, stderr } = await launch(environment, args);
    const lines = stderr.trim().split('\n');
    expect({ code, lines: lines.length, stderr }).toEqual({ code: 1, lines: 3, stderr });
    return lines as [string, string, string];
  };
  const alter = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };
  const name = (): string => new URL(database.url).pathname.slice(1);

  it('a busy port', async () => {
    const [what, where, mend] = await threeLines({}, ['--port', `${port()}`]);
    expect(what).toBe(`Port ${port()} is taken by another program.`);
    expect(where).toContain(`127.0.0.1:${port()}`);
    expect(mend).toContain('PORT=3000 npm start');
  });

  it('every bad setting at once, from the environment and from .env', async () => {
    const other = temporaryFolder();
    writeFileSync(join(other.path, '.env'), 'LOG_LEVEL=loud\nMAILLAGE_MODE=production\n');
    const { code, stderr } = await new LaunchedNetwork({
      folder: other.path,
      args: ['--port', 'abc'],
      environment: { MAILLAGE_MODE: 'trial', MEILI_URL: 'nowhere' },
    }).ended;
    other.remove();
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([
      'Configuration refused:',
      expect.stringContaining('MAILLAGE_MODE=trial: must be one of demo, production'),
      expect.stringContaining('MEILI_URL=nowhere: must be a URL'),
      expect.stringContaining('PORT=abc: must be a whole number'),
      expect.stringContaining('LOG_LEVEL=loud: must be one of'),
      expect.stringContaining('.env.example'),
    ]);
  });

  it('an unreadable .env', async () => {
    const other = temporaryFolder();
    mkdirSync(join(other.path, '.env'));
    const { code, stderr } = await new LaunchedNetwork({ folder: other.path }).ended;
    other.remove();
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toHaveLength(3);
    expect(stderr).toContain('.env cannot be read');
  });

  it('demo mode on an address that others reach', async () => {
    const [what, where, mend] = await threeLines({ HOST: '0.0.0.0' });
    expect(what).toContain('this machine only');
    expect(where).toBe('HOST=0.0.0.0');
    expect(mend).toContain('MAILLAGE_MODE=production');
  });

  it('demo mode on a database of another machine', async () => {
    const [, where] = await threeLines({ DATABASE_URL: 'postgres://user:hidden@db.example.org/network' });
    expect(where).toBe('DATABASE_URL points at db.example.org');
  });

  it('demonstration content in production', async () => {
    const [what] = await threeLines({ MAILLAGE_MODE: 'production' }, ['--seed', 'demo']);
    expect(what).toContain('no demonstration people');
  });

  it('a folder that cannot be written', async () => {
    writeFileSync(join(folder.path, 'file'), '');
    const [what, where, mend] = await threeLines({ MAILLAGE_FOLDER: 'file/inside' });
    expect(what).toBe('The data folder cannot be written.');
    expect(where).toContain(join(folder.path, 'file/inside'));
    expect(mend).toContain('MAILLAGE_FOLDER');
  });

  it('a PG_BIN without PostgreSQL', async () => {
    const [what, where] = await threeLines({ PG_BIN: '/nowhere' });
    expect(what).toBe('PG_BIN names no PostgreSQL.');
    expect(where).toContain('/nowhere/postgres');
  });

  it('a MEILI_BIN without Meilisearch', async () => {
    const [what, where] = await threeLines({ MEILI_BIN: '/nowhere/meilisearch', DATABASE_URL: database.url });
    expect(what).toBe('MEILI_BIN names no Meilisearch.');
    expect(where).toContain('/nowhere/meilisearch');
  });

  it('a disk on which initdb finds no room, and leaves nothing half made', async () => {
    const bin = join(folder.path, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'postgres'), '#!/bin/sh\necho "postgres (PostgreSQL) 18.4"\n');
    writeFileSync(join(bin, 'initdb'), '#!/bin/sh\necho "creating…" >&2\necho "No space left on device" >&2\nexit 1\n');
    for (const file of ['postgres', 'initdb']) chmodSync(join(bin, file), 0o755);
    const [what, where, mend] = await threeLines({ PG_BIN: bin });
    expect(what).toBe('PostgreSQL could not make its data folder.');
    expect(where).toContain('creating… · No space left on device');
    expect(mend).toContain('free space');
    const made = ['postgres', 'postgres.new'].map((name) => join(folder.path, '.maillage', name));
    expect(made.filter((path) => existsSync(path))).toEqual([]);
  });

  it('a PostgreSQL that does not answer', async () => {
    const [what, where] = await threeLines({ DATABASE_URL: 'postgres://user:hidden@127.0.0.1:9/network' });
    expect(what).toBe('PostgreSQL cannot be used.');
    expect(where).toMatch(/^DATABASE_URL 127\.0\.0\.1:9\/network: .*ECONNREFUSED/);
  });

  it('a password that PostgreSQL refuses, without telling it', async () => {
    const url = new URL(database.url);
    url.password = 'hidden';
    const { stdout, stderr } = await launch({ DATABASE_URL: url.href });
    expect(stderr.trim().split('\n')[2]).toContain('the user or the password');
    expect(stdout + stderr).not.toContain('hidden');
  });

  it('a PostgreSQL before 15', async () => {
    await alter(`CREATE SCHEMA lying; CREATE FUNCTION lying.current_setting(text) RETURNS text LANGUAGE sql AS
      $$ SELECT CASE $1 WHEN 'server_version_num' THEN '140011' WHEN 'server_version' THEN '14.11' ELSE 'on' END $$;
      ALTER DATABASE ${name()} SET search_path = lying, pg_catalog, public`);
    const [what, where] = await threeLines({ DATABASE_URL: database.url });
    await alter(`ALTER DATABASE ${name()} RESET search_path; DROP SCHEMA lying CASCADE`);
    expect(what).toBe('Maillage needs PostgreSQL 15 or newer.');
    expect(where).toContain('is PostgreSQL 14.11');
  });

  it('a PostgreSQL that confirms writes before they are on disk', async () => {
    await alter(`ALTER DATABASE ${name()} SET synchronous_commit = off`);
    const [what, where, mend] = await threeLines({ DATABASE_URL: database.url });
    await alter(`ALTER DATABASE ${name()} RESET synchronous_commit`);
    expect(what).toContain('would lose what was acknowledged');
    expect(where).toContain('synchronous_commit = off');
    expect(mend).toContain('synchronous_commit');
  });

  it('a database that holds something else', async () => {
    await alter(`ALTER TABLE schema_migration RENAME TO of_something_else`);
    const [what, , mend] = await threeLines({ DATABASE_URL: database.url });
    await alter(`ALTER TABLE of_something_else RENAME TO schema_migration`);
    expect(what).toBe('This database holds the tables of something else.');
    expect(mend).toContain('empty database');
  });

  it('a Meilisearch that does not answer', async () => {
    const [what, where] = await threeLines({ DATABASE_URL: database.url, MEILI_URL: dead, MEILI_KEY: 'hidden' });
    expect(what).toBe('Meilisearch cannot be used.');
    expect(where).toContain('MEILI_URL 127.0.0.1:9: ');
  });

  it('a key that Meilisearch refuses, without telling it', async () => {
    const { MEILI_URL } = givenServers();
    const lines = await threeLines({ DATABASE_URL: database.url, MEILI_URL, MEILI_KEY: 'hidden' });
    expect(lines[0]).toBe('Meilisearch refuses the key.');
    expect(lines.join()).not.toContain('hidden');
  });

  it('a Meilisearch before 1.21', async () => {
    const MEILI_URL = `http://127.0.0.1:${port()}`;
    const [what, where] = await threeLines({ DATABASE_URL: database.url, MEILI_URL, MEILI_KEY: 'hidden' });
    expect(what).toBe('Maillage needs Meilisearch 1.21 or newer.');
    expect(where).toContain('1.10.3');
  });
});
