import { TerritoryRoleService, TerritoryRoleView } from '@maillage/identity';
import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { answer, type Refused } from '../errors/mutation-answer.js';
import { Allow } from '../request/access.decorators.js';
import type { RequestContext } from '../request/request-context.js';
import { TerritoryRoleInput, TerritoryRolePayload, TerritoryRoleType } from './territory-role.type.js';

/** Coordinators of départements and régions, named by moderators. */
@Resolver()
export class TerritoryRoleResolver {
  constructor(
    @Inject(TerritoryRoleService) private readonly service: TerritoryRoleService,
    @Inject(TerritoryRoleView) private readonly view: TerritoryRoleView,
  ) {}

  @Allow('moderate')
  @Query(() => [TerritoryRoleType], { description: 'For moderators: who coordinates which territory, at most 500.' })
  async territoryRoles(
    @Args('territoryId', { type: () => ID, nullable: true, description: 'One territory; absent: all.' })
    territoryId: string | null,
    @Context() { actor }: RequestContext,
  ): Promise<TerritoryRoleType[]> {
    return this.view.list(actor, territoryId ?? null);
  }

  @Allow('moderate')
  @Mutation(() => TerritoryRolePayload, {
    description: 'By a moderator: names a coordinator of a département or région. Safe to repeat.',
  })
  async territoryRoleGrant(
    @Args('input', { description: 'Who, and which territory.' }) input: TerritoryRoleInput,
    @Context() context: RequestContext,
  ): Promise<TerritoryRolePayload | Refused> {
    return this.changed(context, input, () => this.service.grant(context.actor, { ...input }));
  }

  @Allow('moderate')
  @Mutation(() => TerritoryRolePayload, {
    description: 'By a moderator: ends the role; it holds from the next request of that person on.',
  })
  async territoryRoleEnd(
    @Args('input', { description: 'Who, and which territory.' }) input: TerritoryRoleInput,
    @Context() context: RequestContext,
  ): Promise<TerritoryRolePayload | Refused> {
    return this.changed(context, input, () => this.service.end(context.actor, { ...input }));
  }

  private changed(
    context: RequestContext,
    { territoryId }: TerritoryRoleInput,
    change: () => Promise<void>,
  ): Promise<TerritoryRolePayload | Refused> {
    return answer(context, async () => {
      await change();
      return { territoryRoles: await this.view.list(context.actor, territoryId) };
    });
  }
}
