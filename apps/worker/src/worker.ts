import { CatalogueModule } from '@maillage/catalogue';
import { beginAfterRestore, ChangeListener, EpochRepository, Relay } from '@maillage/changes';
import { DatabaseModule } from '@maillage/database';
import { PortalModule, WebhookModule, webhookOptions } from '@maillage/feed';
import { AuditChainer } from '@maillage/identity';
import { type Config, ConfigError, type Logger } from '@maillage/kernel';
import { outgoingClient } from '@maillage/outgoing';
import { DocumentFollower, GlossaryFollower, Indexer, SearchModule } from '@maillage/search';
import { NestFactory } from '@nestjs/core';
import { Module } from '@nestjs/common';
import { Loop } from './loop.js';
import { maintenanceJobs } from './maintenance-jobs.js';
import { Maintenance } from './maintenance.js';
import { Webhooks } from './webhooks.js';

export interface Worker {
  /** Ends the loops after their current step, then closes the connections. */
  stop(): Promise<void>;
}

@Module({})
class WorkerModule {}

/** Longest wait between two looks at the database, in milliseconds; a notification makes it shorter. */
const POLL = 500;
/** Milliseconds between two looks for changes of the glossary. */
const GLOSSARY_POLL = 1_000;
/** Milliseconds between two looks for events of the audit log without a link: all of a second go in one batch. */
const CHAIN_POLL = 1_000;
/** Milliseconds between two looks for maintenance that is due. */
const MAINTENANCE_POLL = 60_000;

/**
 * Relay, audit chain, indexer, glossary, follower of PostgreSQL's own search documents, webhooks and maintenance, each in
 * a loop of its own: an engine that is away holds up neither the numbering nor what stands in for it.
 */
export async function startWorker(config: Config, logger: Logger): Promise<Worker> {
  const { databaseUrl, meiliUrl, meiliKey } = config;
  if (databaseUrl === undefined || meiliUrl === undefined || meiliKey === undefined) {
    throw new ConfigError(['the worker needs DATABASE_URL, MEILI_URL and MEILI_KEY (or is started by `npm start`)']);
  }
  const database = { url: databaseUrl, poolSize: config.databasePoolSize, queryTimeout: config.databaseQueryTimeout };
  const { meiliIndexPrefix: indexPrefix, searchTimeout: timeout } = config;
  const embedder = config.embedder && { ...config.embedder, client: outgoingClient(config) };
  const engine = { url: meiliUrl, key: meiliKey, indexPrefix, timeout, embedder };
  const imports = [
    DatabaseModule.forRoot(database, []),
    CatalogueModule,
    SearchModule.forRoot(engine),
    WebhookModule.forRoot(webhookOptions(config)),
    PortalModule,
  ];
  const context = await NestFactory.createApplicationContext({ module: WorkerModule, imports }, { logger: false });
  await beginAfterRestore(context.get(EpochRepository, { strict: false }), logger);
  const relay = context.get(Relay, { strict: false });
  const indexer = context.get(Indexer, { strict: false });
  const documents = context.get(DocumentFollower, { strict: false });
  const indexing = new Loop('indexer', () => indexer.step(), POLL, logger);
  const storing = new Loop('search documents', () => documents.step(), POLL, logger);
  const webhooks = new Webhooks(context, database, logger);
  const relaying = new Loop(
    'relay',
    () => relay.step(),
    POLL,
    logger,
    () => {
      indexing.wake();
      storing.wake();
      webhooks.wake();
    },
  );
  const chainer = context.get(AuditChainer, { strict: false });
  const chaining = new Loop('audit chain', () => chainer.drain().then(() => 0), CHAIN_POLL, logger);
  const glossary = context.get(GlossaryFollower, { strict: false });
  const naming = new Loop('glossary', () => glossary.step(), GLOSSARY_POLL, logger);
  const maintenance = new Maintenance(maintenanceJobs(context, config, logger), logger);
  const maintaining = new Loop('maintenance', () => maintenance.step(), MAINTENANCE_POLL, logger);
  const listener = new ChangeListener(database, () => relaying.wake());
  const loops = [relaying, chaining, indexing, naming, storing, maintaining];
  for (const loop of loops) loop.start();
  await webhooks.start();
  await listener.start();
  logger.info('worker follows the changes');
  return {
    async stop() {
      await listener.stop();
      maintenance.end();
      await Promise.all([...loops, webhooks].map((part) => part.stop()));
      await context.close();
    },
  };
}
