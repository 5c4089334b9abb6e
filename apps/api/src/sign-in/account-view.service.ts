import {
  type MemberActor,
  MembershipView,
  OrganizationView,
  ownOrganizations,
  SessionService,
} from '@maillage/identity';
import { Inject, Injectable } from '@nestjs/common';
import type { AccountView } from './pages/account.page.js';

/** Gathers what a person's own page shows. */
@Injectable()
export class AccountViewService {
  constructor(
    @Inject(OrganizationView) private readonly organizations: OrganizationView,
    @Inject(MembershipView) private readonly people: MembershipView,
    @Inject(SessionService) private readonly sessions: SessionService,
  ) {}

  async of(actor: MemberActor, invitation: string): Promise<AccountView> {
    const [organizations, requests, workplace, sessions] = await Promise.all([
      this.organizations.byIds(actor, ownOrganizations(actor)),
      this.people.requestsOf(actor.id),
      this.people.workplaceOf(actor.id),
      this.sessions.openOf(actor),
    ]);
    const memberships = actor.memberships.map(({ organizationId, role, verified }) => {
      const name = organizations.find(({ id }) => id === organizationId)?.name ?? organizationId;
      return { organizationId, name, role, verified };
    });
    return {
      memberId: actor.id,
      displayName: actor.displayName,
      networkRoles: [...actor.networkRoles],
      memberships,
      requests,
      workplace,
      sessions,
      sessionId: actor.sessionId,
      invitation,
    };
  }
}
