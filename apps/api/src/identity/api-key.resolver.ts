import { type ApiKeyItem, ApiKeyService, ApiKeyView, canManageKeysOf } from '@maillage/identity';
import { DomainError, isUuid } from '@maillage/kernel';
import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { API_OPTIONS, type ApiOptions } from '../api-options.js';
import { answer, type Refused } from '../errors/mutation-answer.js';
import { scopeName } from '../fields/product.enumerations.js';
import { Allow } from '../request/access.decorators.js';
import type { RequestContext } from '../request/request-context.js';
import {
  ApiKeyCreateInput,
  ApiKeyCreatePayload,
  ApiKeyPayload,
  ApiKeyRevokeInput,
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
    if (!isUuid(organizationId) || !canManageKeysOf(actor, organizationId)) throw DomainError.forbidden();
    return (await this.view.ofOrganization(organizationId)).map(keyObject);
  }

  @Allow('key:write')
  @Mutation(() => ApiKeyCreatePayload, {
    description: 'A key for a portal of one’s organization. The secret is shown this once.',
  })
  async apiKeyCreate(
    @Args('input', { description: 'The key.' }) input: ApiKeyCreateInput,
    @Context() context: RequestContext,
  ): Promise<ApiKeyCreatePayload | Refused> {
    return answer(context, async () => {
      const environment = this.options.mode === 'demo' ? 'demo' : 'prod';
      const { id, secret } = await this.service.create(context.actor, { ...input }, environment);
      return { apiKey: await this.read(id), secret };
    });
  }

  @Allow('key:write')
  @Mutation(() => ApiKeyPayload, { description: 'Ends a key: the next request with it is refused.' })
  async apiKeyRevoke(
    @Args('input', { description: 'Which key.' }) input: ApiKeyRevokeInput,
    @Context() context: RequestContext,
  ): Promise<ApiKeyPayload | Refused> {
    return answer(context, async () => ({
      apiKey: await this.read(await this.service.revoke(context.actor, { ...input })),
    }));
  }

  private async read(id: string): Promise<ApiKeyType | null> {
    const item = await this.view.byId(id);
    return item && keyObject(item);
  }
}

function keyObject(item: ApiKeyItem): ApiKeyType {
  return { ...item, scopes: item.scopes.map(scopeName) };
}
