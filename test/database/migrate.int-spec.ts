import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { MissingExtensionError, runMigrations } from '@maillage/database';
import { testServerUrl } from '../support/test-database.js';

describe('migrations on a given server', () => {
  const server = testServerUrl();
  const name = `weak_${randomBytes(5).toString('hex')}`;
  let admin: pg.Client;

  beforeAll(async () => {
    admin = new pg.Client({ connectionString: server });
    await admin.connect();
    await admin.query(`CREATE ROLE ${name} LOGIN PASSWORD '${name}'`);
    await admin.query(`CREATE DATABASE ${name}`);
  });

  afterAll(async () => {
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await admin.query(`DROP ROLE ${name}`);
    await admin.end();
  });

  it('say what to do when pg_trgm is not there and may not be installed', async () => {
    const url = new URL(server);
    Object.assign(url, { username: name, password: name, pathname: `/${name}` });
    const refused = runMigrations(url.href);
    await expect(refused).rejects.toBeInstanceOf(MissingExtensionError);
    await expect(refused).rejects.toThrow(/CREATE EXTENSION pg_trgm/);
  });
});
