// Stands in for the API in the tests of the launcher: the same contract (settings, ready message, three lines on a busy
// port, end on SIGTERM and with the launcher), none of the product. `GET /health` is 200 when both engines answer.
import { createServer } from 'node:http';
import { Meilisearch } from 'meilisearch';
import pg from 'pg';

const { DATABASE_URL, MEILI_URL, MEILI_KEY, HOST, PORT, NODE_ENV, MAILLAGE_MODE, MAILLAGE_FOLDER } = process.env;
const pool = new pg.Pool({ connectionString: DATABASE_URL, connectionTimeoutMillis: 2_000 });
pool.on('error', () => undefined);
const meilisearch = new Meilisearch({ host: MEILI_URL, apiKey: MEILI_KEY });

const server = createServer(async (request, response) => {
  try {
    const { rows } = await pool.query('SELECT count(*)::int AS territories FROM territory');
    await meilisearch.getVersion();
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ...rows[0], pid: process.pid, NODE_ENV, MAILLAGE_MODE, MAILLAGE_FOLDER }));
  } catch (error) {
    response.writeHead(503).end(String(error));
  }
});

function end() {
  server.close();
  server.closeAllConnections();
  void pool.end();
}

process.once('SIGTERM', end);
process.once('disconnect', () => process.exit(1));
process.channel?.unref();
server.once('error', ({ code }) => {
  console.error(`Port ${PORT} is taken.\n${code}\nPORT=3001 npm start`);
  process.exit(1);
});
server.listen(Number(PORT), HOST, () => {
  console.log(JSON.stringify({ level: 30, time: Date.now(), name: 'api', msg: 'listening' }));
  console.log(JSON.stringify({ level: 40, time: Date.now(), name: 'api', msg: 'a warning for the terminal' }));
  process.send?.({ ready: true, url: `http://${HOST}:${server.address().port}` });
});
