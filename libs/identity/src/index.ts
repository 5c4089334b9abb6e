import { ApiKeyEntity } from './api-key/api-key.entity.js';
import { AuditEventEntity } from './audit/audit-event.entity.js';
import { MemberEntity, MembershipEntity } from './member/member.entity.js';
import { NetworkMembershipEntity, OrganizationEntity } from './organization/organization.entity.js';

export * from './actor/actor.js';
export * from './actor/permission.js';
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
