import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

export const ORGANIZATION_ROLES = ['READER', 'CONTRIBUTOR', 'COORDINATOR'] as const;
export const NETWORK_ROLES = ['MODERATOR', 'NATIONAL_COORDINATOR', 'ADMINISTRATOR'] as const;
export type OrganizationRole = (typeof ORGANIZATION_ROLES)[number];
export type NetworkRole = (typeof NETWORK_ROLES)[number];
export type Role = OrganizationRole | NetworkRole;

export const MEMBERSHIP_SCOPES = ['ORGANIZATION', 'TERRITORY', 'NETWORK'] as const;
export type MembershipScope = (typeof MEMBERSHIP_SCOPES)[number];

/** A person, known by an OpenID Connect subject (issuer and subject together, as subjects differ by provider). */
@Entity('member')
export class MemberEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  /** `issuer|sub`. */
  @Index('member_subject', { unique: true })
  @Column({ type: 'text' })
  subject!: string;

  @Column({ name: 'display_name', type: 'text' })
  displayName!: string;

  @Column({ type: 'boolean', default: false })
  demonstration!: boolean;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}

@Entity('membership')
@Check(
  'membership_scope_target',
  `(scope = 'ORGANIZATION') = (organization_id IS NOT NULL) AND (scope = 'TERRITORY') = (territory_id IS NOT NULL)`,
)
export class MembershipEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Index('membership_member')
  @ForeignKey('MemberEntity')
  @Column({ name: 'member_id', type: 'uuid' })
  memberId!: string;

  @Column({ type: 'text' })
  role!: Role;

  @Column({ type: 'text' })
  scope!: MembershipScope;

  /** Set when scope is ORGANIZATION. */
  @Index('membership_organization')
  @ForeignKey('OrganizationEntity')
  @Column({ name: 'organization_id', type: 'uuid', nullable: true })
  organizationId!: string | null;

  /** A département or région, when scope is TERRITORY. */
  @ForeignKey('TerritoryEntity')
  @Column({ name: 'territory_id', type: 'text', nullable: true })
  territoryId!: string | null;
}
