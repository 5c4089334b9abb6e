import type { Config } from '@maillage/kernel';
import type { Instance } from '../instance.js';
import { type Network, withInstance } from '../network.js';
import { loadReferenceData } from '../reference/reference-data.js';
import { seedNetwork } from '../seed/seed-network.js';
import { PreparedMarker } from './prepared-marker.js';
import type { OnProgress } from './step-report.js';

/** `demo`: demonstration people and entries; `none`: an empty network. */
export type SeedChoice = 'demo' | 'none';

export interface Preparation {
  readonly config: Config;
  readonly seed: SeedChoice;
  /** Data folder, absolute. */
  readonly folder: string;
  readonly instance: Instance;
  readonly step: <T>(name: string, work: (onProgress: OnProgress) => Promise<T>) => Promise<T>;
}

/** Reference data and seed, each once a database. */
export async function prepareData(preparation: Preparation): Promise<void> {
  const { config, seed, folder, instance, step } = preparation;
  const marker = await PreparedMarker.read(folder, instance.databaseUrl);
  const isSeedDue = seed === 'demo' && !marker.isSeeded;
  if (marker.hasReference && !isSeedDue) return;
  await withInstance(config, instance, [], async (network: Network) => {
    if (!marker.hasReference) {
      await step('territories of France', (onProgress) => loadReferenceData(network, onProgress));
      await marker.keepReference();
    }
    if (isSeedDue) {
      await step('demonstration network', (onProgress) =>
        seedNetwork(network, config, (label, done, total) => onProgress(done, total, label)),
      );
      await marker.keepSeeded();
    }
  });
}
