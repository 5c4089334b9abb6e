import type { Config } from '@maillage/kernel';
import type { Instance } from '../instance.js';
import { readDemoKeys } from '../demo-keys.js';
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
  /** Of the reference data that this version of the product brings. */
  readonly version: string;
  readonly step: <T>(name: string, work: (onProgress: OnProgress) => Promise<T>) => Promise<T>;
}

/** Reference data and seed, each once a database. */
export async function prepareData(preparation: Preparation): Promise<void> {
  const { config, seed, folder, instance, version, step } = preparation;
  const marker = await PreparedMarker.read(folder, instance.databaseUrl);
  const hasReference = marker.hasReference(version);
  const isSeedDue = seed === 'demo' && (!marker.isSeeded || (await hasLostKeys(config)));
  if (hasReference && !isSeedDue) return;
  // Loaded when needed alone: a start that finds everything done is quicker by the whole product's modules.
  const { withInstance } = await import('../network.js');
  await withInstance(config, instance, [], async (network) => {
    if (!hasReference) {
      const { loadGlossary, loadReferenceData } = await import('../reference/reference-data.js');
      await step('territories of France', (onProgress) =>
        loadReferenceData(network, (label, done, total) => onProgress(done, total, label)),
      );
      await step('glossary of search', () => loadGlossary(network));
      await marker.keepReference(version);
    }
    if (isSeedDue) {
      const { seedNetwork } = await import('../seed/seed-network.js');
      await step('demonstration network', (onProgress) =>
        seedNetwork(network, config, (label, done, total) => onProgress(done, total, label)),
      );
      await marker.keepSeeded();
    }
  });
}

/** The file of the demonstration's keys is gone: seeding again writes nothing but new keys. */
async function hasLostKeys(config: Config): Promise<boolean> {
  return config.mode === 'demo' && (await readDemoKeys(config.dataFolder)).length === 0;
}
