import { loadConfig } from '@maillage/kernel';
import { Command } from 'commander';
import { withNetwork } from '../network.js';
import { loadReferenceData } from '../reference/reference-data.js';
import { StepReport } from '../up/step-report.js';

/** `maillage migrate`: what a deployment runs once before the new API and worker start. */
export function migrateCommand(): Command {
  return new Command('migrate')
    .description('bring the database to this version: schema, territories; may be repeated')
    .action(async () => {
      const report = new StepReport(process.stdout);
      // opening the network applies the migrations
      await withNetwork(loadConfig(), [], async (network) => {
        report.line('✓ database schema');
        await report.run('territories of France', (onProgress) => loadReferenceData(network, onProgress));
      });
    });
}
