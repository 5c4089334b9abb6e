import { EpochRepository, FeedReader, Relay } from '@maillage/changes';
import { loadConfig } from '@maillage/kernel';
import { Command } from 'commander';
import { withNetwork } from '../network.js';
import { verifyReceiptCommand } from './verify-receipt.command.js';

/** `maillage feed info|reset-epoch`: where portals' feed stands, and its new beginning after a restore. */
export function feedCommand(): Command {
  const command = new Command('feed')
    .description('the change feed that portals follow')
    .addCommand(verifyReceiptCommand());
  command
    .command('info')
    .description('print where the feed stands, as JSON')
    .action(() =>
      withNetwork(loadConfig(), [], async (network) => {
        const { epoch, seq } = await network.get(FeedReader).head();
        console.log(JSON.stringify({ epoch, headSeq: seq, pending: await network.get(Relay).pending() }));
      }),
    );
  command
    .command('reset-epoch')
    .description(
      'begin a new epoch, after a backup was restored: every portal and both search indexes start anew. The product does it by itself where the server tells that the database is another one',
    )
    .action(() =>
      withNetwork(loadConfig(), [], async (network) => {
        const before = await network.get(FeedReader).head();
        const epoch = await network.get(EpochRepository).begin();
        console.log(
          `epoch ${before.epoch} has ended at ${before.seq}; epoch ${epoch} begins: portals will resynchronise`,
        );
      }),
    );
  return command;
}
