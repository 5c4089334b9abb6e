import { UnitOfWork } from '@maillage/database';
import { DomainError, isUuid } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { SystemActor } from '../actor/actor.js';
import { AuditRepository } from '../audit/audit.repository.js';
import type { NetworkRole } from '../member/member.entity.js';
import { MemberRepository } from '../member/member.repository.js';

const MEMBER = { fr: 'Membre', en: 'Member' };

/** Roles of the network, given and taken by whoever runs it: the command line alone calls this. */
@Injectable()
export class NetworkRoleService {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(MemberRepository) private readonly members: MemberRepository,
    @Inject(AuditRepository) private readonly audit: AuditRepository,
  ) {}

  /** Safe to repeat. @throws DomainError NOT_FOUND */
  async grant(actor: SystemActor, memberId: string, role: NetworkRole): Promise<void> {
    await this.unitOfWork.run(async (transaction) => {
      if (!isUuid(memberId) || !(await this.members.isMember(transaction, memberId)))
        throw DomainError.notFound(MEMBER);
      await this.members.grant(transaction, { memberId, role });
      const action = 'memberGrantRole';
      await this.audit.append(transaction, { actor: actor.name, action, objectId: memberId, details: { role } });
    });
  }

  /** @returns false when the member did not hold it */
  async revoke(actor: SystemActor, memberId: string, role: NetworkRole): Promise<boolean> {
    return this.unitOfWork.run(async (transaction) => {
      if (!isUuid(memberId) || !(await this.members.revokeNetworkRole(transaction, memberId, role))) return false;
      const action = 'memberRevokeRole';
      await this.audit.append(transaction, { actor: actor.name, action, objectId: memberId, details: { role } });
      return true;
    });
  }
}
