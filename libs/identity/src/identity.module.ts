import { Module } from '@nestjs/common';
import { ActorService } from './actor/actor.service.js';
import { ActorView } from './actor/actor.view.js';
import { ApiKeyRepository } from './api-key/api-key.repository.js';
import { ApiKeyService } from './api-key/api-key.service.js';
import { ApiKeyView } from './api-key/api-key.view.js';
import { AuditPersonalRepository } from './audit/audit-personal.repository.js';
import { AuditRetentionService } from './audit/audit-retention.service.js';
import { AuditRepository } from './audit/audit.repository.js';
import { AuditChainRepository } from './audit/chain/audit-chain.repository.js';
import { AuditChainer } from './audit/chain/audit-chainer.js';
import { AuditHeadView } from './audit/chain/audit-head.view.js';
import { AuditLogService } from './audit/log/audit-log.service.js';
import { AuditLogView } from './audit/log/audit-log.view.js';
import { AuditVerificationService } from './audit/verification/audit-verification.service.js';
import { AuditVerificationView } from './audit/verification/audit-verification.view.js';
import { MemberErasureRepository } from './member/member-erasure.repository.js';
import { MemberRepository } from './member/member.repository.js';
import { InvitationRepository } from './membership/invitation.repository.js';
import { InvitationService } from './membership/invitation.service.js';
import { MemberReconcileRepository } from './membership/member-reconcile.repository.js';
import { MemberReconcileService } from './membership/member-reconcile.service.js';
import { MembershipRepository } from './membership/membership.repository.js';
import { MembershipRequestRepository } from './membership/membership-request.repository.js';
import { MembershipRetentionRepository } from './membership/membership-retention.repository.js';
import { MembershipRequestService } from './membership/membership-request.service.js';
import { MembershipService } from './membership/membership.service.js';
import { MembershipView } from './membership/membership.view.js';
import { NetworkRoleService } from './membership/network-role.service.js';
import { NoticeRepository } from './notice/notice.repository.js';
import { NoticeView } from './notice/notice.view.js';
import { StandingNoticeRepository } from './notice/standing-notice.repository.js';
import { OrganizationRepository } from './organization/organization.repository.js';
import { OrganizationSettingsService } from './organization/organization-settings.service.js';
import { OrganizationReadModel } from './organization/organization.read-model.js';
import { OrganizationView } from './organization/organization.view.js';
import { SessionRepository } from './session/session.repository.js';
import { SessionView } from './session/session.view.js';
import { PendingSignInRepository } from './sign-in/pending-sign-in.repository.js';
import { TerritoryRoleRepository } from './territory-role/territory-role.repository.js';
import { TerritoryRoleService } from './territory-role/territory-role.service.js';
import { TerritoryRoleView } from './territory-role/territory-role.view.js';

const shared = [
  ActorService,
  ApiKeyRepository,
  ApiKeyService,
  ApiKeyView,
  AuditChainer,
  AuditHeadView,
  AuditLogService,
  AuditPersonalRepository,
  AuditRepository,
  InvitationService,
  MemberReconcileService,
  AuditRetentionService,
  AuditVerificationService,
  MemberErasureRepository,
  MemberRepository,
  MembershipRequestService,
  MembershipRetentionRepository,
  MembershipService,
  MembershipView,
  NetworkRoleService,
  NoticeRepository,
  NoticeView,
  OrganizationReadModel,
  OrganizationRepository,
  OrganizationSettingsService,
  OrganizationView,
  PendingSignInRepository,
  SessionRepository,
  SessionView,
  StandingNoticeRepository,
  TerritoryRoleService,
  TerritoryRoleView,
];

/** What the services above alone use. */
const inner = [
  AuditChainRepository,
  AuditLogView,
  AuditVerificationView,
  ActorView,
  InvitationRepository,
  MemberReconcileRepository,
  MembershipRepository,
  MembershipRequestRepository,
  TerritoryRoleRepository,
];

/**
 * Who acts, in whose name. Needs `DatabaseModule`. `OrganizationService` is provided where the catalogue is, as it
 * tells the catalogue which entries a change of an organization concerns.
 */
@Module({ providers: [...shared, ...inner], exports: shared })
export class IdentityModule {}
