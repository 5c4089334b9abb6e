import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

export const ADOPTION_STATES = ['INTERESTED', 'STUDYING', 'PILOT', 'LIVE', 'DROPPED'] as const;
export type AdoptionState = (typeof ADOPTION_STATES)[number];

/** An organization reuses an entry. One row for each pair; withdrawing removes it. */
@Entity('adoption')
@Check('adoption_dropped_has_reason', `state <> 'DROPPED' OR reason IS NOT NULL`)
@Index('adoption_pair', ['entryId', 'organizationId'], { unique: true })
export class AdoptionEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @ForeignKey('EntryEntity')
  @Column({ name: 'entry_id', type: 'uuid' })
  entryId!: string;

  @Index('adoption_organization')
  @ForeignKey('OrganizationEntity')
  @Column({ name: 'organization_id', type: 'uuid' })
  organizationId!: string;

  @Column({ type: 'text' })
  state!: AdoptionState;

  /** Why it was dropped; required then. */
  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ name: 'declared_by', type: 'text' })
  declaredBy!: string;

  @Column({ name: 'declared_at', type: 'timestamptz', default: () => 'now()' })
  declaredAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' })
  updatedAt!: Date;
}
