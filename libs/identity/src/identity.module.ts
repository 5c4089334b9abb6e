import { Module } from '@nestjs/common';
import { ActorService } from './actor/actor.service.js';
import { ActorView } from './actor/actor.view.js';
import { AuditRepository } from './audit/audit.repository.js';
import { MemberRepository } from './member/member.repository.js';
import { OrganizationRepository } from './organization/organization.repository.js';

const shared = [ActorService, AuditRepository, MemberRepository, OrganizationRepository];

/**
 * Who acts, in whose name. Needs `DatabaseModule`. `OrganizationService` is provided where the catalogue is, as it
 * tells the catalogue which entries a change of an organization concerns.
 */
@Module({ providers: [...shared, ActorView], exports: shared })
export class IdentityModule {}
