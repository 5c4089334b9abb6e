import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

export const ORGANIZATION_TYPES = [
  'COMMUNE',
  'EPCI',
  'EPT',
  'DEPARTEMENT',
  'REGION',
  'SYNDICAT',
  'ASSOCIATION',
  'STATE_BODY',
] as const;
export type OrganizationType = (typeof ORGANIZATION_TYPES)[number];

export const ORGANIZATION_STATES = ['PENDING', 'VERIFIED'] as const;
export type OrganizationState = (typeof ORGANIZATION_STATES)[number];

@Entity('organization')
@Index('organization_name_trgm', { synchronize: false })
export class OrganizationEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  type!: OrganizationType;

  @Column({ type: 'text' })
  name!: string;

  @Index('organization_name_folded')
  @Column({ name: 'name_folded', type: 'text' })
  nameFolded!: string;

  @Index('organization_siren', { unique: true, where: 'siren IS NOT NULL' })
  @Column({ type: 'text', nullable: true })
  siren!: string | null;

  /** Territory it governs; null for associations, syndicats and State bodies. */
  @Index('organization_territory', { unique: true, where: 'territory_id IS NOT NULL' })
  @ForeignKey('TerritoryEntity')
  @Column({ name: 'territory_id', type: 'text', nullable: true })
  territoryId!: string | null;

  @Column({ type: 'text', default: 'PENDING' })
  state!: OrganizationState;

  /** Its coordinators may publish without a submission first. */
  @Column({ name: 'one_step_publishing', type: 'boolean', default: true })
  oneStepPublishing!: boolean;

  /** Of the demonstration: in no export. */
  @Column({ type: 'boolean', default: false })
  demonstration!: boolean;

  /** The network's own body, which maintains what it writes about others. */
  @Column({ name: 'is_network', type: 'boolean', default: false })
  isNetwork!: boolean;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ name: 'verified_at', type: 'timestamptz', nullable: true })
  verifiedAt!: Date | null;

  @Column({ name: 'verified_by', type: 'text', nullable: true })
  verifiedBy!: string | null;
}

/** France urbaine, AMF, …: a relation with dates, not a flag. */
@Entity('network_membership')
export class NetworkMembershipEntity {
  @ForeignKey('OrganizationEntity')
  @PrimaryColumn({ name: 'organization_id', type: 'uuid' })
  organizationId!: string;

  /** `FRANCE_URBAINE`, `AMF`, `INTERCONNECTES`, … : ids of the organizations that are networks. */
  @ForeignKey('OrganizationEntity')
  @PrimaryColumn({ name: 'network_id', type: 'uuid' })
  networkId!: string;

  @Column({ type: 'date', nullable: true })
  since!: string | null;
}
