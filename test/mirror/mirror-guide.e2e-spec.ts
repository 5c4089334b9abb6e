import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJsonl } from '@maillage/mirror';
import { FakeFeed } from '../support/fake-feed.js';
import { type Program, spawnProgram } from '../support/processes/mirror-process.js';
import { guideCode, type PortalFolder, portalFolder, pythonWithHttpx } from './mirror-package.js';

const lines = (code: string): number => code.split('\n').filter((line) => line.trim() !== '').length;

describe('the code of the guide, run as it stands', () => {
  let feed: FakeFeed;
  let portal: PortalFolder;
  let ids: string[];
  const running: Program[] = [];

  beforeAll(() => {
    portal = portalFolder();
  });
  afterAll(() => portal.remove());

  beforeEach(async () => {
    feed = await FakeFeed.start();
    feed.key = 'mlg_portal';
    ids = Array.from({ length: 30 }, () => randomUUID());
    for (const id of ids) feed.put(id);
  });
  afterEach(async () => {
    for (const { child, ended } of running.splice(0)) {
      child.kill('SIGKILL');
      await ended;
    }
    await feed.close();
  });

  const start = (command: readonly string[]): Program => {
    const env = { MAILLAGE_URL: feed.url, MAILLAGE_KEY: 'mlg_portal' };
    const program = spawnProgram(command, { cwd: portal.folder, env });
    running.push(program);
    return program;
  };

  it('packs what a portal needs, and nothing of the product', () => {
    expect(portal.packed).toEqual(
      expect.arrayContaining(['README.md', 'dist/index.js', 'dist/index.d.ts', 'package.json']),
    );
    expect(portal.packed.filter((path) => !/^(dist\/|README\.md$|package\.json$)/.test(path))).toEqual([]);
    for (const path of portal.packed.filter((one) => one.endsWith('.js'))) {
      const text = readFileSync(join(portal.folder, 'node_modules/@maillage/mirror', path), 'utf8');
      const needed = [...text.matchAll(/(?:from|import\()\s*'([^'.][^']*)'/g)].map(([, name = '']) => name);
      expect(
        needed.filter((name) => !name.startsWith('node:') && !['pg', '@photostructure/sqlite'].includes(name)),
      ).toEqual([]);
    }
  });

  it('in ten lines of TypeScript: syncs, proves, follows', async () => {
    const code = guideCode('ts');
    expect(lines(code)).toBeLessThanOrEqual(10);
    // Only the time between two looks is shorter than in the guide.
    const program = start([process.execPath, portal.program('mirror.mjs', code.replace('10_000', '50'))]);
    expect(await program.seen(/identique : (\d+) fiches/)).toBe('30');
    feed.hide(ids[0] ?? '');
    await program.seen(new RegExp(`REMOVE ${ids[0]}`));
    program.child.kill('SIGKILL');
    await program.ended;
    feed.put(ids[1] ?? '');
    feed.hide(ids[2] ?? '');
    const again = start([process.execPath, join(portal.folder, 'mirror.mjs')]);
    expect(await again.seen(/identique : (\d+) fiches/)).toBe('28');
    const held = new Map<string, string>();
    for await (const { entryId, document } of readJsonl(join(portal.folder, 'fiches'))) held.set(entryId, document);
    expect(held).toEqual(feed.truth());
  });

  const python = pythonWithHttpx();
  if (python === null) console.warn('Left out: no Python with httpx here (apt-get install python3-httpx).');
  (python === null ? it.skip : it)('in twenty lines of Python: syncs, proves, follows, loads anew', async () => {
    const code = guideCode('python');
    expect(lines(code)).toBeLessThanOrEqual(20);
    const command = [python ?? '', '-c', code.replace('time.sleep(10)', 'time.sleep(0.05)')];
    const program = start(command);
    expect(await program.seen(/True (\d+)/)).toBe('30');
    feed.hide(ids[0] ?? '');
    await program.seen(/True (29)/);
    feed.reset([ids[1] ?? '', ids[2] ?? '']);
    await program.seen(/True (27)/);
    program.child.kill('SIGKILL');
    await program.ended;
    feed.hide(ids[3] ?? '');
    await start(command).seen(/True (26)/);
    const file = join(portal.folder, 'fiches.json');
    expect(existsSync(file)).toBe(true);
    const { entries } = JSON.parse(readFileSync(file, 'utf8')) as { entries: Record<string, { document: string }> };
    expect(new Map(Object.entries(entries).map(([id, { document }]) => [id, document]))).toEqual(feed.truth());
  });
});
