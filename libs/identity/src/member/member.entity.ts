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

  /** SIRET that the issuer told at the last sign-in: where the person works, which gives no right. */
  @Column({ name: 'workplace_siret', type: 'text', nullable: true })
  workplaceSiret!: string | null;

  /** Account that this one was found to be the same person as; nobody signs in to this one any more. */
  @ForeignKey('MemberEntity')
  @Column({ name: 'merged_into_id', type: 'uuid', nullable: true })
  mergedIntoId!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  /** When name and subject were removed on request; the id stays, as others' records name it. */
  @Column({ name: 'erased_at', type: 'timestamptz', nullable: true })
  erasedAt!: Date | null;
}

/** A further subject of a person: identity providers give each their own. Added by an administrator alone. */
@Entity('further_subject')
export class MemberSubjectEntity {
  /** `issuer|sub`. */
  @PrimaryColumn({ type: 'text' })
  subject!: string;

  @Index('further_subject_member')
  @ForeignKey('MemberEntity')
  @Column({ name: 'member_id', type: 'uuid' })
  memberId!: string;

  @Column({ name: 'added_by', type: 'text' })
  addedBy!: string;

  @Column({ name: 'added_at', type: 'timestamptz', default: () => 'now()' })
  addedAt!: Date;
}

@Entity('membership')
@Check(
  'membership_role_of_scope',
  `CASE scope WHEN 'NETWORK' THEN role IN ('MODERATOR', 'NATIONAL_COORDINATOR', 'ADMINISTRATOR')
    WHEN 'TERRITORY' THEN role = 'COORDINATOR' ELSE role IN ('READER', 'CONTRIBUTOR', 'COORDINATOR') END`,
)
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

  /** A département or région, when scope is TERRITORY: the role is COORDINATOR. */
  @Index('membership_territory')
  @ForeignKey('TerritoryEntity')
  @Column({ name: 'territory_id', type: 'text', nullable: true })
  territoryId!: string | null;
}
