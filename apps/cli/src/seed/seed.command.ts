import { loadConfig } from '@maillage/kernel';
import { Command } from 'commander';
import { demoKeysPath } from '../demo-keys.js';
import type { Progress } from '../reference/reference-data.js';
import { assertLoopback, assertOwnDatabase } from '../up/demo-guard.js';

/** `maillage seed`: what `npm start` does once, for a network that was started empty. */
export function seedCommand(): Command {
  return new Command('seed')
    .description(
      'official territories, the glossary and what a new network begins with; in demo mode also the demonstration',
    )
    .action(async () => {
      const config = loadConfig();
      assertLoopback(config);
      if (config.databaseUrl !== undefined) await assertOwnDatabase(config, config.databaseUrl);
      // loaded here, so that other commands start without the whole product's modules
      const [{ withNetwork }, { loadGlossary, loadReferenceData }, { seedNetwork }] = await Promise.all([
        import('../network.js'),
        import('../reference/reference-data.js'),
        import('./seed-network.js'),
      ]);
      await withNetwork(config, [], async (network) => {
        await loadReferenceData(network, printed);
        await loadGlossary(network);
        const { wrote, people } = await seedNetwork(network, config, printed);
        await network.catchUp();
        console.log(wrote ? 'seed: done' : 'seed: nothing to do');
        if (people.length > 0) console.log(`seed: keys of the demonstration in ${demoKeysPath(config.dataFolder)}`);
      });
    });
}

/** A line each tenth, so that a log stays short. */
const printed: Progress = (step, done, total) => {
  const tenth = Math.max(1, Math.floor(total / 10));
  if (done === total || done % tenth === 0) console.log(`seed: ${step} ${done}/${total}`);
};
