import { type Config, LaunchError, loadConfigWith } from '@maillage/kernel';
import { Command, Option } from 'commander';
import { Launcher, StartInterrupted } from './launcher.js';
import type { SeedChoice } from './preparation.js';
import { StepReport } from './step-report.js';

interface UpOptions {
  readonly seed?: SeedChoice;
  readonly port?: string;
}

/** Milliseconds in which a second SIGINT is the first one again: npm passes on what the terminal sent to all. */
const ECHO = 500;

/** `maillage up`, what `npm start` runs: everything on this machine, until Ctrl-C. */
export function upCommand(): Command {
  return new Command('up')
    .description('start the whole network on this machine and keep it running')
    .addOption(
      new Option('--seed <what>', 'demonstration content, once; demo by default in demo mode').choices([
        'demo',
        'none',
      ]),
    )
    .option('--port <number>', 'port of the API, instead of PORT')
    .action(up);
}

async function up(options: UpOptions): Promise<void> {
  const config = loadConfigWith(options.port === undefined ? {} : { PORT: options.port });
  const report = new StepReport(process.stdout);
  const launcher = new Launcher({
    config,
    seed: seedOf(options.seed, config),
    report,
    isTerminal: process.stdout.isTTY,
  });
  stopOnSignals(launcher, report);
  try {
    await launcher.start();
  } catch (error) {
    if (error instanceof StartInterrupted) return;
    // A signal that hit a step before it reached us: let it arrive, it is the reason.
    await new Promise((resume) => setTimeout(resume, 50));
    if (launcher.isStopping) return;
    await launcher.stop();
    throw error;
  }
}

/** @throws LaunchError for demonstration content in production */
function seedOf(choice: SeedChoice | undefined, config: Config): SeedChoice {
  if (config.mode === 'demo') return choice ?? 'demo';
  if (choice !== 'demo') return 'none';
  throw new LaunchError(
    'Production mode has no demonstration people, keys or entries.',
    'MAILLAGE_MODE=production with --seed demo',
    'Leave --seed away, or unset MAILLAGE_MODE to try the demonstration on this machine.',
  );
}

/** First signal: an orderly end. A second one, a while later: an end at once. */
function stopOnSignals(launcher: Launcher, report: StepReport): void {
  let firstAt = 0;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (firstAt === 0) {
        firstAt = Date.now();
        void stop(launcher, report);
      } else if (Date.now() - firstAt > ECHO) {
        launcher.kill();
        process.exit(130);
      }
    });
  }
}

async function stop(launcher: Launcher, report: StepReport): Promise<void> {
  const isUp = launcher.isUp;
  // A terminal that went away takes no more lines; the stop goes on without it.
  process.stdout.on('error', () => undefined);
  await report.run('stopped', () => launcher.stop());
  process.exit(isUp ? 0 : 130);
}
