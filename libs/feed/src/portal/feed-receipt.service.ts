import { CLOCK } from '@maillage/catalogue';
import { UnitOfWork } from '@maillage/database';
import { type Actor, audienceOf, may, type PortalActor } from '@maillage/identity';
import { canonicalJson, type Clock, DomainError, newId, UserInputError } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { receiptMessages as messages } from './feed-receipt.messages.js';
import { FeedReceiptRepository } from './feed-receipt.repository.js';
import { type FeedFilter, feedScope, normalFilter } from '../feed/feed-filter.js';
import type { DigestBucket } from '../digest/feed-digest.js';
import { FeedDigestService } from '../digest/feed-digest.service.js';
import { digestOfBuckets, type ReceiptStatement, signReceipt } from './receipt-signing.js';

/** What a portal says that it holds. */
export interface FeedReceiptCommand {
  readonly epoch: string;
  readonly headSeq: number;
  readonly scope: FeedFilter;
  readonly buckets: readonly DigestBucket[];
  readonly idempotencyKey?: string | null;
}

/** Null: the feed has gone on, or goes on; follow up to `headSeq` and ask again. */
export interface FeedReceiptResult {
  readonly receiptId: string | null;
  readonly headSeq: number;
}

/** A portal proves what it holds, and gets it in writing. */
@Injectable()
export class FeedReceiptService {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(FeedReceiptRepository) private readonly receipts: FeedReceiptRepository,
    @Inject(FeedDigestService) private readonly digests: FeedDigestService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Compares a portal's digest with ours at the same head, for its own audience, and signs what came of it.
   * @throws DomainError FORBIDDEN; UserInputError RECEIPT_BUCKETS, FEED_RESET
   */
  async give(actor: Actor, command: FeedReceiptCommand): Promise<FeedReceiptResult> {
    if (actor.kind !== 'PORTAL' || !may(actor, 'feedReceipt')) throw DomainError.forbidden();
    const { epoch, headSeq, buckets } = command;
    assertBuckets(buckets);
    const scope = normalFilter(command.scope);
    const digest = await this.digests.digest(feedScope(audienceOf(actor), scope), buckets.length);
    if (digest.epoch !== epoch) throw UserInputError.of('FEED_RESET', messages.FEED_RESET, ['input', 'epoch']);
    if (digest.pending > 0 || digest.headSeq !== headSeq) return { receiptId: null, headSeq: digest.headSeq };
    const { privateKey } = await this.receipts.signingPair();
    const statement = this.statementOf(actor, { ...command, scope }, digest.buckets);
    const attempt = { actor: actor.name, mutation: 'feedReceipt', key: command.idempotencyKey, input: command };
    const { id } = await this.unitOfWork.once(attempt, async (transaction) => {
      const { count, equal, differingBuckets } = statement;
      const signed = signReceipt(statement, privateKey);
      const said = { epoch, headSeq, filter: canonicalJson(scope), count, equal, differingBuckets };
      const receipt = { id: newId(), keyId: actor.id, ...said, ...signed, at: new Date(statement.at) };
      await this.receipts.insert(transaction, receipt);
      return receipt.id;
    });
    return { receiptId: id, headSeq };
  }

  /** PEM of the key that receipts are checked with. */
  async publicKey(): Promise<string> {
    return (await this.receipts.signingPair()).publicKey;
  }

  private statementOf(
    actor: PortalActor,
    { epoch, headSeq, scope, buckets }: FeedReceiptCommand,
    ours: readonly DigestBucket[],
  ): ReceiptStatement {
    const differingBuckets = buckets.flatMap((theirs, index) => (isSame(theirs, ours[index]) ? [] : [index]));
    return {
      portal: actor.id,
      organization: actor.organizationId,
      audience: audienceOf(actor),
      filter: scope,
      epoch,
      headSeq,
      count: buckets.reduce((sum, { count }) => sum + count, 0),
      digest: digestOfBuckets(buckets),
      equal: differingBuckets.length === 0,
      differingBuckets,
      at: this.clock.now().toISOString(),
    };
  }
}

function isSame(theirs: DigestBucket, ours: DigestBucket | undefined): boolean {
  return theirs.count === ours?.count && theirs.sum === ours.sum;
}

/** Most entries that a bucket may say it holds: their sum stays a number of the database. */
const MOST = 10_000_000;

/** @throws UserInputError RECEIPT_BUCKETS */
function assertBuckets(buckets: readonly DigestBucket[]): void {
  const isPower = buckets.length >= 1 && buckets.length <= 256 && (buckets.length & (buckets.length - 1)) === 0;
  const areSums = buckets.every(({ count, sum }) => count >= 0 && count <= MOST && /^(0|[1-9]\d{0,29})$/.test(sum));
  if (isPower && areSums && buckets.reduce((all, { count }) => all + count, 0) < 2 ** 31) return;
  throw UserInputError.of('RECEIPT_BUCKETS', messages.RECEIPT_BUCKETS, ['input', 'buckets']);
}
