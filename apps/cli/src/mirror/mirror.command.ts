import type { FeedFilter } from '@maillage/mirror';
import { Command, InvalidArgumentError, Option } from 'commander';
import { MirrorExit } from './mirror-exit.js';
import { parseFilter } from './mirror-filter.js';
import { mirrorTargets } from './mirror-targets.js';
import { runMirror } from './run-mirror.js';

export interface MirrorFlags {
  readonly to: string;
  readonly target?: string;
  readonly key?: string;
  readonly filter?: FeedFilter;
  readonly follow?: boolean;
  readonly once?: boolean;
  readonly verify?: boolean;
  readonly repair?: boolean;
  readonly every: number;
  readonly listen?: number;
  readonly secret?: string;
}

/** `maillage mirror URL`: needs no instance of one's own and starts none. Exit codes: `MirrorExit`. */
export function mirrorCommand(): Command {
  const names = mirrorTargets.map(({ name }) => name);
  const places = mirrorTargets.map(({ name, place }) => `${name}: ${place}`).join(', ');
  const command = new Command('mirror')
    .description('keep a copy of what a node shows, complete and exact; it goes on where it was, also after kill -9')
    .argument('<url>', 'address of the node, such as https://maillage.example')
    .addOption(new Option('--to <store>', 'where entries are kept').choices(names).default('jsonl'))
    .option('--target <place>', places)
    .addOption(
      new Option('--key <key>', 'API key of a portal; without one, what everybody may see').env('MAILLAGE_MIRROR_KEY'),
    )
    .option('--filter <lists>', 'only these, e.g. kinds=USE_CASE,themes=MOBILITY', parseFilter)
    .option('--once', 'end when the head of the feed is reached (the default, for cron)')
    .addOption(new Option('--follow', 'go on for ever; SIGTERM ends it after the page at hand').conflicts('once'))
    .option('--every <seconds>', 'between two looks of --follow', positive, 10)
    .option('--verify', 'prove by digest that the copy is equal; exits 1 when it is not')
    .option('--repair', 'mend what --verify finds')
    .option('--listen <port>', 'take the feed’s webhooks there, on loopback, so that --follow looks at once', port)
    .addOption(new Option('--secret <whsec>', 'secret of these webhooks').env('MAILLAGE_MIRROR_SECRET'))
    .action(async (url: string, flags: MirrorFlags) => {
      if (flags.listen !== undefined && !(flags.follow && flags.secret)) {
        command.error('error: --listen needs --follow and --secret (whsec_…, told by webhookCreate)');
      }
      process.exitCode = await runMirror(url, flags, (problem) => command.error(problem));
    });
  return command.exitOverride((error) => process.exit(error.exitCode === 0 ? MirrorExit.DONE : MirrorExit.USAGE));
}

function positive(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= 86_400)) throw new InvalidArgumentError('give seconds, such as 10');
  return seconds;
}

function port(text: string): number {
  const number = Number(text);
  if (!(Number.isInteger(number) && number >= 0 && number < 65_536))
    throw new InvalidArgumentError('give a port, such as 8099');
  return number;
}
