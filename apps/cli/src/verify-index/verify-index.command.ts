import { loadConfig } from '@maillage/kernel';
import { DIFFERENCES, type IndexVerification, SearchVerificationService } from '@maillage/search';
import { Command } from 'commander';
import { withNetwork } from '../network.js';
import { IndexBars } from '../reindex/index-bars.js';

/** `maillage verify-index`: exits 0 when the indexes say what the database says (or say so now), else 1. */
export function verifyIndexCommand(): Command {
  return new Command('verify-index')
    .description(
      'compare the search indexes and PostgreSQL’s search documents with the entries: what is missing, stale, or must not be there',
    )
    .option('--repair', 'write again what differs')
    .action(async ({ repair = false }: { repair?: boolean }) => {
      await withNetwork(loadConfig(), [], async (network) => {
        // Who repairs follows too, so that the command is enough where no worker runs.
        if (repair) await network.catchUp();
        const bars = new IndexBars('compared');
        const onProgress = ({ index, compared, total }: { index: string; compared: number; total: number }): void =>
          bars.show(index, compared, total);
        const results = await network
          .get(SearchVerificationService)
          .verify({ repair, onProgress })
          .finally(() => bars.end());
        for (const result of results) report(result, repair);
        if (results.some(({ left, behind }) => left + behind > 0)) process.exitCode = 1;
      });
    });
}

function report(result: IndexVerification, repair: boolean): void {
  const { index, entries, documents, differences, left, quarantined, behind } = result;
  const told = DIFFERENCES.map((name) => `${differences[name].count} ${name.toLowerCase()}`).join(', ');
  console.log(`${index}: ${entries} entries, ${documents} documents: ${told}`);
  for (const name of DIFFERENCES) {
    const { count, first } = differences[name];
    if (count > 0) console.log(`  ${name.toLowerCase()}: ${first.join(' ')}${count > first.length ? ' …' : ''}`);
  }
  const found = DIFFERENCES.reduce((sum, name) => sum + differences[name].count, 0);
  if (repair && found > 0) console.log(`  repaired: ${found - left}`);
  if (left > 0 && !repair) console.log('  mend it: maillage verify-index --repair');
  if (quarantined > 0) console.log(`  the engine refuses ${quarantined} of them: see \`health\` and search_quarantine`);
  if (behind > 0) console.log(`  ${behind} changes wait to be followed: does a worker run?`);
}
