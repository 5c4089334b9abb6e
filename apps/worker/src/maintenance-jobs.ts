import { NamedContactService } from '@maillage/catalogue';
import { HorizonRepository, Relay } from '@maillage/changes';
import { IdempotencyRepository } from '@maillage/database';
import { FeedReceiptRepository, WebhookDeliveryRepository, WebhookPoker } from '@maillage/feed';
import {
  AuditHeadView,
  AuditRetentionService,
  MembershipRetentionRepository,
  NoticeRepository,
  PendingSignInRepository,
  SessionRepository,
} from '@maillage/identity';
import { type Config, isoDay, type Logger } from '@maillage/kernel';
import {
  FreshnessService,
  GlossaryFollower,
  Indexer,
  INDEXED_AUDIENCES,
  NightlyVerificationService,
  SearchEngine,
  searchIndex,
  UnansweredQueryService,
} from '@maillage/search';
import type { INestApplicationContext } from '@nestjs/common';
import type { MaintenanceJob } from './maintenance.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Rows that the relay removes at most in one call. */
const PRUNED_AT_ONCE = 50_000;

/** What the worker keeps in order beside following the changes. */
export function maintenanceJobs(
  context: INestApplicationContext,
  config: Pick<Config, 'auditPersonalDays' | 'feedRetentionDays'>,
  logger: Logger,
): MaintenanceJob[] {
  const relay = context.get(Relay, { strict: false });
  const keys = context.get(IdempotencyRepository, { strict: false });
  const engine = context.get(SearchEngine, { strict: false });
  const indexer = context.get(Indexer, { strict: false });
  const freshness = context.get(FreshnessService, { strict: false });
  const glossary = context.get(GlossaryFollower, { strict: false });
  const verification = context.get(NightlyVerificationService, { strict: false });
  const unanswered = context.get(UnansweredQueryService, { strict: false });
  const retention = context.get(AuditRetentionService, { strict: false });
  const memberships = context.get(MembershipRetentionRepository, { strict: false });
  const contacts = context.get(NamedContactService, { strict: false });
  const heads = context.get(AuditHeadView, { strict: false });
  const signIns = context.get(PendingSignInRepository, { strict: false });
  const sessions = context.get(SessionRepository, { strict: false });
  const notices = context.get(NoticeRepository, { strict: false });
  const poker = context.get(WebhookPoker, { strict: false });
  const deliveries = context.get(WebhookDeliveryRepository, { strict: false });
  const receipts = context.get(FeedReceiptRepository, { strict: false });
  const horizon = context.get(HorizonRepository, { strict: false });
  return [
    // Remembered by day: looking often costs two small statements, and catches midnight.
    { name: 'freshness', every: MINUTE, run: (signal) => freshness.refresh(signal) },
    { name: 'webhooks whose job was lost', every: 10 * SECOND, run: () => poker.mend() },
    { name: 'old deliveries of webhooks', every: HOUR, run: () => deliveries.prune() },
    { name: 'old receipts of portals', every: HOUR, run: () => receipts.prune() },
    { name: 'outbox', every: HOUR, run: () => pruneOutbox(relay) },
    { name: 'removals in the feed', every: HOUR, run: () => moveHorizon(horizon, config.feedRetentionDays) },
    { name: 'idempotency keys', every: HOUR, run: () => keys.prune() },
    { name: 'notices of keys that expire', every: HOUR, run: () => notices.noteExpiringKeys() },
    { name: 'old notices', every: HOUR, run: () => notices.prune() },
    { name: 'unanswered queries', every: HOUR, run: () => unanswered.prune() },
    { name: 'audit personal data', every: HOUR, run: () => retention.expire(config.auditPersonalDays) },
    { name: 'membership requests', every: HOUR, run: () => memberships.prune() },
    { name: 'named contacts', every: HOUR, run: () => contacts.expire() },
    { name: 'audit head', every: HOUR, run: headTeller(heads, logger) },
    { name: 'sign-ins nobody ended', every: HOUR, run: () => signIns.prune() },
    { name: 'sessions that are over', every: HOUR, run: () => sessions.prune() },
    { name: 'engine tasks', every: HOUR, run: () => forgetTasks(engine) },
    { name: 'synonyms', every: HOUR, run: () => glossary.verify() },
    { name: 'index verification', every: HOUR, run: (signal) => verify(verification, logger, signal) },
    { name: 'index settings', every: HOUR, run: () => tellOutdated(indexer, logger) },
  ];
}

async function pruneOutbox(relay: Relay): Promise<number> {
  for (let total = 0; ;) {
    const removed = await relay.prune();
    total += removed;
    if (removed < PRUNED_AT_ONCE) return total;
  }
}

/** Removals are told for as many days at least; the number that a day began with stands for its age. */
async function moveHorizon(horizon: HorizonRepository, days: number): Promise<number> {
  const now = Date.now();
  await horizon.note(isoDay(new Date(now)));
  return horizon.moveTo(isoDay(new Date(now - days * DAY)));
}

/** Those of the last day stay, for whoever looks for a fault. */
async function forgetTasks(engine: SearchEngine): Promise<number> {
  const uids = INDEXED_AUDIENCES.map((audience) => searchIndex(engine.indexPrefix, audience).uid);
  return engine.forgetTasks(uids, new Date(Date.now() - DAY));
}

/** Logs where the audit chain stood at the end of each day: who keeps the log elsewhere sees a tail that was cut. */
function headTeller(heads: AuditHeadView, logger: Logger): () => Promise<number> {
  let told: string | undefined;
  return async () => {
    const head = await heads.newestClosed();
    if (head && head.day !== told) logger.info({ auditHead: head }, 'head of the audit log');
    told = head?.day;
    return 0;
  };
}

async function tellOutdated(indexer: Indexer, logger: Logger): Promise<number> {
  const indexes = await indexer.outdated();
  if (indexes.length > 0) logger.warn({ indexes }, 'search settings are outdated: run `maillage reindex`');
  return 0;
}

/** Differences are mended; that there were any is a fault of ours or a data folder that was touched, and is told. */
async function verify(verification: NightlyVerificationService, logger: Logger, signal: AbortSignal): Promise<number> {
  const results = await verification.run(signal);
  for (const result of results) logger.warn(result, 'an index differed from the database');
  return results.length;
}
