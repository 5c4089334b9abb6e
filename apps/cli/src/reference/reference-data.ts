import { SetupStepRepository, UnitOfWork } from '@maillage/database';
import { GlossaryContentService } from '@maillage/search';
import { cogVersion, readCog, TerritoryRepository } from '@maillage/territory';
import type { Network } from '../network.js';

/** What the parts of a setup need of the network. */
export type Services = Pick<Network, 'get'>;

/** @param step what is being done, for people */
export type Progress = (step: string, done: number, total: number) => void;

const STEP = 'territories';

/**
 * Official territories (INSEE's geographical code), in every mode: once for each version of the official files, in one
 * transaction. One statement when there is nothing to do.
 * @returns rows inserted or changed
 */
export async function loadReferenceData(network: Services, onProgress: Progress = () => undefined): Promise<number> {
  const unitOfWork = network.get(UnitOfWork);
  const steps = new SetupStepRepository();
  const version = cogVersion();
  if ((await unitOfWork.run((transaction) => steps.version(transaction, STEP))) === version) return 0;
  const rows = await readCog();
  return unitOfWork.run(async (transaction) => {
    const changed = await network
      .get(TerritoryRepository)
      .load(transaction, rows, 'COG', (done, total) => onProgress('official territories', done, total));
    await steps.record(transaction, STEP, version);
    return changed;
  });
}

/**
 * The glossary of search, in every mode: once for each version of it; what moderators have changed stays. One statement
 * when there is nothing to do.
 * @returns groups changed
 */
export async function loadGlossary(network: Services): Promise<number> {
  return network.get(GlossaryContentService).load();
}
