import { LaunchError } from '@maillage/database';
import { loadConfig } from '@maillage/kernel';
import { type RebuildProgress, RebuildRunningError, RebuildService } from '@maillage/search';
import { SingleBar } from 'cli-progress';
import { Command } from 'commander';
import { withNetwork } from '../network.js';

/** `maillage reindex`: builds the search indexes anew beside those in use, then exchanges them. */
export function reindexCommand(): Command {
  return new Command('reindex')
    .description('rebuild the search indexes, with the settings of this version; searches and writes go on meanwhile')
    .action(async () => {
      await withNetwork(loadConfig(), [], async (network) => {
        const progress = progressBars();
        try {
          const rebuilt = await network.get(RebuildService).rebuild(progress.show);
          progress.end();
          for (const { index, documents, resumed } of rebuilt) {
            console.log(`${index}: ${documents} documents${resumed ? ' (gone on from an interrupted rebuild)' : ''}`);
          }
        } catch (error) {
          progress.end();
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

/** One bar an index on a terminal; nothing but the last lines elsewhere. */
function progressBars(): { show: (progress: RebuildProgress) => void; end: () => void } {
  let bar: SingleBar | undefined;
  let index = '';
  const end = (): void => bar?.stop();
  return {
    end,
    show({ index: current, followed, total }) {
      if (current !== index) {
        end();
        index = current;
        bar = new SingleBar({ format: '{index} {bar} {value}/{total} entries', hideCursor: true });
        bar.start(total, 0, { index });
      }
      bar?.setTotal(total);
      bar?.update(followed);
    },
  };
}
