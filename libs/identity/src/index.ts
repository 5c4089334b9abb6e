import { ApiKeyEntity } from './api-key/api-key.entity.js';
import { AuditEventEntity } from './audit/audit-event.entity.js';
import { MemberEntity, MembershipEntity } from './member/member.entity.js';
import { NetworkMembershipEntity, OrganizationEntity } from './organization/organization.entity.js';

export * from './actor/actor.js';
export * from './actor/actor.service.js';
export * from './actor/permission.js';
export * from './api-key/api-key-format.js';
export * from './api-key/api-key.policy.js';
export * from './api-key/api-key.repository.js';
export * from './api-key/api-key.service.js';
export * from './api-key/api-key.view.js';
export * from './audit/audit.repository.js';
export * from './identity.module.js';
export * from './member/member.repository.js';
export * from './organization/organization-dependants.js';
export * from './organization/organization.policy.js';
export * from './organization/organization.read-model.js';
export * from './organization/organization.repository.js';
export * from './organization/organization.service.js';
export * from './organization/organization-settings.service.js';
export * from './organization/organization.view.js';
export { API_KEY_SCOPES, AUDIENCES, type ApiKeyScope, type Audience } from './api-key/api-key.entity.js';
export {
  type MembershipScope,
  NETWORK_ROLES,
  type NetworkRole,
  ORGANIZATION_ROLES,
  type OrganizationRole,
  type Role,
} from './member/member.entity.js';
export {
  ORGANIZATION_STATES,
  ORGANIZATION_TYPES,
  type OrganizationState,
  type OrganizationType,
} from './organization/organization.entity.js';

/** Tables of this lib, for the data source. */
export const identityEntities = [
  ApiKeyEntity,
  AuditEventEntity,
  MemberEntity,
  MembershipEntity,
  NetworkMembershipEntity,
  OrganizationEntity,
];
