// `npm run promises [-- --full] [P17 P20 …]`: runs the suites that prove the promises, all or those named, and prints the
// table with today's figures, from a checkout that is made ready first; no `prepromises`, because npm leaves it out where
// install scripts are blocked.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promises as all } from './promises.mjs';

const full = process.argv.includes('--full');
const named = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
const unknown = named.filter((name) => !all.some((promise) => promise.name === name));
if (unknown.length > 0) {
  console.error(`No such promise: ${unknown.join(', ')}. There are: ${all.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}
const promises = named.length === 0 ? all : all.filter(({ name }) => named.includes(name));
process.argv.push('--build', '--quiet');
await import('../../apps/cli/bootstrap/ensure-ready.mjs');

const folder = mkdtempSync(join(tmpdir(), 'maillage-promises-'));
const figuresFile = join(folder, 'figures');
const resultFile = join(folder, 'result.json');
writeFileSync(figuresFile, '');

try {
  const suites = [...new Set(promises.map((promise) => promise.suite))];
  const jest = resolve('node_modules/jest/bin/jest.js');
  // One after the other: kills and timings of one suite must not be those of another.
  const options = ['--runInBand', '--json', '--outputFile', resultFile, '--runTestsByPath', ...suites];
  spawnSync(process.execPath, ['--experimental-vm-modules', '--no-warnings', jest, ...options], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, MAILLAGE_PROMISES: full ? 'full' : 'quick', MAILLAGE_PROMISES_FILE: figuresFile },
  });
  process.exitCode = table(JSON.parse(readFileSync(resultFile, 'utf8')), readFileSync(figuresFile, 'utf8')) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Prints one line a promise. @returns whether all are kept */
function table(result, figures) {
  const rows = promises.map(({ name, says, suite }) => {
    const ran = result.testResults.find((one) => one.name === resolve(suite));
    const told = figures.split('\n').find((line) => line.startsWith(`PROMISE ${name} `));
    const kept = ran?.status === 'passed' && told !== undefined;
    return [name, says, kept ? 'kept' : 'BROKEN', told?.slice(`PROMISE ${name} `.length) ?? 'nothing was told'];
  });
  const head = ['', 'promise', 'result', full ? 'figures (full)' : 'figures (quick)'];
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column].length)));
  const print = (row) => console.log(`| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`);
  print(head);
  print(widths.map((width) => '-'.repeat(width)));
  rows.forEach(print);
  return rows.every((row) => row[2] === 'kept');
}
