// Runs the tests from a checkout that is made ready first; no `pretest`, because npm leaves it out where install scripts
// are blocked. What follows `npm test --` goes to Jest.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const given = process.argv.splice(2);
process.argv.push('--build');
await import('./ensure-ready.mjs');

// Nest is published as native ES modules, which Jest runs behind this flag alone.
const flags = [process.env.NODE_OPTIONS, '--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
// Suites that are named run one by one.
const isWhole = given.every((argument) => argument.startsWith('-'));
const how = isWhole ? (await import('../../../test/support/groups.mjs')).groupedRun() : [];
const { status } = spawnSync(process.execPath, [jest, ...how, ...given], {
  stdio: 'inherit',
  env: { ...process.env, NODE_OPTIONS: flags.filter(Boolean).join(' ') },
});
process.exit(status ?? 1);
