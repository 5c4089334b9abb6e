import {
  InvitationService,
  type MemberActor,
  MembershipRequestService,
  MembershipService,
  ORGANIZATION_ROLES,
} from '@maillage/identity';
import { DomainError } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';

/** Forms of the account page, as commands. */
@Injectable()
export class AccountFormService {
  constructor(
    @Inject(MembershipRequestService) private readonly requests: MembershipRequestService,
    @Inject(InvitationService) private readonly invitations: InvitationService,
    @Inject(MembershipService) private readonly memberships: MembershipService,
  ) {}

  /** To join the organization of the workplace. */
  async request(actor: MemberActor, wanted: string): Promise<void> {
    const role = ORGANIZATION_ROLES.find((name) => name === wanted);
    if (!role) throw DomainError.notFound({ fr: 'Rôle', en: 'Role' });
    await this.requests.request(actor, { role });
  }

  async withdraw(actor: MemberActor, id: string): Promise<void> {
    await this.requests.withdraw(actor, { id });
  }

  async accept(actor: MemberActor, token: string): Promise<void> {
    await this.invitations.accept(actor, { token });
  }

  async leave(actor: MemberActor, organizationId: string, evenIfLast: boolean): Promise<void> {
    await this.memberships.leave(actor, { organizationId, evenIfLast });
  }
}
