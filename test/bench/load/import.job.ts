import { EntryImportService } from '@maillage/catalogue';
import { systemActor } from '@maillage/identity';
import { newId } from '@maillage/kernel';
import { openServices } from '../data/bench-network.js';
import type { ImportJob, LoadResult } from './load.job.js';

/** Rows through the import's own service: validated, compared, published, as the command writes them. */
export async function runImport(job: ImportJob): Promise<LoadResult> {
  const { servers, organizationId, contents, rowsPerCall, seconds } = job;
  const context = await openServices(servers);
  try {
    const service = context.get(EntryImportService, { strict: false });
    const actor = systemActor('bench', ['entry:write', 'import:publish']);
    const latencies: number[] = [];
    const started = performance.now();
    let next = 0;
    while (performance.now() - started < seconds * 1_000) {
      const begun = performance.now();
      const rows = Array.from({ length: rowsPerCall }, () => {
        const content = JSON.parse(contents[next++ % contents.length] ?? '') as Readonly<Record<string, unknown>>;
        const origin = { sourceId: newId(), raw: { title: content['title'] } };
        return service.prepare({ kind: 'USE_CASE', subjectOrganizationId: organizationId, content, origin });
      });
      const written = await service.write(actor, { source: 'bench', ownerId: organizationId, publish: true, rows });
      const refused = written.find(({ outcome }) => outcome !== 'CREATED');
      if (refused) throw new Error(`a row was not created: ${JSON.stringify(refused)}`);
      latencies.push(performance.now() - begun);
    }
    const units = latencies.length * rowsPerCall;
    return { latencies, units, rate: units / ((performance.now() - started) / 1_000), failures: [] };
  } finally {
    await context.close();
  }
}
