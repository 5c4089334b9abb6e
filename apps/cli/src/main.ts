import 'reflect-metadata';
import { ConfigError, LaunchError } from '@maillage/kernel';
import { Command } from 'commander';

/** Each in a file of its own, so that a command starts without the modules of the others. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  up: async () => (await import('./up/up.command.js')).upCommand(),
  migrate: async () => (await import('./migrate/migrate.command.js')).migrateCommand(),
  seed: async () => (await import('./seed/seed.command.js')).seedCommand(),
  member: async () => (await import('./member/member.command.js')).memberCommand(),
  import: async () => (await import('./import/import.command.js')).importCommand(),
  glossary: async () => (await import('./glossary/glossary.command.js')).glossaryCommand(),
  reindex: async () => (await import('./reindex/reindex.command.js')).reindexCommand(),
  'verify-index': async () => (await import('./verify-index/verify-index.command.js')).verifyIndexCommand(),
  mirror: async () => (await import('./mirror/mirror.command.js')).mirrorCommand(),
  audit: async () => (await import('./audit/audit.command.js')).auditCommand(),
  feed: async () => (await import('./feed/feed.command.js')).feedCommand(),
  schema: async () => (await import('./schema/schema.command.js')).schemaCommand(),
  rights: async () => (await import('./rights/rights.command.js')).rightsCommand(),
  config: async () => (await import('./config/config.command.js')).configCommand(),
};

const program = new Command('maillage').description(
  'Maillage: the intercity knowledge network on the use of AI by French municipalities',
);
const [named = ''] = process.argv.slice(2);
// Help and a name that is none of them need them all.
const needed = Object.hasOwn(commands, named) ? [named] : Object.keys(commands);
for (const name of needed) {
  const command = await commands[name]?.();
  if (command) program.addCommand(command);
}

try {
  await program.parseAsync();
} catch (error) {
  // What a person can mend is told without a stack; anything else is a fault of ours and shows where it came from.
  const known = error instanceof LaunchError || error instanceof ConfigError;
  console.error(known ? error.message : error);
  process.exitCode = 1;
}
