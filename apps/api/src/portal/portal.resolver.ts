import {
  canReadPortal,
  canReadPortalsOf,
  canReadWebhooksOf,
  FeedReceiptService,
  type PortalItem,
  PortalView,
  type WebhookDeliveryItem,
} from '@maillage/feed';
import type { Actor } from '@maillage/identity';
import { DomainError, isUuid } from '@maillage/kernel';
import { Inject } from '@nestjs/common';
import { Args, Context, ID, Info, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { answer, type Refused } from '../errors/mutation-answer.js';
import { Allow, Public } from '../request/access.decorators.js';
import { firstOf } from '../request/page-size.js';
import type { RequestContext } from '../request/request-context.js';
import { selects } from '../request/selection.js';
import { FeedReceiptInput, FeedReceiptPayload } from './feed-receipt.type.js';
import { portalObject, reconciliationRow } from './portal.mapper.js';
import {
  FeedReceiptKeyType,
  FeedReconciliationConnectionType,
  PortalConnectionType,
  PortalType,
} from './portal.type.js';

const MAX_PAGE = 100;
/** Deliveries told of a portal. */
const DELIVERIES = 20;

/** Portals: how they do, and what they prove. */
@Resolver()
export class PortalResolver {
  constructor(
    @Inject(PortalView) private readonly view: PortalView,
    @Inject(FeedReceiptService) private readonly receipts: FeedReceiptService,
  ) {}

  @Allow('read')
  @Query(() => PortalConnectionType, { description: 'How the portals of an organization do, whose keys stand.' })
  async portals(
    @Args('organizationId', { type: () => ID, description: 'Organization.' }) organizationId: string,
    @Args('first', { type: () => Int, nullable: true, description: '1 to 100; 20 by default.' }) first: number | null,
    @Args('after', { type: () => String, nullable: true, description: '`endCursor` of the page before.' })
    after: string | null,
    @Context() { actor }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<PortalConnectionType> {
    if (!isUuid(organizationId) || !canReadPortalsOf(actor, organizationId)) throw DomainError.forbidden();
    const { items, ...pageInfo } = await this.view.ofOrganization(
      organizationId,
      firstOf(first, MAX_PAGE),
      after ?? null,
    );
    const deliveries = selects(info, 'nodes', 'deliveries') ? await this.deliveriesOf(actor, items) : NONE;
    return { nodes: items.map((item) => portalObject(item, deliveries)), pageInfo };
  }

  @Allow('read')
  @Query(() => PortalType, { description: 'How a portal does, also one whose key was revoked.' })
  async portal(
    @Args('keyId', { type: () => ID, description: 'Id of its key.' }) keyId: string,
    @Context() { actor }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<PortalType> {
    const item = isUuid(keyId) ? await this.view.byKey(keyId) : null;
    if (!item || !canReadPortal(actor, item)) {
      throw DomainError.notFound({ fr: 'Portail', en: 'Portal' });
    }
    return portalObject(item, selects(info, 'deliveries') ? await this.deliveriesOf(actor, [item]) : NONE);
  }

  @Allow('read')
  @Query(() => FeedReconciliationConnectionType, {
    description: 'For the network: what each portal last proved that it holds, one row a portal whose key opens.',
  })
  async feedReconciliation(
    @Args('first', { type: () => Int, nullable: true, description: '1 to 100; 20 by default.' }) first: number | null,
    @Args('after', { type: () => String, nullable: true, description: '`endCursor` of the page before.' })
    after: string | null,
    @Args('differing', {
      type: () => Boolean,
      nullable: true,
      description: 'True: only portals whose last receipt told a difference, or that have none.',
    })
    differing: boolean | null,
    @Context() { actor }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<FeedReconciliationConnectionType> {
    const { items, ...pageInfo } = await this.view.everywhere(
      firstOf(first, MAX_PAGE),
      after ?? null,
      differing ?? false,
    );
    const isAsked = selects(info, 'nodes', 'portal', 'deliveries');
    const deliveries = isAsked ? await this.deliveriesOf(actor, items) : NONE;
    return { nodes: items.map((item) => reconciliationRow(item, deliveries, new Date())), pageInfo };
  }

  @Public()
  @Query(() => FeedReceiptKeyType, { description: 'The key that receipts are checked with.' })
  async feedReceiptKey(): Promise<FeedReceiptKeyType> {
    return { algorithm: 'Ed25519', publicKey: await this.receipts.publicKey() };
  }

  @Public()
  @Mutation(() => FeedReceiptPayload, {
    description:
      'By a portal’s key: compares what the portal holds with what it should hold at the same head, and gives that in writing. Errors: FEED_RESET (resync everything), RECEIPT_BUCKETS.',
  })
  async feedReceipt(
    @Args('input', { description: 'What the portal holds.' }) input: FeedReceiptInput,
    @Context() context: RequestContext,
  ): Promise<FeedReceiptPayload | Refused> {
    const { actor } = context;
    return answer(context, async () => {
      const { filter, ...said } = input;
      const { receiptId, headSeq } = await this.receipts.give(actor, { ...said, scope: filter ?? {} });
      const receipt = receiptId && actor.kind === 'PORTAL' ? await this.view.receipt(receiptId, actor.id) : null;
      return { receipt, stale: receiptId === null, headSeq };
    });
  }

  /** Answers of receivers are for those who keep them. */
  private async deliveriesOf(actor: Actor, portals: readonly PortalItem[]): Promise<Deliveries> {
    const ids = portals.map(({ organizationId }) => organizationId).filter((id) => canReadWebhooksOf(actor, id));
    return ids.length === 0 ? NONE : this.view.deliveriesOf(ids, DELIVERIES);
  }
}

type Deliveries = ReadonlyMap<string, readonly WebhookDeliveryItem[]>;
const NONE: Deliveries = new Map();
