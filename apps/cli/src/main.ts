import 'reflect-metadata';
import { ConfigError } from '@maillage/kernel';
import { LaunchError } from '@maillage/database';
import { Command } from 'commander';
import { auditCommand } from './audit/audit.command.js';
import { configCommand } from './config/config.command.js';
import { feedCommand } from './feed/feed.command.js';
import { glossaryCommand } from './glossary/glossary.command.js';
import { memberCommand } from './member/member.command.js';
import { migrateCommand } from './migrate/migrate.command.js';
import { mirrorCommand } from './mirror/mirror.command.js';
import { reindexCommand } from './reindex/reindex.command.js';
import { importCommand } from './import/import.command.js';
import { rightsCommand } from './rights/rights.command.js';
import { schemaCommand } from './schema/schema.command.js';
import { seedCommand } from './seed/seed.command.js';
import { upCommand } from './up/up.command.js';
import { verifyIndexCommand } from './verify-index/verify-index.command.js';

const program = new Command('maillage')
  .description('Maillage: the intercity knowledge network on the use of AI by French municipalities')
  .addCommand(upCommand())
  .addCommand(migrateCommand())
  .addCommand(seedCommand())
  .addCommand(memberCommand())
  .addCommand(importCommand())
  .addCommand(glossaryCommand())
  .addCommand(reindexCommand())
  .addCommand(verifyIndexCommand())
  .addCommand(mirrorCommand())
  .addCommand(auditCommand())
  .addCommand(feedCommand())
  .addCommand(schemaCommand())
  .addCommand(rightsCommand())
  .addCommand(configCommand());

try {
  await program.parseAsync();
} catch (error) {
  // What a person can mend is told without a stack; anything else is a fault of ours and shows where it came from.
  const known = error instanceof LaunchError || error instanceof ConfigError;
  console.error(known ? error.message : error);
  process.exitCode = 1;
}
