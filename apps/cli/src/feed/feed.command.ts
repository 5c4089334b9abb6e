import { Command } from 'commander';
import { verifyReceiptCommand } from './verify-receipt.command.js';

/** `maillage feed …`: what portals follow. */
export function feedCommand(): Command {
  return new Command('feed').description('what portals follow').addCommand(verifyReceiptCommand());
}
