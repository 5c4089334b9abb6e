import {
  type Actor,
  type ApiKeyItem,
  ApiKeyService,
  ApiKeyView,
  canReadKeysOf,
  canRevokeKey,
  canRotateKey,
  type KeyEnvironment,
} from '@maillage/identity';
import { DomainError, isUuid } from '@maillage/kernel';
import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { API_OPTIONS, type ApiOptions } from '../api-options.js';
import { answer, type Refused } from '../errors/mutation-answer.js';
import { scopeName, scopeNamed } from '../fields/product.enumerations.js';
import { SharedLimit } from '../budget/shared-limit.decorator.js';
import { Allow } from '../request/access.decorators.js';
import type { RequestContext } from '../request/request-context.js';
import {
  ApiKeyCreateInput,
  ApiKeyCreatePayload,
  ApiKeyPayload,
  ApiKeyRevokeInput,
  ApiKeyRotateInput,
  ApiKeyType,
} from './api-key.type.js';

/** Keys of portals, for the coordinators of the organization that owns the portal. */
@Resolver()
export class ApiKeyResolver {
  constructor(
    @Inject(ApiKeyService) private readonly service: ApiKeyService,
    @Inject(ApiKeyView) private readonly view: ApiKeyView,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  @Allow('key:write')
  @Query(() => [ApiKeyType], { description: 'Keys of an organization’s portals, newest first, at most 200.' })
  async apiKeys(
    @Args('organizationId', { type: () => ID, description: 'Organization that owns the portals.' })
    organizationId: string,
    @Context() { actor }: RequestContext,
  ): Promise<ApiKeyType[]> {
    if (!isUuid(organizationId) || !canReadKeysOf(actor, organizationId)) throw DomainError.forbidden();
    return (await this.view.ofOrganization(organizationId)).map((item) => keyObject(actor, item));
  }

  @SharedLimit('KEY_CREATION')
  @Allow('key:write')
  @Mutation(() => ApiKeyCreatePayload, {
    description: 'A key for a portal of one’s organization. The secret is shown this once.',
  })
  async apiKeyCreate(
    @Args('input', { description: 'The key.' }) input: ApiKeyCreateInput,
    @Context() context: RequestContext,
  ): Promise<ApiKeyCreatePayload | Refused> {
    return answer(context, async () => {
      const scopes = input.scopes?.map(scopeNamed).filter((scope) => scope !== undefined) ?? null;
      const { id, secret } = await this.service.create(
        context.actor,
        { ...input, scopes },
        environmentOf(this.options),
      );
      return { apiKey: await this.read(context.actor, id), secret };
    });
  }

  @SharedLimit('KEY_CREATION')
  @Allow('key:write')
  @Mutation(() => ApiKeyCreatePayload, {
    description: 'A new secret for a key of one’s portal; the old one goes on for a while. Shown this once.',
  })
  async apiKeyRotate(
    @Args('input', { description: 'Which key, and for how long the old secret goes on.' }) input: ApiKeyRotateInput,
    @Context() context: RequestContext,
  ): Promise<ApiKeyCreatePayload | Refused> {
    return answer(context, async () => {
      const { id, secret } = await this.service.rotate(context.actor, { ...input }, environmentOf(this.options));
      return { apiKey: await this.read(context.actor, id), secret };
    });
  }

  @Allow('key:write')
  @Mutation(() => ApiKeyPayload, {
    description: 'Ends a key: the next request with it is refused, with the old secret of a rotation, too.',
  })
  async apiKeyRevoke(
    @Args('input', { description: 'Which key.' }) input: ApiKeyRevokeInput,
    @Context() context: RequestContext,
  ): Promise<ApiKeyPayload | Refused> {
    return answer(context, async () => ({
      apiKey: await this.read(context.actor, await this.service.revoke(context.actor, { ...input })),
    }));
  }

  private async read(actor: Actor, id: string): Promise<ApiKeyType | null> {
    const item = await this.view.byId(id);
    return item && keyObject(actor, item);
  }
}

function environmentOf({ mode }: ApiOptions): KeyEnvironment {
  return mode === 'demo' ? 'demo' : 'prod';
}

/** A key with what the caller may do with it, worked out when it is asked for. */
function keyObject(actor: Actor, item: ApiKeyItem): ApiKeyType {
  const ended = item.revokedAt !== null;
  return {
    ...item,
    scopes: item.scopes.map(scopeName),
    get permissions() {
      return {
        canRotate: !ended && item.expiresAt > new Date() && canRotateKey(actor, item),
        canRevoke: !ended && canRevokeKey(actor, item),
      };
    },
  };
}
