import 'reflect-metadata';
import { runBulkFloor } from './bulk-floor.job.js';
import { runCreateFloor } from './create-floor.job.js';
import { runHttp } from './http.job.js';
import type { LoadJob, LoadResult } from './load.job.js';

/** The load's own process: what it costs is not in the figures of what it measures. */
process.on('message', (job: LoadJob) => {
  run(job).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.once('disconnect', () => process.exit(0));

async function run(job: LoadJob): Promise<LoadResult> {
  switch (job.type) {
    case 'http':
      return runHttp(job);
    case 'create-floor':
      return runCreateFloor(job);
    case 'bulk-floor':
      return runBulkFloor(job);
    case 'import':
      // Only here: Nest and the catalogue are not loaded into a process that measures HTTP.
      return (await import('./import.job.js')).runImport(job);
  }
}
