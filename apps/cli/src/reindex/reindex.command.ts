import { LaunchError, loadConfig } from '@maillage/kernel';
import { DocumentFollower, RebuildRunningError, RebuildService } from '@maillage/search';
import { Command } from 'commander';
import { type Network, withNetwork } from '../network.js';
import { IndexBars } from './index-bars.js';

/**
 * `maillage reindex`: writes PostgreSQL's own search documents anew, then builds the engine's indexes beside those in use
 * and exchanges them.
 */
export function reindexCommand(): Command {
  return new Command('reindex')
    .description('rebuild the search indexes, with the settings of this version; searches and writes go on meanwhile')
    .option('--fallback', 'only the documents that PostgreSQL searches while the engine is away')
    .action(async ({ fallback = false }: { fallback?: boolean }) => {
      await withNetwork(loadConfig(), [], async (network) => {
        const bars = new IndexBars('entries');
        try {
          await network
            .get(DocumentFollower)
            .rebuild((followed, total) => bars.show('search_document', followed, total));
          if (fallback) return;
          await rebuildIndexes(network, bars);
        } catch (error) {
          throw error instanceof RebuildRunningError ? refusal(error) : error;
        } finally {
          bars.end();
        }
      });
    });
}

async function rebuildIndexes(network: Network, bars: IndexBars): Promise<void> {
  const rebuilt = await network
    .get(RebuildService)
    .rebuild(({ index, followed, total }) => bars.show(index, followed, total));
  bars.end();
  for (const { index, documents, resumed } of rebuilt) {
    console.log(`${index}: ${documents} documents${resumed ? ' (gone on from an interrupted rebuild)' : ''}`);
  }
}

function refusal({ indexPrefix }: RebuildRunningError): LaunchError {
  return new LaunchError(
    'The search indexes are being rebuilt already.',
    `indexes ${indexPrefix}_*, by another \`maillage reindex\``,
    'Wait until it ends; if its process was killed, run the same command again now.',
  );
}
