import {
  type BucketEntry,
  DOCUMENT_VERSION,
  type FeedChange,
  type FeedDigest,
  FeedDigestService,
  type FeedPage,
  type FeedScope,
  FeedService,
  feedScope,
  PortalVisitRecorder,
} from '@maillage/feed';
import { type Actor, AuditHeadView, audienceOf } from '@maillage/identity';
import { UserInputError } from '@maillage/kernel';
import { Inject } from '@nestjs/common';
import { Args, Context, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { API_OPTIONS, type ApiOptions } from '../api-options.js';
import { Public } from '../request/access.decorators.js';
import { firstOf } from '../request/page-size.js';
import type { RequestContext } from '../request/request-context.js';
import { FeedFilterInput } from './feed.inputs.js';
import { ChangePageType, FeedBucketEntryType, FeedChangeType, FeedDigestType, FeedInfoType } from './feed.type.js';

const MAX_PAGE = 1_000;
const DEFAULT_PAGE = 100;
const MAX_ENTRIES = 100;
const BUCKETS = 256;

const filterArg = { type: () => FeedFilterInput, nullable: true, description: 'A part of the feed; all by default.' };
const bucketsArg = {
  type: () => Int,
  nullable: true,
  defaultValue: BUCKETS,
  description: 'A power of two from 1 to 256.',
};

/** The change feed, by which portals mirror the catalogue exactly. */
@Resolver()
export class FeedResolver {
  constructor(
    @Inject(FeedService) private readonly feed: FeedService,
    @Inject(FeedDigestService) private readonly digests: FeedDigestService,
    @Inject(PortalVisitRecorder) private readonly visits: PortalVisitRecorder,
    @Inject(AuditHeadView) private readonly heads: AuditHeadView,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  @Public()
  @Query(() => ChangePageType, {
    description:
      'What changed since a cursor, each entry as it is now. Errors: CURSOR_EXPIRED, FEED_RESET, CURSOR_SCOPE_MISMATCH (begin anew: `extensions.resync`), CURSOR_INVALID.',
  })
  async changes(
    @Args('after', { type: () => String, nullable: true, description: '`nextCursor` of the page before; absent: all.' })
    after: string | null,
    @Args('first', { type: () => Int, nullable: true, description: 'Changes a page, 1 to 1,000; 100 by default.' })
    first: number | null,
    @Args('filter', filterArg) filter: FeedFilterInput | null,
    @Context() { actor }: RequestContext,
  ): Promise<FeedPage> {
    const scope = scopeOf(actor, filter);
    const page = await this.feed.page(scope, after ?? null, firstOf(first ?? DEFAULT_PAGE, MAX_PAGE));
    this.visits.note(actor, scope, page);
    return page;
  }

  @Public()
  @Query(() => FeedInfoType, { description: 'What the feed promises, and where it stands.' })
  async feedInfo(@Context() { actor }: RequestContext): Promise<FeedInfoType> {
    const [state, auditHead] = await Promise.all([this.feed.state(), this.heads.newest()]);
    return {
      ...state,
      auditHead,
      tombstoneRetentionDays: this.options.feedRetentionDays,
      deletedRecord: 'persistent',
      documentVersion: DOCUMENT_VERSION,
      documentSchemaPath: '/feed/document.schema.json',
      audience: audienceOf(actor),
    };
  }

  @Public()
  @Query(() => FeedDigestType, { description: 'Counts and sums by which a mirror proves that it is equal.' })
  async feedDigest(
    @Args('filter', filterArg) filter: FeedFilterInput | null,
    @Args('buckets', bucketsArg) buckets: number,
    @Context() { actor }: RequestContext,
  ): Promise<FeedDigest> {
    return this.digests.digest(scopeOf(actor, filter), buckets ?? BUCKETS);
  }

  @Public()
  @Query(() => [FeedBucketEntryType], {
    description: 'Entries of one bucket of the digest, for a mirror that differs.',
  })
  async feedBucket(
    @Args('index', { type: () => Int, description: 'Which bucket, from 0.' }) index: number,
    @Args('filter', filterArg) filter: FeedFilterInput | null,
    @Args('buckets', bucketsArg) buckets: number,
    @Context() { actor }: RequestContext,
  ): Promise<BucketEntry[]> {
    return this.digests.bucket(scopeOf(actor, filter), buckets ?? BUCKETS, index);
  }

  @Public()
  @Query(() => [FeedChangeType], {
    description: 'What became of given entries, for a mirror that repairs itself; those never shown are left out.',
  })
  async feedEntries(
    @Args('ids', { type: () => [ID], description: 'Ids of entries, at most 100.' }) ids: string[],
    @Args('filter', filterArg) filter: FeedFilterInput | null,
    @Context() { actor }: RequestContext,
  ): Promise<FeedChange[]> {
    return this.feed.present(scopeOf(actor, filter), entryIds(ids));
  }
}

function scopeOf(actor: Actor, filter: FeedFilterInput | null): FeedScope {
  return feedScope(audienceOf(actor), filter);
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What is no id is of no entry. @throws UserInputError IDS_TOO_MANY */
function entryIds(ids: readonly string[]): string[] {
  if (ids.length <= MAX_ENTRIES) return ids.filter((id) => UUID.test(id));
  const message = { fr: `Au plus ${MAX_ENTRIES} identifiants.`, en: `At most ${MAX_ENTRIES} ids.` };
  throw UserInputError.of('IDS_TOO_MANY', message, ['ids'], { max: MAX_ENTRIES });
}
