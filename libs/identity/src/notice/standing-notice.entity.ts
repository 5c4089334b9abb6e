import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** WEBHOOK_DISABLED: nothing is sent to a receiver any more. */
export const STANDING_NOTICE_KINDS = ['WEBHOOK_DISABLED'] as const;
export type StandingNoticeKind = (typeof STANDING_NOTICE_KINDS)[number];

/** Something that an organization's coordinators should know until it is settled. */
@Entity('standing_notice')
@Check('standing_notice_kind', `kind IN ('WEBHOOK_DISABLED')`)
export class StandingNoticeEntity {
  @PrimaryColumn({ type: 'text' })
  kind!: StandingNoticeKind;

  /** What it is about. */
  @PrimaryColumn({ name: 'object_id', type: 'uuid' })
  objectId!: string;

  @Index('standing_notice_organization')
  @ForeignKey('OrganizationEntity')
  @Column({ name: 'organization_id', type: 'uuid' })
  organizationId!: string;

  /** Of the object, as people know it. */
  @Column({ type: 'text' })
  name!: string;

  /** Code of what happened. */
  @Column({ type: 'text' })
  reason!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
