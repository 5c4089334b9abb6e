import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { SETTINGS_FOLLOW } from '@maillage/kernel';

/** A process of ours that still has a line to write when its launcher goes. */
const SCRIPT = `
  import { createLogger, endWithLauncher } from '${pathToFileURL(resolve('dist/libs/kernel/src/index.js')).href}';
  const logger = createLogger('test', 'info');
  endWithLauncher(() => {
    logger.warn('last words');
    process.exit(0);
  });
  setInterval(() => undefined, 1_000);
  process.send('ready');`;

/** One whose settings follow. */
const HELD = `
  import { endWithLauncher, settingsOfLauncher } from '${pathToFileURL(resolve('dist/libs/kernel/src/index.js')).href}';
  endWithLauncher(() => process.exit(3));
  process.send(await settingsOfLauncher({ reference: '1' }));
  process.disconnect();`;

function spawnHeld(): { child: ChildProcess; next: () => Promise<unknown>; ended: Promise<number | null> } {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', HELD, '--', SETTINGS_FOLLOW], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
  return {
    child,
    next: async () => new Promise((told) => child.once('message', told)),
    ended: new Promise((done) =>
      child.once('exit', (code) => {
        clearTimeout(late);
        done(code);
      }),
    ),
  };
}

/** @returns its exit code and what was read of its log */
async function lastWords(isRead: boolean): Promise<{ code: number | null; log: string }> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', SCRIPT], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  let log = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (log += text));
  const read = new Promise((closed) => child.stdout?.once('close', closed));
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  await new Promise((ready) => child.once('message', ready));
  if (!isRead) child.stdout?.destroy();
  child.disconnect();
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
  const [code] = await Promise.all([ended, read]);
  clearTimeout(late);
  return { code, log };
}

describe('a process whose launcher is gone', () => {
  it('ends although nobody reads its log any more', async () => {
    expect(await lastWords(false)).toEqual({ code: 0, log: '' });
  });

  it('has written its last line to whoever still reads', async () => {
    const { code, log } = await lastWords(true);
    expect({ code, msg: (JSON.parse(log) as { msg: string }).msg }).toEqual({ code: 0, msg: 'last words' });
  });
});

describe('a process whose settings follow', () => {
  it('tells what it has read, waits, and goes on with what it is sent', async () => {
    const { child, next, ended } = spawnHeld();
    expect(await next()).toEqual({ read: true, reference: '1' });
    const settings = { DATABASE_URL: 'postgres://127.0.0.1/x' };
    const told = next();
    child.send(settings);
    expect(await told).toEqual(settings);
    expect(await ended).toBe(3);
  });

  it('ends with a launcher that goes before it sent them', async () => {
    const { child, next, ended } = spawnHeld();
    await next();
    child.disconnect();
    expect(await ended).toBe(3);
  });
});
