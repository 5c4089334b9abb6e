import {
  canManagePeopleOf,
  canReadAllRequests,
  type MembershipRequestItem,
  MembershipRequestService,
  MembershipService,
  MembershipView,
} from '@maillage/identity';
import { DomainError, isUuid } from '@maillage/kernel';
import { Inject } from '@nestjs/common';
import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { answer, type Refused } from '../errors/mutation-answer.js';
import { Allow } from '../request/access.decorators.js';
import type { RequestContext } from '../request/request-context.js';
import {
  MembershipConfirmInput,
  MembershipEndInput,
  MembershipLeaveInput,
  MembershipRefuseInput,
  MembershipRequestInput,
  MembershipRequestWithdrawInput,
} from './membership.inputs.js';
import { MembershipPayload, MembershipRequestPayload, MembershipRequestType } from './membership.type.js';

type RequestAnswer = Promise<MembershipRequestPayload | Refused>;
type MembershipAnswer = Promise<MembershipPayload | Refused>;

/** How people come into organizations and leave them. */
@Resolver()
export class MembershipResolver {
  constructor(
    @Inject(MembershipRequestService) private readonly requests: MembershipRequestService,
    @Inject(MembershipService) private readonly memberships: MembershipService,
    @Inject(MembershipView) private readonly view: MembershipView,
  ) {}

  @Allow('organization:write')
  @Query(() => [MembershipRequestType], {
    description: 'Requests that wait, oldest first, at most 100: of an organization, or for moderators of all.',
  })
  async membershipRequests(
    @Args('organizationId', {
      type: () => ID,
      nullable: true,
      description: 'Organization that the caller coordinates.',
    })
    organizationId: string | null,
    @Context() { actor }: RequestContext,
  ): Promise<readonly MembershipRequestItem[]> {
    if (organizationId === null || organizationId === undefined) {
      if (!canReadAllRequests(actor)) throw DomainError.forbidden();
      return this.view.openRequests(null);
    }
    if (!isUuid(organizationId) || !canManagePeopleOf(actor, organizationId, 'membershipRequests'))
      throw DomainError.forbidden();
    return this.view.openRequests([organizationId]);
  }

  @Allow('organization:write')
  @Mutation(() => MembershipRequestPayload, {
    description: 'Asks for a role in an organization. The first account of one waits for a moderator.',
  })
  async membershipRequest(
    @Args('input', { description: 'Which organization, which role.' }) input: MembershipRequestInput,
    @Context() context: RequestContext,
  ): RequestAnswer {
    return this.changed(context, () => this.requests.request(context.actor, { ...input }));
  }

  @Allow('organization:write')
  @Mutation(() => MembershipRequestPayload, { description: 'Takes one’s own request back.' })
  async membershipRequestWithdraw(
    @Args('input', { description: 'Which request.' }) input: MembershipRequestWithdrawInput,
    @Context() context: RequestContext,
  ): RequestAnswer {
    return this.changed(context, () => this.requests.withdraw(context.actor, { ...input }));
  }

  @Allow('organization:write')
  @Mutation(() => MembershipRequestPayload, {
    description: 'By a coordinator of the organization or a moderator: the person has the role from now on.',
  })
  async membershipConfirm(
    @Args('input', { description: 'Which request.' }) input: MembershipConfirmInput,
    @Context() context: RequestContext,
  ): RequestAnswer {
    return this.changed(context, () => this.requests.confirm(context.actor, { ...input }));
  }

  @Allow('organization:write')
  @Mutation(() => MembershipRequestPayload, {
    description: 'By a coordinator of the organization or a moderator, with a reason.',
  })
  async membershipRefuse(
    @Args('input', { description: 'Which request, and why.' }) input: MembershipRefuseInput,
    @Context() context: RequestContext,
  ): RequestAnswer {
    return this.changed(context, () => this.requests.refuse(context.actor, { ...input }));
  }

  @Allow('organization:write')
  @Mutation(() => MembershipPayload, { description: 'Leaves an organization: rights end with the next request.' })
  async membershipLeave(
    @Args('input', { description: 'Which organization.' }) input: MembershipLeaveInput,
    @Context() context: RequestContext,
  ): MembershipAnswer {
    return answer(context, async () => ({
      organizationId: await this.memberships.leave(context.actor, { ...input }),
    }));
  }

  @Allow('organization:write')
  @Mutation(() => MembershipPayload, {
    description: 'By a coordinator of the organization or a moderator: ends somebody’s role in it.',
  })
  async membershipEnd(
    @Args('input', { description: 'Which membership.' }) input: MembershipEndInput,
    @Context() context: RequestContext,
  ): MembershipAnswer {
    return answer(context, async () => ({ organizationId: await this.memberships.end(context.actor, { ...input }) }));
  }

  private changed(context: RequestContext, change: () => Promise<string>): RequestAnswer {
    return answer(context, async () => ({ request: await this.view.request(await change()) }));
  }
}
