import { randomUUID } from 'node:crypto';
import { webhookOptions } from '@maillage/feed';
import { beginAfterRestore, EpochRepository } from '@maillage/changes';
import { type Config, ConfigError, type Logger } from '@maillage/kernel';
import { outgoingClient } from '@maillage/outgoing';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiModule } from './api.module.js';
import { addressBehind } from './budget/caller-address.js';
import { setSecurityHeaders } from './security-headers.js';

/** Largest body of a request: an entry of 20,000 characters in every text field fits many times. */
const BODY_LIMIT = 2 * 1024 * 1024;

/** The API on the servers of the configuration, not listening yet. */
export async function createApi(config: Config, logger: Logger): Promise<NestFastifyApplication> {
  const { databaseUrl, meiliUrl, meiliKey } = config;
  if (databaseUrl === undefined || meiliUrl === undefined || meiliKey === undefined) {
    throw new ConfigError(['the API needs DATABASE_URL, MEILI_URL and MEILI_KEY (or is started by `npm start`)']);
  }
  const adapter = createAdapter(config);
  const module = ApiModule.forRoot({
    api: {
      mode: config.mode,
      databaseSource: config.databaseSource,
      meiliSource: config.meiliSource,
      feedRetentionDays: config.feedRetentionDays,
    },
    database: { url: databaseUrl, poolSize: config.databasePoolSize, queryTimeout: config.databaseQueryTimeout },
    search: {
      url: meiliUrl,
      key: meiliKey,
      indexPrefix: config.meiliIndexPrefix,
      timeout: config.searchTimeout,
      embedder: config.embedder && { ...config.embedder, client: outgoingClient(config) },
    },
    web: { publicUrl: config.publicUrl, signIn: config.signIn, sessions: config.sessions },
    rates: config.rates,
    webhooks: webhookOptions(config),
    subscriptions: { addressOf: addressBehind(config.trustedProxies) },
    logger,
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, { logger: false, abortOnError: false });
  await beginAfterRestore(app.get(EpochRepository, { strict: false }), logger);
  await setSecurityHeaders(app, config.mode === 'production');
  logRequests(adapter, logger);
  return app;
}

/** The HTTP server: what it believes about callers, how much and how long it listens to one. */
export function createAdapter({ trustedProxies }: Pick<Config, 'trustedProxies'>): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    genReqId: () => randomUUID(),
    requestTimeout: 30_000,
    keepAliveTimeout: 65_000,
    forceCloseConnections: 'idle',
    // Without a proxy, X-Forwarded-For is what anybody writes into it.
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
  });
}

/** One line a request, and its id in the answer, so that what a person reports is found in the log. */
function logRequests(adapter: FastifyAdapter, logger: Logger): void {
  const server = adapter.getInstance();
  server.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
  });
  server.addHook('onResponse', async (request, reply) => {
    const { method, url } = request;
    const path = url.split('?', 1)[0];
    const milliseconds = Math.round(reply.elapsedTime * 10) / 10;
    logger.info({ requestId: request.id, method, path, status: reply.statusCode, milliseconds }, 'request');
  });
}
