import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

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
