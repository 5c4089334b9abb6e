import { LaunchError } from '@maillage/database';
import { loadConfig } from '@maillage/kernel';
import { RebuildRunningError, RebuildService } from '@maillage/search';
import { Command } from 'commander';
import { withNetwork } from '../network.js';
import { IndexBars } from './index-bars.js';

/** `maillage reindex`: builds the search indexes anew beside those in use, then exchanges them. */
export function reindexCommand(): Command {
  return new Command('reindex')
    .description('rebuild the search indexes, with the settings of this version; searches and writes go on meanwhile')
    .action(async () => {
      await withNetwork(loadConfig(), [], async (network) => {
        const bars = new IndexBars('entries');
        try {
          const rebuilt = await network
            .get(RebuildService)
            .rebuild(({ index, followed, total }) => bars.show(index, followed, total));
          bars.end();
          for (const { index, documents, resumed } of rebuilt) {
            console.log(`${index}: ${documents} documents${resumed ? ' (gone on from an interrupted rebuild)' : ''}`);
          }
        } catch (error) {
          bars.end();
          throw error instanceof RebuildRunningError ? refusal(error) : error;
        }
      });
    });
}

function refusal({ indexPrefix }: RebuildRunningError): LaunchError {
  return new LaunchError(
    'The search indexes are being rebuilt already.',
    `indexes ${indexPrefix}_*, by another \`maillage reindex\``,
    'Wait until it ends; if its process was killed, run the same command again now.',
  );
}
