import {
  type Actor,
  audienceOf,
  isPermitted,
  MembershipView,
  type OrganizationItem,
  OrganizationView,
  ownOrganizations,
  SessionService,
} from '@maillage/identity';
import { Inject } from '@nestjs/common';
import { Context, Field, Info, ObjectType, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { graphqlEnum } from '../fields/graphql-enumerations.js';
import { apiKeyScopes, audiences, roles, scopeName, viewerKinds } from '../fields/product.enumerations.js';
import { Public } from '../request/access.decorators.js';
import type { RequestContext } from '../request/request-context.js';
import { selects } from '../request/selection.js';
import { MembershipRequestType } from './membership.type.js';
import { organizationObject } from './organization.mapper.js';
import { OrganizationType } from './organization.type.js';
import { SessionType } from './session.type.js';

@ObjectType('ViewerMembership', { description: 'A role in an organization.' })
export class ViewerMembershipType {
  @Field(() => OrganizationType, { description: 'The organization.' })
  organization!: OrganizationType;

  @Field(() => graphqlEnum(roles), { description: 'The role held in it.' })
  role!: string;
}

@ObjectType('ViewerPermissions', {
  description: 'What the caller may try at all; each object tells what may be done with it.',
})
export class ViewerPermissionsType {
  @Field(() => Boolean, { description: 'Write drafts.' })
  canWrite!: boolean;

  @Field(() => Boolean, { description: 'Publish.' })
  canPublish!: boolean;

  @Field(() => Boolean, { description: 'Moderate the network.' })
  canModerate!: boolean;

  @Field(() => Boolean, { description: 'Propose an organization.' })
  canCreateOrganization!: boolean;

  @Field(() => Boolean, { description: 'Make keys for portals.' })
  canManageKeys!: boolean;
}

@ObjectType('Viewer', { description: 'Who sends this request.' })
export class ViewerType {
  @Field(() => graphqlEnum(viewerKinds), { description: 'Visitor, member or portal.' })
  kind!: string;

  @Field(() => String, { nullable: true, description: 'Name of the member.' })
  displayName!: string | null;

  @Field(() => graphqlEnum(audiences), { description: 'Widest audience that is read: PUBLIC or NETWORK.' })
  audience!: string;

  @Field(() => [ViewerMembershipType], {
    description: 'Roles in organizations; of a portal, the organization that owns it.',
  })
  memberships!: readonly ViewerMembershipType[];

  @Field(() => [graphqlEnum(roles)], { description: 'Roles of the network.' })
  networkRoles!: readonly string[];

  @Field(() => [graphqlEnum(apiKeyScopes)], {
    nullable: true,
    description: 'Scopes of the key used; null for a session.',
  })
  keyScopes!: readonly string[] | null;

  @Field(() => ViewerPermissionsType, { description: 'What may be tried at all.' })
  permissions!: ViewerPermissionsType;

  @Field(() => [SessionType], { description: 'Browsers in which one is signed in, newest first.' })
  sessions!: readonly SessionType[];

  @Field(() => [MembershipRequestType], {
    description: 'One’s own requests for membership: waiting, or answered within 30 days.',
  })
  membershipRequests!: readonly MembershipRequestType[];
}

@Resolver()
export class ViewerResolver {
  constructor(
    @Inject(OrganizationView) private readonly organizations: OrganizationView,
    @Inject(SessionService) private readonly sessions: SessionService,
    @Inject(MembershipView) private readonly people: MembershipView,
  ) {}

  @Public()
  @Query(() => ViewerType, { description: 'Who sends this request, and what it may do.' })
  async viewer(@Context() { actor }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<ViewerType> {
    const asked = selects(info, 'memberships');
    const found = asked ? await this.organizations.byIds(actor, ownOrganizations(actor)) : [];
    return {
      kind: actor.kind,
      displayName: actor.kind === 'MEMBER' ? actor.displayName : null,
      audience: audienceOf(actor),
      memberships: membershipsOf(actor, found),
      networkRoles: actor.kind === 'MEMBER' ? [...actor.networkRoles] : [],
      keyScopes: actor.kind === 'VISITOR' || actor.keyScopes === null ? null : [...actor.keyScopes].map(scopeName),
      permissions: {
        canWrite: isPermitted(actor, 'entry:write'),
        canPublish: isPermitted(actor, 'entry:publish'),
        canModerate: isPermitted(actor, 'moderate'),
        canCreateOrganization: isPermitted(actor, 'organization:write'),
        canManageKeys: isPermitted(actor, 'key:write'),
      },
      sessions: selects(info, 'sessions') ? await this.sessionsOf(actor) : [],
      membershipRequests:
        selects(info, 'membershipRequests') && actor.kind === 'MEMBER' ? await this.people.requestsOf(actor.id) : [],
    };
  }

  private async sessionsOf(actor: Actor): Promise<SessionType[]> {
    const current = actor.kind === 'MEMBER' ? actor.sessionId : undefined;
    return (await this.sessions.openOf(actor)).map((session) => ({ ...session, current: session.id === current }));
  }
}

function membershipsOf(actor: Actor, found: readonly OrganizationItem[]): ViewerMembershipType[] {
  const roleIn = (id: string): string =>
    actor.kind === 'MEMBER'
      ? (actor.memberships.find((membership) => membership.organizationId === id)?.role ?? 'READER')
      : 'READER';
  return found.map((item) => ({ organization: organizationObject(actor, item), role: roleIn(item.id) }));
}
