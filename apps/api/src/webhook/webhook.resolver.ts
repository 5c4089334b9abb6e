import {
  canChangeWebhook,
  canReadWebhooksOf,
  type WebhookItem,
  webhookNotFound,
  WebhookReplayService,
  WebhookService,
  WebhookView,
} from '@maillage/feed';
import type { Actor } from '@maillage/identity';
import { DomainError, isUuid } from '@maillage/kernel';
import { Inject } from '@nestjs/common';
import { Args, Context, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { SharedLimit } from '../budget/shared-limit.decorator.js';
import { answer, type Refused } from '../errors/mutation-answer.js';
import { Allow } from '../request/access.decorators.js';
import { firstOf } from '../request/page-size.js';
import type { RequestContext } from '../request/request-context.js';
import { WebhookCreateInput, WebhookMoveInput, WebhookReplayInput, WebhookUpdateInput } from './webhook.inputs.js';
import {
  WebhookDeletePayload,
  WebhookDeliveryConnectionType,
  WebhookPayload,
  WebhookSecretPayload,
  WebhookType,
} from './webhook.type.js';

const MAX_PAGE = 100;

/** Receivers of pokes, for the coordinators of the organization that they belong to. */
@Resolver()
export class WebhookResolver {
  constructor(
    @Inject(WebhookService) private readonly service: WebhookService,
    @Inject(WebhookReplayService) private readonly replays: WebhookReplayService,
    @Inject(WebhookView) private readonly view: WebhookView,
  ) {}

  @Allow('key:write')
  @Query(() => [WebhookType], { description: 'Receivers of an organization, oldest first, at most 10.' })
  async webhooks(
    @Args('organizationId', { type: () => ID, description: 'Organization that they belong to.' })
    organizationId: string,
    @Context() { actor }: RequestContext,
  ): Promise<WebhookType[]> {
    if (!isUuid(organizationId) || !canReadWebhooksOf(actor, organizationId)) throw DomainError.forbidden();
    return (await this.view.ofOrganization(organizationId)).map((item) => webhookObject(actor, item));
  }

  @Allow('key:write')
  @Query(() => WebhookDeliveryConnectionType, {
    description: 'What was sent to a receiver in the last 30 days, newest first.',
  })
  async webhookDeliveries(
    @Args('webhookId', { type: () => ID, description: 'Receiver.' }) webhookId: string,
    @Args('first', { type: () => Int, nullable: true, description: '1 to 100; 20 by default.' }) first: number | null,
    @Args('after', { type: () => String, nullable: true, description: '`endCursor` of the page before.' })
    after: string | null,
    @Context() { actor }: RequestContext,
  ): Promise<WebhookDeliveryConnectionType> {
    const webhook = isUuid(webhookId) ? await this.view.byId(webhookId) : null;
    if (!webhook || !canReadWebhooksOf(actor, webhook.organizationId)) throw webhookNotFound();
    const { items, ...pageInfo } = await this.view.deliveriesOf(webhookId, firstOf(first, MAX_PAGE), after ?? null);
    return { nodes: items, pageInfo };
  }

  @SharedLimit('KEY_CREATION')
  @Allow('key:write')
  @Mutation(() => WebhookSecretPayload, {
    description: 'A receiver for one’s organization, of 10 at most. The secret is shown this once.',
  })
  async webhookCreate(
    @Args('input', { description: 'The receiver.' }) input: WebhookCreateInput,
    @Context() context: RequestContext,
  ): Promise<WebhookSecretPayload | Refused> {
    return answer(context, async () => {
      const { id, secret } = await this.service.create(context.actor, { ...input });
      return { webhook: await this.read(context.actor, id), secret };
    });
  }

  @Allow('key:write')
  @Mutation(() => WebhookPayload, { description: 'Changes the address of a receiver, pauses it, or sets it going.' })
  async webhookUpdate(
    @Args('input', { description: 'What changes.' }) input: WebhookUpdateInput,
    @Context() context: RequestContext,
  ): Promise<WebhookPayload | Refused> {
    return this.changed(context, () => this.service.update(context.actor, { ...input }));
  }

  @SharedLimit('KEY_CREATION')
  @Allow('key:write')
  @Mutation(() => WebhookSecretPayload, {
    description: 'A new secret for a receiver. For 24 hours pokes bear two signatures, of the new and the old one.',
  })
  async webhookRotateSecret(
    @Args('input', { description: 'Which receiver.' }) input: WebhookMoveInput,
    @Context() context: RequestContext,
  ): Promise<WebhookSecretPayload | Refused> {
    return answer(context, async () => {
      const { id, secret } = await this.service.rotateSecret(context.actor, { ...input });
      return { webhook: await this.read(context.actor, id), secret };
    });
  }

  @Allow('key:write')
  @Mutation(() => WebhookPayload, { description: 'Sends a poke at once, with the head of the feed as it is now.' })
  async webhookTest(
    @Args('input', { description: 'Which receiver.' }) input: WebhookMoveInput,
    @Context() context: RequestContext,
  ): Promise<WebhookPayload | Refused> {
    return this.changed(context, () => this.replays.test(context.actor, { ...input }));
  }

  @Allow('key:write')
  @Mutation(() => WebhookPayload, { description: 'Sends again, with the same `webhook-id` and the same bytes.' })
  async webhookReplay(
    @Args('input', { description: 'What to send again.' }) input: WebhookReplayInput,
    @Context() context: RequestContext,
  ): Promise<WebhookPayload | Refused> {
    return this.changed(context, () => this.replays.replay(context.actor, { ...input }));
  }

  @Allow('key:write')
  @Mutation(() => WebhookDeletePayload, { description: 'Deletes a receiver, with the list of what was sent to it.' })
  async webhookDelete(
    @Args('input', { description: 'Which receiver.' }) input: WebhookMoveInput,
    @Context() context: RequestContext,
  ): Promise<WebhookDeletePayload | Refused> {
    return answer(context, async () => ({ webhookId: await this.service.remove(context.actor, { ...input }) }));
  }

  private changed(context: RequestContext, change: () => Promise<string>): Promise<WebhookPayload | Refused> {
    return answer(context, async () => ({ webhook: await this.read(context.actor, await change()) }));
  }

  private async read(actor: Actor, id: string): Promise<WebhookType | null> {
    const item = await this.view.byId(id);
    return item && canReadWebhooksOf(actor, item.organizationId) ? webhookObject(actor, item) : null;
  }
}

/** A receiver with what the caller may do with it, worked out when it is asked for. */
function webhookObject(actor: Actor, item: WebhookItem): WebhookType {
  return {
    ...item,
    get permissions() {
      return {
        canChange: canChangeWebhook(actor, 'webhookUpdate', item.organizationId),
        canDelete: canChangeWebhook(actor, 'webhookDelete', item.organizationId),
      };
    },
  };
}
