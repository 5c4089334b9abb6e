import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** How far each portal's key has read the feed, as it last showed: for its health, no part of what the feed answers. */
@Entity('portal_visit')
export class PortalVisitEntity {
  @ForeignKey('ApiKeyEntity', { onDelete: 'CASCADE' })
  @PrimaryColumn({ name: 'key_id', type: 'uuid' })
  keyId!: string;

  @Column({ type: 'uuid' })
  epoch!: string;

  /** Number of the last cursor that it sent. */
  @Column({ type: 'bigint' })
  seq!: string;

  /** Canonical JSON; `{}`: the whole feed. */
  @Column({ type: 'text', default: '{}' })
  filter!: string;

  @Column({ name: 'seen_at', type: 'timestamptz', default: () => 'now()' })
  seenAt!: Date;
}
