import { ApiKeyEntity } from './api-key/api-key.entity.js';
import { MemberEntity, MembershipEntity, MemberSubjectEntity } from './member/member.entity.js';
import { InvitationEntity } from './membership/invitation.entity.js';
import { MembershipRequestEntity } from './membership/membership-request.entity.js';
import { AuditEventEntity, AuditPersonalEntity } from './audit/audit-event.entity.js';
import {
  AuditChainEntity,
  AuditCounterEntity,
  AuditHeadEntity,
  AuditPendingEntity,
} from './audit/chain/audit-chain.entity.js';
import { NoticeEntity } from './notice/notice.entity.js';
import { StandingNoticeEntity } from './notice/standing-notice.entity.js';
import { NetworkMembershipEntity, OrganizationEntity } from './organization/organization.entity.js';
import { SessionEntity } from './session/session.entity.js';
import { PendingSignInEntity } from './sign-in/pending-sign-in.entity.js';

export * from './actor/actor.js';
export * from './actor/actor.service.js';
export * from './actor/permission.js';
export * from './api-key/api-key-format.js';
export * from './api-key/api-key.policy.js';
export * from './api-key/api-key.repository.js';
export * from './api-key/api-key.service.js';
export * from './api-key/api-key.view.js';
export * from './audit/audit.repository.js';
export * from './audit/audit-personal.repository.js';
export * from './audit/audit-retention.service.js';
export * from './audit/chain/audit-chainer.js';
export * from './audit/chain/audit-head.view.js';
export * from './audit/chain/audit-link.js';
export * from './audit/log/audit.policy.js';
export * from './audit/log/audit-log.service.js';
export type { AuditLogFilter, AuditLogItem } from './audit/log/audit-log.view.js';
export * from './audit/verification/audit-fault.js';
export * from './audit/verification/audit-verification.service.js';
export * from './identity.module.js';
export * from './member/member-erasure.repository.js';
export * from './member/member.repository.js';
export * from './membership/invitation.service.js';
export * from './membership/member-reconcile.service.js';
export * from './membership/membership.policy.js';
export * from './membership/membership.service.js';
export * from './membership/membership.view.js';
export * from './membership/membership-request.service.js';
export * from './membership/membership-retention.repository.js';
export * from './membership/network-role.service.js';
export * from './organization/organization-dependants.js';
export * from './organization/organization.policy.js';
export * from './organization/organization.read-model.js';
export * from './organization/organization.repository.js';
export * from './organization/organization.service.js';
export * from './organization/organization-settings.service.js';
export * from './organization/organization.view.js';
export { hashSecret } from './secret/secret-hash.js';
export * from './session/session.repository.js';
export * from './session/session.service.js';
export * from './session/session.view.js';
export * from './session/session-actor.service.js';
export * from './sign-in/issuer-client.js';
export * from './sign-in/member-sign-in.repository.js';
export * from './sign-in/pending-sign-in.repository.js';
export * from './sign-in/return-path.js';
export * from './sign-in/sign-in.module.js';
export * from './sign-in/sign-in.service.js';
export * from './sign-in/sign-in-account.service.js';
export * from './sign-in/sign-in-check.js';
export * from './sign-in/sign-in-options.js';
export * from './sign-in/sign-in-refusal.js';
export * from './sign-in/token-verifier.js';
export { NOTICE_KINDS, type NoticeKind } from './notice/notice.entity.js';
export { STANDING_NOTICE_KINDS, type StandingNoticeKind } from './notice/standing-notice.entity.js';
export * from './notice/notice.repository.js';
export * from './notice/notice.view.js';
export * from './notice/standing-notice.repository.js';
export * from './rights/may.js';
export * from './rights/refusal.js';
export { rightsPage } from './rights/rights-page.js';
export * from './rights/rights.table.js';
export * from './rights/standing.js';
export * from './territory-role/territory-role.service.js';
export * from './territory-role/territory-role.view.js';
export { API_KEY_SCOPES, AUDIENCES, type ApiKeyScope, type Audience } from './api-key/api-key.entity.js';
export {
  type MembershipScope,
  NETWORK_ROLES,
  type NetworkRole,
  ORGANIZATION_ROLES,
  type OrganizationRole,
  type Role,
} from './member/member.entity.js';
export { MEMBERSHIP_REQUEST_STATES, type MembershipRequestState } from './membership/membership-request.entity.js';
export {
  ORGANIZATION_STATES,
  ORGANIZATION_TYPES,
  type OrganizationState,
  type OrganizationType,
} from './organization/organization.entity.js';

/** Tables of this lib, for the data source. */
export const identityEntities = [
  ApiKeyEntity,
  AuditChainEntity,
  AuditCounterEntity,
  AuditEventEntity,
  InvitationEntity,
  AuditHeadEntity,
  AuditPendingEntity,
  AuditPersonalEntity,
  MemberEntity,
  MembershipEntity,
  MembershipRequestEntity,
  MemberSubjectEntity,
  NetworkMembershipEntity,
  NoticeEntity,
  OrganizationEntity,
  PendingSignInEntity,
  SessionEntity,
  StandingNoticeEntity,
];
