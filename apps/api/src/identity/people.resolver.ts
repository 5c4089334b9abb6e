import {
  type Actor,
  canManagePeopleOf,
  canReadMembers,
  type InvitationItem,
  InvitationService,
  type MemberItem,
  MemberReconcileService,
  MembershipView,
  type OrganizationMemberItem,
  type PeopleAction,
} from '@maillage/identity';
import { DomainError, isUuid } from '@maillage/kernel';
import { Inject } from '@nestjs/common';
import { Args, Context, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { answer, type Refused } from '../errors/mutation-answer.js';
import { Allow } from '../request/access.decorators.js';
import { firstOf } from '../request/page-size.js';
import type { RequestContext } from '../request/request-context.js';
import {
  InvitationAcceptInput,
  InvitationCreateInput,
  InvitationRevokeInput,
  MemberReconcileInput,
} from './membership.inputs.js';
import {
  InvitationCreatePayload,
  InvitationPayload,
  InvitationType,
  MemberPayload,
  MembershipPayload,
  MemberType,
  OrganizationMemberType,
} from './membership.type.js';

const MAX_PAGE = 100;

/** People of organizations, for whoever keeps them. */
@Resolver()
export class PeopleResolver {
  constructor(
    @Inject(InvitationService) private readonly invitationService: InvitationService,
    @Inject(MemberReconcileService) private readonly reconciling: MemberReconcileService,
    @Inject(MembershipView) private readonly view: MembershipView,
  ) {}

  @Allow('organization:write')
  @Query(() => [OrganizationMemberType], {
    description: 'People of an organization, at most 500; for its coordinators and moderators.',
  })
  async organizationMembers(
    @Args('organizationId', { type: () => ID, description: 'The organization.' }) organizationId: string,
    @Context() { actor }: RequestContext,
  ): Promise<readonly OrganizationMemberItem[]> {
    assertManages(actor, organizationId, 'organizationMembers');
    return this.view.peopleOf(organizationId);
  }

  @Allow('organization:write')
  @Query(() => [InvitationType], {
    description: 'Invitations of an organization, newest first, at most 100; for its coordinators and moderators.',
  })
  async invitations(
    @Args('organizationId', { type: () => ID, description: 'The organization.' }) organizationId: string,
    @Context() { actor }: RequestContext,
  ): Promise<readonly InvitationItem[]> {
    assertManages(actor, organizationId, 'invitations');
    return this.view.invitationsOf(organizationId);
  }

  @Allow('moderate')
  @Query(() => [MemberType], { description: 'Accounts by name, newest first; for administrators.' })
  async members(
    @Args('search', { type: () => String, nullable: true, description: 'Part of a name, or an id.' })
    search: string | null,
    @Args('first', { type: () => Int, nullable: true, description: 'How many, 1 to 100; 20 by default.' })
    first: number | null,
    @Context() { actor }: RequestContext,
  ): Promise<readonly MemberItem[]> {
    if (!canReadMembers(actor)) throw DomainError.forbidden();
    return this.view.members((search ?? '').trim(), firstOf(first, MAX_PAGE));
  }

  @Allow('organization:write')
  @Mutation(() => InvitationCreatePayload, {
    description: 'By a coordinator: a role for whoever gets the token. Shown this once.',
  })
  async invitationCreate(
    @Args('input', { description: 'Which organization, which role.' }) input: InvitationCreateInput,
    @Context() context: RequestContext,
  ): Promise<InvitationCreatePayload | Refused> {
    return answer(context, async () => {
      const { id, token } = await this.invitationService.create(context.actor, { ...input });
      return { invitation: await this.view.invitation(id), token };
    });
  }

  @Allow('organization:write')
  @Mutation(() => MembershipPayload, { description: 'Takes the role that an invitation gives; it works once.' })
  async invitationAccept(
    @Args('input', { description: 'The token.' }) input: InvitationAcceptInput,
    @Context() context: RequestContext,
  ): Promise<MembershipPayload | Refused> {
    return answer(context, async () => ({
      organizationId: await this.invitationService.accept(context.actor, { ...input }),
    }));
  }

  @Allow('organization:write')
  @Mutation(() => InvitationPayload, { description: 'Makes an invitation void.' })
  async invitationRevoke(
    @Args('input', { description: 'Which invitation.' }) input: InvitationRevokeInput,
    @Context() context: RequestContext,
  ): Promise<InvitationPayload | Refused> {
    return answer(context, async () => ({
      invitation: await this.view.invitation(await this.invitationService.revoke(context.actor, { ...input })),
    }));
  }

  @Allow('moderate')
  @Mutation(() => MemberPayload, {
    description:
      'By an administrator: two accounts are one person. Subjects, roles and requests of the other go to the one that stays; sessions and keys of the other end.',
  })
  async memberReconcile(
    @Args('input', { description: 'Which accounts.' }) input: MemberReconcileInput,
    @Context() context: RequestContext,
  ): Promise<MemberPayload | Refused> {
    return answer(context, async () => {
      const id = await this.reconciling.reconcile(context.actor, { ...input });
      return { member: (await this.view.members(id, 1))[0] ?? null };
    });
  }
}

function assertManages(actor: Actor, organizationId: string, action: PeopleAction): void {
  if (!isUuid(organizationId) || !canManagePeopleOf(actor, organizationId, action)) throw DomainError.forbidden();
}
