import {
  type Actor,
  audienceOf,
  MembershipView,
  mayTry,
  NoticeView,
  type OrganizationItem,
  OrganizationView,
  ownOrganizations,
  SessionService,
} from '@maillage/identity';
import type { Language } from '@maillage/kernel';
import { type TerritoryItem, TerritoryView } from '@maillage/territory';
import { Inject } from '@nestjs/common';
import { Context, Info, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { scopeName } from '../fields/product.enumerations.js';
import { Public } from '../request/access.decorators.js';
import type { RequestContext } from '../request/request-context.js';
import { selects } from '../request/selection.js';
import { noticeObject, standingNoticeObject } from './notice.mapper.js';
import { organizationObject } from './organization.mapper.js';
import type { SessionType } from './session.type.js';
import { type NoticeType, type ViewerMembershipType, type ViewerPermissionsType, ViewerType } from './viewer.type.js';

@Resolver()
export class ViewerResolver {
  constructor(
    @Inject(OrganizationView) private readonly organizations: OrganizationView,
    @Inject(TerritoryView) private readonly territories: TerritoryView,
    @Inject(NoticeView) private readonly notices: NoticeView,
    @Inject(SessionService) private readonly sessions: SessionService,
    @Inject(MembershipView) private readonly people: MembershipView,
  ) {}

  @Public()
  @Query(() => ViewerType, { description: 'Who sends this request, and what it may do.' })
  async viewer(@Context() { actor, language }: RequestContext, @Info() info: GraphQLResolveInfo): Promise<ViewerType> {
    const [found, territories, notices, sessions, membershipRequests] = await Promise.all([
      selects(info, 'memberships') ? this.organizations.byIds(actor, ownOrganizations(actor)) : [],
      selects(info, 'territories') ? this.coordinated(actor) : [],
      selects(info, 'notices') ? this.noticesOf(actor, language) : [],
      selects(info, 'sessions') ? this.sessionsOf(actor) : [],
      selects(info, 'membershipRequests') && actor.kind === 'MEMBER' ? this.people.requestsOf(actor.id) : [],
    ]);
    return {
      kind: actor.kind,
      displayName: actor.kind === 'MEMBER' ? actor.displayName : null,
      audience: audienceOf(actor),
      memberships: membershipsOf(actor, found),
      territories,
      networkRoles: actor.kind === 'MEMBER' ? [...actor.networkRoles] : [],
      keyScopes: actor.kind === 'VISITOR' || actor.keyScopes === null ? null : [...actor.keyScopes].map(scopeName),
      sessions,
      membershipRequests,
      notices,
      get permissions() {
        return permissionsOf(actor);
      },
    };
  }

  private async noticesOf(actor: Actor, language: Language): Promise<NoticeType[]> {
    const [expiring, standing] = await Promise.all([this.notices.of(actor), this.notices.standingOf(actor)]);
    return [
      ...standing.map((notice) => standingNoticeObject(notice, language)),
      ...expiring.map((notice) => noticeObject(notice, language)),
    ];
  }

  private async sessionsOf(actor: Actor): Promise<SessionType[]> {
    const current = actor.kind === 'MEMBER' ? actor.sessionId : undefined;
    return (await this.sessions.openOf(actor)).map((session) => ({ ...session, current: session.id === current }));
  }

  private async coordinated(actor: Actor): Promise<TerritoryItem[]> {
    return actor.kind === 'MEMBER' ? this.territories.byIds(actor.territoryRoles.map((role) => role.territoryId)) : [];
  }
}

function permissionsOf(actor: Actor): ViewerPermissionsType {
  return {
    canWrite: mayTry(actor, 'entryCreate'),
    canPublish: mayTry(actor, 'entryPublish'),
    canReview: mayTry(actor, 'entrySubmissions'),
    canModerate: mayTry(actor, 'organizationVerify'),
    canGrantTerritoryRoles: mayTry(actor, 'territoryRoleGrant'),
    canEditGlossary: mayTry(actor, 'glossaryUpsert'),
    canReadUnansweredQueries: mayTry(actor, 'unansweredQueries'),
    canCreateOrganization: mayTry(actor, 'organizationCreate'),
    canManageKeys: mayTry(actor, 'apiKeyCreate'),
    canImport: mayTry(actor, 'import.publish'),
  };
}

function membershipsOf(actor: Actor, found: readonly OrganizationItem[]): ViewerMembershipType[] {
  const roleIn = (id: string): string =>
    actor.kind === 'MEMBER'
      ? (actor.memberships.find((membership) => membership.organizationId === id)?.role ?? 'READER')
      : 'READER';
  return found.map((item) => ({ organization: organizationObject(actor, item), role: roleIn(item.id) }));
}
