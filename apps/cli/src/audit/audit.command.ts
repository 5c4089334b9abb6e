import { loadConfig } from '@maillage/kernel';
import {
  AUDIT_FAULTS,
  type AuditFault,
  AuditHeadView,
  type AuditVerification,
  AuditVerificationService,
} from '@maillage/identity';
import { Command } from 'commander';
import { withNetwork } from '../network.js';
import { IndexBars } from '../reindex/index-bars.js';
import { readHeads } from './head-file.js';

/** `maillage audit verify|head`: whether the audit log is what it was. */
export function auditCommand(): Command {
  const command = new Command('audit').description('the log of who did what');
  command
    .command('verify')
    .description('walk the log’s chain of hashes; exits 1 when something was changed, and tells where')
    .option('--head <file>', 'heads kept elsewhere (JSON, as `audit head` or the query auditHead give them)')
    .action(async ({ head }: { head?: string }) => {
      const published = head === undefined ? [] : await readHeads(head);
      await withNetwork(loadConfig(), [], async (network) => {
        const bars = new IndexBars('links');
        const onProgress = (links: number, total: number): void => bars.show('audit log', links, total);
        const result = await network
          .get(AuditVerificationService)
          .verify({ published, onProgress })
          .finally(() => bars.end());
        report(result, published.length);
        if (result.faultCount > 0) process.exitCode = 1;
      });
    });
  command
    .command('head')
    .description('print where the log stands, as JSON: keep it where the database’s owner cannot write')
    .action(() =>
      withNetwork(loadConfig(), [], async (network) => {
        console.log(JSON.stringify(await network.get(AuditHeadView).newest()));
      }),
    );
  return command;
}

function report(result: AuditVerification, published: number): void {
  const { links, erased, pending, head, faults, faultCount } = result;
  console.log(
    `audit log: ${links} links, personal data of ${erased} erased in due form, ${pending} events wait for a link`,
  );
  if (head) console.log(`  it ends with link ${head.sequence}, ${head.hash}`);
  faults.forEach(tell);
  if (faultCount > faults.length) console.log(`… and ${faultCount - faults.length} more`);
  if (faultCount === 0) console.log('nothing was changed, as far as the heads known here reach');
  if (published === 0) console.log('  a tail cut by whoever also mended the counter shows only beside --head FILE');
}

function tell({ code, sequence, eventId, detail }: AuditFault): void {
  const { differs, mend } = AUDIT_FAULTS[code];
  const where = sequence === null ? `event ${eventId ?? '?'}` : `link ${sequence}`;
  console.log(`${code} at ${where}${sequence !== null && eventId !== null ? ` (event ${eventId})` : ''}`);
  console.log(`  ${differs}: ${detail}`);
  console.log(`  mend it: ${mend}`);
}
