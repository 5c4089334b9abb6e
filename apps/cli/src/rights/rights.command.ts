import { Command } from 'commander';

/** `maillage rights`: the text of `docs/rights.md`, from the one table of rights. */
export function rightsCommand(): Command {
  return new Command('rights').description('print docs/rights.md: who may do what').action(async () => {
    // loaded here, so that other commands start without every lib
    const { printRights } = await import('./print-rights.js');
    printRights();
  });
}
