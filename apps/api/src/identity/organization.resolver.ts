import { OrganizationService, OrganizationSettingsService, OrganizationView } from '@maillage/identity';
import { Inject } from '@nestjs/common';
import { Args, Context, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { answer, type Refused } from '../errors/mutation-answer.js';
import { Allow, Public } from '../request/access.decorators.js';
import { firstOf } from '../request/page-size.js';
import type { RequestContext } from '../request/request-context.js';
import {
  OrganizationCreateInput,
  OrganizationFilterInput,
  OrganizationJoinNetworkInput,
  OrganizationLeaveNetworkInput,
  OrganizationMoveInput,
  OrganizationRenameInput,
  OrganizationSetPublishingInput,
} from './organization.inputs.js';
import { organizationObject } from './organization.mapper.js';
import { OrganizationConnectionType, OrganizationPayload } from './organization-reading.type.js';
import { OrganizationType } from './organization.type.js';

const MAX_PAGE = 100;
type Answer = Promise<OrganizationPayload | Refused>;

@Resolver()
export class OrganizationResolver {
  constructor(
    @Inject(OrganizationService) private readonly service: OrganizationService,
    @Inject(OrganizationSettingsService) private readonly settings: OrganizationSettingsService,
    @Inject(OrganizationView) private readonly view: OrganizationView,
  ) {}

  @Public()
  @Query(() => OrganizationType, {
    nullable: true,
    description: 'One organization; null when it is absent, or PENDING and not the caller’s.',
  })
  async organization(
    @Args('id', { type: () => ID, description: 'Id of the organization.' }) id: string,
    @Context() { actor }: RequestContext,
  ): Promise<OrganizationType | null> {
    const item = await this.view.one(actor, id);
    return item && organizationObject(actor, item);
  }

  @Public()
  @Query(() => OrganizationConnectionType, { description: 'Organizations by name.' })
  async organizations(
    @Args('filter', { type: () => OrganizationFilterInput, nullable: true, description: 'Narrows the list.' })
    filter: OrganizationFilterInput | null,
    @Args('first', { type: () => Int, nullable: true, description: 'Page size, 1 to 100; 20 by default.' })
    first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'Cursor of the page before.' })
    after: string | null,
    @Context() { actor }: RequestContext,
  ): Promise<OrganizationConnectionType> {
    const page = await this.view.page(actor, filter ?? {}, firstOf(first, MAX_PAGE), after ?? null);
    const nodes = page.organizations.map((item) => organizationObject(actor, item));
    const edges = nodes.map((node, index) => ({ node, cursor: page.cursors[index] ?? '' }));
    return { edges, nodes, pageInfo: { hasNextPage: page.hasNextPage, endCursor: page.cursors.at(-1) ?? null } };
  }

  @Allow('organization:write')
  @Mutation(() => OrganizationPayload, {
    description: 'Proposes an organization; PENDING until a moderator has verified it.',
  })
  async organizationCreate(
    @Args('input', { description: 'The organization.' }) input: OrganizationCreateInput,
    @Context() context: RequestContext,
  ): Answer {
    return this.changed(context, () => this.service.create(context.actor, { ...input }));
  }

  @Allow('moderate')
  @Mutation(() => OrganizationPayload, { description: 'By a moderator: its people may publish from now on.' })
  async organizationVerify(
    @Args('input', { description: 'Which organization.' }) input: OrganizationMoveInput,
    @Context() context: RequestContext,
  ): Answer {
    return this.changed(context, () => this.service.verify(context.actor, { ...input }));
  }

  @Allow('moderate')
  @Mutation(() => OrganizationPayload, { description: 'By a moderator: a new name, wherever the old one was shown.' })
  async organizationRename(
    @Args('input', { description: 'Which organization, and its name.' }) input: OrganizationRenameInput,
    @Context() context: RequestContext,
  ): Answer {
    return this.changed(context, () => this.service.rename(context.actor, { ...input }));
  }

  @Allow('moderate')
  @Mutation(() => OrganizationPayload, { description: 'By a moderator: records membership in a network of cities.' })
  async organizationJoinNetwork(
    @Args('input', { description: 'Who, which network, since when.' }) input: OrganizationJoinNetworkInput,
    @Context() context: RequestContext,
  ): Answer {
    return this.changed(context, () => this.settings.joinNetwork(context.actor, { ...input }));
  }

  @Allow('moderate')
  @Mutation(() => OrganizationPayload, { description: 'By a moderator: ends membership in a network of cities.' })
  async organizationLeaveNetwork(
    @Args('input', { description: 'Who, and which network.' }) input: OrganizationLeaveNetworkInput,
    @Context() context: RequestContext,
  ): Answer {
    return this.changed(context, () => this.settings.leaveNetwork(context.actor, { ...input }));
  }

  @Allow('entry:publish')
  @Mutation(() => OrganizationPayload, {
    description: 'By its coordinators: with or without a submission before publication.',
  })
  async organizationSetPublishing(
    @Args('input', { description: 'Which organization, and how it publishes.' }) input: OrganizationSetPublishingInput,
    @Context() context: RequestContext,
  ): Answer {
    return this.changed(context, () => this.settings.setOneStepPublishing(context.actor, { ...input }));
  }

  private changed(context: RequestContext, change: () => Promise<string>): Answer {
    return answer(context, async () => {
      const id = await change();
      // Whoever made it sees it, also where the memberships of this request are older than it.
      const item = (await this.view.byIds(context.actor, [id], id))[0];
      return { organization: item ? organizationObject(context.actor, item) : null };
    });
  }
}
