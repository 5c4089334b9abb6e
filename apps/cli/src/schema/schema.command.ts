import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDataSource, runMigrations, startEngines } from '@maillage/database';
import { Command } from 'commander';

/** `maillage schema check`: exits 1 when an entity says something that no migration has done. */
export function schemaCommand(): Command {
  const command = new Command('schema').description('the database schema');
  command
    .command('check')
    .description('fail when a migration is missing (compares a freshly migrated database with the entities)')
    .action(async () => {
      const pending = await pendingStatements();
      if (pending.length === 0) {
        console.log('schema: the migrations add up to the entities');
        return;
      }
      console.error('schema: a migration is missing for\n' + pending.map((statement) => `  ${statement};`).join('\n'));
      process.exitCode = 1;
    });
  return command;
}

/** SQL that would still be needed after all migrations. */
async function pendingStatements(): Promise<string[]> {
  // loaded here, so that other commands start without every lib
  const { productEntities } = await import('../entities.js');
  const folder = await mkdtemp(join(tmpdir(), 'maillage-schema-'));
  const engines = await startEngines({ folder, disposable: true });
  try {
    await runMigrations(engines.postgres.url);
    const options = { url: engines.postgres.url, poolSize: 1, queryTimeout: 60_000 };
    const dataSource = await createDataSource(options, productEntities).initialize();
    try {
      const log = await dataSource.driver.createSchemaBuilder().log();
      return log.upQueries.map((query) => query.query);
    } finally {
      await dataSource.destroy();
    }
  } finally {
    await engines.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
