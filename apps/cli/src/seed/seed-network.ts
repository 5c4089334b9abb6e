import { SetupStepRepository, UnitOfWork } from '@maillage/database';
import { type Config, LaunchError, UserInputError } from '@maillage/kernel';
import type { DemoPerson } from '../demo-keys.js';
import type { Progress, Services } from '../reference/reference-data.js';
import { ensureDemoKeys } from './demo-key-ring.js';
import { DEMONSTRATION_STEP, playDemonstration } from './demonstration.js';
import { writeHearingFacts } from './hearing.js';
import { ensureNetworkBodies } from './network-bodies.js';
import { SeedRepository } from './seed.repository.js';

export interface SeedOutcome {
  /** False: everything was there. */
  readonly wrote: boolean;
  /** People of the demonstration with their keys; none in production. */
  readonly people: readonly DemoPerson[];
}

const BODIES_STEP = 'network-bodies';
const BODIES_VERSION = '1';

/**
 * What a new network begins with, once: its own body and the networks of towns; in demo mode also the facts of the
 * hearing, the demonstration and keys for its people. Needs the official territories (`loadReferenceData`). Safe to
 * repeat and to interrupt: a whole network costs two statements and the check of the keys.
 * @param options as in the configuration
 * @throws LaunchError when another version began the demonstration and was interrupted
 */
export async function seedNetwork(
  network: Services,
  options: Pick<Config, 'mode' | 'dataFolder'>,
  onProgress: Progress = () => undefined,
): Promise<SeedOutcome> {
  const founded = await isDone(network, BODIES_STEP);
  if (options.mode !== 'demo') {
    if (!founded) await found(network);
    return { wrote: !founded, people: [] };
  }
  const wrote = !(await isDone(network, DEMONSTRATION_STEP));
  if (wrote) {
    try {
      await playAll(network, onProgress);
    } catch (error) {
      throw begunByAnotherVersion(error) ? retold(options.dataFolder) : error;
    }
  }
  return { wrote, people: await ensureDemoKeys(network, options.dataFolder) };
}

async function playAll(network: Services, onProgress: Progress): Promise<void> {
  await network.get(UnitOfWork).run((transaction) => new SeedRepository().refreshAttempts(transaction));
  const networkId = await found(network);
  await writeHearingFacts(network, networkId, onProgress);
  await playDemonstration(network, networkId, onProgress);
}

/** A move of an interrupted seeding is found with another content: its stories were changed since. */
function begunByAnotherVersion(error: unknown): boolean {
  return error instanceof UserInputError && error.errors.some(({ code }) => code === 'IDEMPOTENCY_KEY_REUSED');
}

function retold(folder: string): LaunchError {
  return new LaunchError(
    'The demonstration was begun by another version of Maillage, and interrupted: this version cannot finish it.',
    `Data folder: ${folder}`,
    'Remove this folder (or give an empty DATABASE_URL) and start again, or finish with the version that began.',
  );
}

async function isDone(network: Services, step: string): Promise<boolean> {
  const version = await network
    .get(UnitOfWork)
    .run((transaction) => new SetupStepRepository().version(transaction, step));
  return version !== null;
}

async function found(network: Services): Promise<string> {
  const networkId = await ensureNetworkBodies(network);
  await network
    .get(UnitOfWork)
    .run((transaction) => new SetupStepRepository().record(transaction, BODIES_STEP, BODIES_VERSION));
  return networkId;
}
