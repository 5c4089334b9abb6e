import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BOOTSTRAP = 'apps/cli/bootstrap/ensure-ready.mjs';

/** Runs the script that comes before everything, with nothing but Node, as another version of Node. */
function bootstrapOn(version: string, root = '.'): { status: number | null; lines: string[] } {
  const other = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`;
  const args = ['--import', `data:text/javascript,${encodeURIComponent(other)}`, join(root, BOOTSTRAP), '--quiet'];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return { status, lines: stderr.trim().split('\n') };
}

describe('the start on a Node that is too old', () => {
  it.each(['18.20.4', '20.18.3'])('is refused in three lines: %s', (version) => {
    expect(bootstrapOn(version)).toEqual({
      status: 1,
      lines: ['Maillage needs Node 20.19 or newer.', `This is Node ${version}.`, expect.stringContaining('nodejs.org')],
    });
  });

  it('passes on the oldest one that works', () => {
    // a checkout with everything installed, so that nothing is
    const root = mkdtempSync(join(tmpdir(), 'maillage-bootstrap-'));
    cpSync(BOOTSTRAP, join(root, BOOTSTRAP), { recursive: true });
    mkdirSync(join(root, 'node_modules/@nestjs/core'), { recursive: true });
    writeFileSync(join(root, 'package-lock.json'), '{}');
    writeFileSync(join(root, 'node_modules/.maillage-installed'), createHash('sha256').update('{}').digest('hex'));
    const passed = bootstrapOn('20.19.0', root);
    rmSync(root, { recursive: true, force: true });
    expect(passed).toEqual({ status: 0, lines: [''] });
  });
});

it('leaves nothing to scripts around a command, which npm skips where install scripts are blocked', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const around = Object.keys(scripts).filter(
    (name) => /^(pre|post)/.test(name) && name.replace(/^(pre|post)/, '') in scripts,
  );
  expect(around).toEqual([]);
});
