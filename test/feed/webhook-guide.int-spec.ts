import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createTestWebhooks, type TestWebhooks } from '../support/test-webhooks.js';

const guide = readFileSync('docs/guides/webhooks.md', 'utf8');
const blockOf = (language: string): string => new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(guide)?.[1] ?? '';

const python = spawnSync('sh', ['-c', 'command -v python3'], { encoding: 'utf8' }).stdout.trim();
const languages = [
  ['Node', 'js', process.execPath, 'receiver.mjs'],
  ...(python === '' ? [] : ([['Python', 'python', python, 'receiver.py']] as const)),
] as const;

/** What the guide tells receivers to do, done: its programs are run as they stand there. */
describe('the guide of webhooks', () => {
  const ports: number[] = [];
  let folder: string;
  let test: TestWebhooks;
  let running: ChildProcess | undefined;

  beforeAll(async () => {
    if (python === '') console.warn('python3 is not here: the guide’s program in Python was not tried');
    // Beside the modules that the program names.
    folder = mkdtempSync(join(resolve('node_modules'), '.guide-'));
    ports.push(...(await Promise.all(languages.map(freePort))));
    test = await createTestWebhooks({ allowed: ports.map((port) => `127.0.0.1:${port}`) });
  });

  const stop = async (): Promise<void> => {
    if (running?.kill()) await once(running, 'exit');
    running = undefined;
  };

  afterEach(stop);

  afterAll(async () => {
    await test.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(languages)('has a program in %s that takes what is signed, and nothing else', async (...given) => {
    const [, language, command, file] = given;
    const port = ports[languages.findIndex(([, one]) => one === language)] ?? 0;
    const url = `http://127.0.0.1:${port}/`;
    const { organizationId, coordinator, replays, deliverer, webhooks } = test;
    const { id, secret } = await webhooks.create(coordinator, { organizationId, url });
    writeFileSync(join(folder, file), blockOf(language));
    let told = '';
    const start = async (key: string): Promise<void> => {
      await stop();
      const env = { WEBHOOK_SECRET: key, PORT: String(port) };
      running = spawn(command, [join(folder, file)], { env, stdio: ['ignore', 'pipe', 'inherit'] });
      running.stdout?.on('data', (data: Buffer) => (told += data.toString()));
      for (let waited = 0; waited < 10_000 && !(await listens(port)); waited += 100) await pause(100);
    };
    const answers = async (): Promise<unknown> => {
      await replays.test(coordinator, { id });
      await deliverer.deliver(id);
      const newest =
        'SELECT answer_status AS status FROM webhook_delivery WHERE endpoint_id = $1 ORDER BY id DESC LIMIT 1';
      return (await test.network.rows<{ status: number | null }>(newest, [id]))[0]?.status;
    };
    await start(secret ?? '');
    expect(await answers()).toBe(204);
    expect(told).toMatch(/follow the feed up to 1/);
    await start(`whsec_${Buffer.from('another secret altogether').toString('base64')}`);
    expect(await answers()).toBe(401);
    // The program stays as it is: it is the network that signs with both secrets after a rotation.
    await start(secret ?? '');
    await webhooks.rotateSecret(coordinator, { id });
    expect(await answers()).toBe(204);
    await webhooks.remove(coordinator, { id });
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', () => listening()));
  const { port } = server.address() as { port: number };
  await new Promise((closed) => server.close(closed));
  return port;
}

async function listens(port: number): Promise<boolean> {
  return new Promise((resolved) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolved(true);
    });
    socket.once('error', () => resolved(false));
  });
}
