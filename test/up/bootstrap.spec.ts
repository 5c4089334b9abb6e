import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BOOTSTRAP = 'apps/cli/bootstrap/ensure-ready.mjs';

/** Runs the script that comes before everything, with nothing but Node, as another version of Node. */
function bootstrapOn(version: string, root = '.', ...more: string[]): { status: number | null; lines: string[] } {
  const other = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`;
  const imported = `data:text/javascript,${encodeURIComponent(other)}`;
  const args = ['--import', imported, join(root, BOOTSTRAP), '--quiet', ...more];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { status, lines: stderr.trim().split('\n') };
}

/** A checkout with everything installed, so that nothing is. */
function installedCheckout(): string {
  const root = mkdtempSync(join(tmpdir(), 'maillage-bootstrap-'));
  cpSync(BOOTSTRAP, join(root, BOOTSTRAP), { recursive: true });
  mkdirSync(join(root, 'node_modules/@nestjs/core'), { recursive: true });
  writeFileSync(join(root, 'package-lock.json'), '{}');
  writeFileSync(join(root, 'node_modules/.maillage-installed'), createHash('sha256').update('{}').digest('hex'));
  return root;
}

describe('the start on a Node that is too old', () => {
  it.each(['18.20.4', '20.18.3'])('is refused in three lines: %s', (version) => {
    expect(bootstrapOn(version)).toEqual({
      status: 1,
      lines: ['Maillage needs Node 20.19 or newer.', `This is Node ${version}.`, expect.stringContaining('nodejs.org')],
    });
  });

  it('passes on the oldest one that works', () => {
    const root = installedCheckout();
    const passed = bootstrapOn('20.19.0', root);
    rmSync(root, { recursive: true, force: true });
    expect(passed).toEqual({ status: 0, lines: [''] });
  });
});

describe('the build before a command', () => {
  let root: string;

  beforeEach(() => {
    root = installedCheckout();
    for (const folder of ['apps', 'libs/mirror/src', 'libs/mirror/dist', 'test/bench', 'dist'])
      mkdirSync(join(root, folder), { recursive: true });
    // There is no script `build`: whoever builds fails.
    for (const file of [
      'package.json',
      'tsconfig.json',
      'tsconfig.build.json',
      'nest-cli.json',
      'libs/mirror/src/a.ts',
    ])
      writeFileSync(join(root, file), '{}');
    writeFileSync(join(root, 'dist/.built'), `${Date.now() + 10_000}`);
  });

  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const isBuiltAfter = (...changed: string[]): boolean => {
    const later = new Date(Date.now() + 60_000);
    for (const path of changed) utimesSync(join(root, path), later, later);
    return bootstrapOn('20.19.0', root, '--build').status !== 0;
  };

  it('is left out where nothing changed, and for a build that is not ours', () => {
    expect(isBuiltAfter()).toBe(false);
    expect(isBuiltAfter('libs/mirror/dist', 'libs/mirror')).toBe(false);
  });

  it.each(['libs/mirror/src/a.ts', 'libs/mirror/src', 'tsconfig.json'])('is made after a change of %s', (path) => {
    expect(isBuiltAfter(path)).toBe(true);
  });
});

it('leaves nothing to scripts around a command, which npm skips where install scripts are blocked', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const around = Object.keys(scripts).filter(
    (name) => /^(pre|post)/.test(name) && name.replace(/^(pre|post)/, '') in scripts,
  );
  expect(around).toEqual([]);
});
