import { SetupStepRepository, UnitOfWork } from '@maillage/database';
import type { Config } from '@maillage/kernel';
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
 * repeat and to interrupt: a whole network costs one statement and the check of the keys.
 * @param options as in the configuration
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
    await network.get(UnitOfWork).run((transaction) => new SeedRepository().refreshAttempts(transaction));
    const networkId = await found(network);
    await writeHearingFacts(network, networkId, onProgress);
    await playDemonstration(network, networkId, onProgress);
  }
  return { wrote, people: await ensureDemoKeys(network, options.dataFolder) };
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
