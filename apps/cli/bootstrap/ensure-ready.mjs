// Makes a checkout ready to run, with nothing but Node: installs what the lock file says, builds what changed.
// Flags: --build (compile apps and libs into dist/), --quiet (say nothing when there is nothing to do).
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const quiet = process.argv.includes('--quiet');

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Maillage needs Node 20.19 or newer.\nThis is Node ${process.versions.node}.\nInstall a newer one from https://nodejs.org, then run the same command again.`,
  );
  process.exit(1);
}

function run(what, args) {
  const started = Date.now();
  if (!quiet) console.log(`▸ ${what} …`);
  const { status } = spawnSync('npm', args, {
    cwd: root,
    stdio: quiet ? ['ignore', 'ignore', 'inherit'] : 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error(
      `${what} failed.\nnpm ${args.join(' ')} in ${root}\nRead the lines above, mend the cause, then run the same command again.`,
    );
    process.exit(status ?? 1);
  }
  if (!quiet) console.log(`✓ ${what} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}

const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
const installed = join(root, 'node_modules', '.maillage-installed');
const isInstalled = existsSync(join(root, 'node_modules', '@nestjs', 'core'));
if (!isInstalled || !existsSync(installed) || readFileSync(installed, 'utf8').trim() !== lock) {
  run('install packages', ['ci', '--no-audit', '--no-fund']);
  writeFileSync(installed, lock);
}

if (process.argv.includes('--build')) {
  const built = join(root, 'dist', '.built');
  const newest = Math.max(
    ...['apps', 'libs', 'test/bench'].map((folder) => newestIn(join(root, folder))),
    ...['package-lock.json', 'tsconfig.json', 'tsconfig.build.json', 'nest-cli.json'].map(
      (file) => statSync(join(root, file)).mtimeMs,
    ),
  );
  if (!existsSync(built) || Number(readFileSync(built, 'utf8')) < newest) {
    run('build', ['run', '--silent', 'build']);
    mkdirSync(dirname(built), { recursive: true });
    writeFileSync(built, String(newest));
  }
}

/**
 * Newest change of a source file below a folder, in milliseconds. A folder's own change tells of files moved or removed;
 * that of a package (libs/mirror) also of its build, which is none of ours.
 */
function newestIn(folder) {
  if (!existsSync(folder)) return 0;
  const entries = readdirSync(folder, { withFileTypes: true });
  const sources = entries.filter(({ name }) => name !== 'dist' && name !== 'node_modules');
  return Math.max(
    sources.length < entries.length ? 0 : statSync(folder).mtimeMs,
    ...sources.map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? newestIn(path) : statSync(path).mtimeMs;
    }),
  );
}
