import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { entryStatement, feedStatement, listStatement } from './json-floor.sql.js';

/**
 * The least that a Node server can do: one prepared statement whose JSON is sent as it comes. Argument: the database's
 * URL. `/entry/<id>`, `/entries/<moment>/<id>`, `/feed/<seq>`.
 */
const statements = new Map([
  ['entry', entryStatement],
  ['entries', listStatement],
  ['feed', feedStatement],
]);
const pool = new pg.Pool({ connectionString: process.argv[2], max: 10 });
const server = createServer((request, response) => {
  const [, what, ...values] = decodeURIComponent(request.url ?? '').split('/');
  const statement = statements.get(what ?? '');
  if (!statement) return response.writeHead(404).end();
  return pool.query<{ json: string }>({ ...statement, values }).then(
    ({ rows: [row] }) => {
      const body = Buffer.from(row?.json ?? 'null', 'utf8');
      response.writeHead(row ? 200 : 404, { 'content-type': 'application/json', 'content-length': body.length });
      response.end(body);
    },
    (error: unknown) => response.writeHead(500).end(String(error)),
  );
});
server.listen(0, '127.0.0.1', () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
process.once('disconnect', () => process.exit(0));
