import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Who did what to which object. A trigger refuses UPDATE, DELETE and TRUNCATE. */
@Entity('audit_event')
export class AuditEventEntity {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id!: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  at!: Date;

  /** Stable name of the actor (`member:…`, `key:…`, `system:import`): no personal data. */
  @Column({ type: 'text' })
  actor!: string;

  @Column({ type: 'text' })
  action!: string;

  @Index('audit_event_object')
  @Column({ name: 'object_id', type: 'text', nullable: true })
  objectId!: string | null;

  @Column({ type: 'jsonb', default: () => "'{}'" })
  details!: Record<string, unknown>;
}
