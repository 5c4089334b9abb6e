// Runs a command of the product (`up`, `migrate`, …) from a checkout that is made ready first. One process for both, so
// that a signal reaches the command; no `pre…` script, because npm leaves those out where install scripts are blocked.
const given = process.argv.splice(2);

process.argv.push('--build', ...(given[0] === 'up' ? [] : ['--quiet']));
await import('./ensure-ready.mjs');

process.argv.splice(2, Infinity, ...given);
await import('../../../dist/apps/cli/src/main.js');
