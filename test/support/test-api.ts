import { randomBytes } from 'node:crypto';
import { UnitOfWork } from '@maillage/database';
import { Relay } from '@maillage/changes';
import {
  type ApiKeyScope,
  type NetworkRole,
  type OrganizationRole,
  OrganizationService,
  systemActor,
} from '@maillage/identity';
import { createLogger, loadConfig, type Logger } from '@maillage/kernel';
import { DocumentFollower, Indexer, INDEXED_AUDIENCES, SearchEngine, searchIndex } from '@maillage/search';
import { demoSiren } from '@maillage/territory';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { createApi } from '../../apps/api/src/api.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';
import { createKeyHolder } from './test-people.js';

export interface GraphqlError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>> & { readonly code: string };
}

export interface GraphqlAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- answers have the shape of their query
  readonly data: any;
  readonly errors: readonly GraphqlError[];
}

export interface SendOptions {
  /** Of whom the request is; absent: a visitor. */
  readonly key?: string;
  readonly language?: string;
}

/** The API on a database and indexes of its own, and people with keys. */
export interface TestApi {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  send(query: string, variables?: Readonly<Record<string, unknown>>, options?: SendOptions): Promise<GraphqlAnswer>;
  /** A new organization. */
  organization(name: string, verified?: boolean): Promise<string>;
  /** The key of a new person with a role in an organization, or a role of the network. */
  person(
    role: OrganizationRole | NetworkRole,
    organizationId?: string,
    scopes?: readonly ApiKeyScope[],
  ): Promise<string>;
  /** Numbers what was committed and brings both indexes to the head. */
  catchUp(): Promise<void>;
  rows<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Rows of every table but counted calls: equal before and after what must change nothing. */
  counts(): Promise<Record<string, number>>;
  close(): Promise<void>;
}

/** Settings by which a command works on the same servers as the run. */
export function engineSettings(): Record<string, string | undefined> {
  return { MEILI_URL: process.env['TEST_MEILI_URL'], MEILI_KEY: process.env['TEST_MEILI_KEY'] };
}

let sirens = 50_000;

/** More than any suite asks for. */
const PLENTY = '1000000000';

/**
 * @param settings further settings of the product, e.g. of sign-in, and others instead of a suite's usual ones
 * @param logger of the API; by default it logs nothing
 */
export async function createTestApi(
  settings: Readonly<Record<string, string>> = {},
  logger: Logger = createLogger('api', 'silent'),
): Promise<TestApi> {
  const database = await createTestDatabase();
  const indexPrefix = `test_${randomBytes(5).toString('hex')}`;
  const config = loadConfig({
    DATABASE_URL: database.url,
    ...engineSettings(),
    MEILI_INDEX_PREFIX: indexPrefix,
    DATABASE_QUERY_TIMEOUT_MS: '20000',
    // A machine that runs many suites at once is no engine that is away.
    SEARCH_TIMEOUT_MS: '10000',
    // A suite sends from one address what hundreds of callers send.
    RATE_VISITOR_POINTS: PLENTY,
    RATE_MEMBER_POINTS: PLENTY,
    RATE_REFUSALS: PLENTY,
    RATE_SIGN_INS: PLENTY,
    RATE_KEYS: PLENTY,
    RATE_MAILS: PLENTY,
    ...settings,
  });
  const app = await createApi(config, logger);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const pool = new pg.Pool({ connectionString: database.url, max: 2 });
  pool.on('error', () => undefined);
  const rows = async <Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> =>
    (await pool.query(text, values as unknown[])).rows as Row[];
  return {
    app,
    database,
    rows,
    send: (query, variables = {}, options = {}) => send(app, query, variables, options),
    organization: (name, verified = true) => organization(app, name, verified),
    person: (role, organizationId, scopes) => createKeyHolder(app, role, organizationId, scopes),
    async catchUp() {
      await app.get(Relay, { strict: false }).drain();
      const documents = app.get(DocumentFollower, { strict: false });
      while ((await documents.step()) > 0);
      const indexer = app.get(Indexer, { strict: false });
      while ((await indexer.step()) > 0);
    },
    counts: () => counts(rows),
    async close() {
      const engine = app.get(SearchEngine, { strict: false });
      for (const audience of INDEXED_AUDIENCES) await engine.remove(searchIndex(indexPrefix, audience).uid);
      await pool.end();
      await app.close();
      await database.drop();
    },
  };
}

async function send(
  app: NestFastifyApplication,
  query: string,
  variables: Readonly<Record<string, unknown>>,
  { key, language }: SendOptions,
): Promise<GraphqlAnswer> {
  const response = await app.inject({
    method: 'POST',
    url: '/graphql',
    headers: {
      'content-type': 'application/json',
      ...(key && { authorization: `Bearer ${key}` }),
      ...(language && { 'accept-language': language }),
    },
    payload: JSON.stringify({ query, variables }),
  });
  const { data = null, errors = [] } = response.json<{ data?: unknown; errors?: GraphqlError[] }>();
  return { status: response.statusCode, headers: response.headers, data, errors };
}

async function organization(app: NestFastifyApplication, name: string, verified: boolean): Promise<string> {
  const organizations = app.get(OrganizationService, { strict: false });
  const system = systemActor('test', ['organization:write', 'moderate']);
  const id = await organizations.create(system, { type: 'ASSOCIATION', name, siren: demoSiren(sirens++) });
  if (!verified) {
    await app.get(UnitOfWork, { strict: false }).run(async (transaction) => {
      await transaction.query("UPDATE organization SET state = 'PENDING', verified_at = NULL WHERE id = $1", [id]);
    });
  }
  return id;
}

/** Text of the one statement that counts all rows, by the tables that a database has. */
let counting: string | undefined;

async function counts(rows: TestApi['rows']): Promise<Record<string, number>> {
  // A refused call is counted too, where calls are limited: that table grows with refusals.
  const tables = counting
    ? []
    : await rows<{ name: string }>(
        "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'shared_limit' ORDER BY 1",
      );
  counting ??= tables
    .map(({ name }) => `SELECT '${name}' AS name, count(*)::int AS n FROM "${name}"`)
    .join(' UNION ALL ');
  return Object.fromEntries((await rows<{ name: string; n: number }>(counting)).map(({ name, n }) => [name, n]));
}
