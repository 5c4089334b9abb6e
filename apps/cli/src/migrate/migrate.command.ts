import { loadConfig } from '@maillage/kernel';
import { Command } from 'commander';
import { StepReport } from '../up/step-report.js';

/** `maillage migrate`: what a deployment runs once before the new API and worker start. */
export function migrateCommand(): Command {
  return new Command('migrate')
    .description('bring the database to this version: schema, territories, glossary; may be repeated')
    .action(async () => {
      // loaded here, so that other commands start without the whole product's modules
      const [{ withNetwork }, { loadGlossary, loadReferenceData }] = await Promise.all([
        import('../network.js'),
        import('../reference/reference-data.js'),
      ]);
      const report = new StepReport(process.stdout);
      // opening the network applies the migrations
      await withNetwork(loadConfig(), [], async (network) => {
        report.line('✓ database schema');
        await report.run('territories of France', (onProgress) =>
          loadReferenceData(network, (label, done, total) => onProgress(done, total, label)),
        );
        await report.run('glossary of search', () => loadGlossary(network));
      });
    });
}
