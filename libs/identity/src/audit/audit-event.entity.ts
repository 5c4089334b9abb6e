import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** Who did what to which object. A trigger refuses UPDATE, DELETE and TRUNCATE. */
@Entity('audit_event')
@Index('audit_event_organization', { synchronize: false })
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

  /** Salted hash of what `audit_personal` holds of the event: the chain covers it, and survives its erasure. */
  @Column({ name: 'personal_commitment', type: 'text', nullable: true })
  personalCommitment!: string | null;
}

/**
 * What of an event tells of a person: addresses, user agents, reasons in free words. Erasable: a trigger refuses every
 * change but the one that empties a row and names the event that says why.
 */
@Entity('audit_personal')
@Index('audit_personal_kept', { synchronize: false })
export class AuditPersonalEntity {
  @PrimaryColumn({ name: 'event_id', type: 'bigint' })
  eventId!: string;

  /** Stable name of the person it is about; null once erased. */
  @Index('audit_personal_subject')
  @Column({ type: 'text', nullable: true })
  subject!: string | null;

  /** Random, so that a short value cannot be found by trying; null once erased. */
  @Column({ type: 'text', nullable: true })
  salt!: string | null;

  @Column({ type: 'jsonb', nullable: true })
  data!: Record<string, unknown> | null;

  /** Event whose `details.erased` lists this one. */
  @Column({ name: 'erased_by', type: 'bigint', nullable: true })
  erasedBy!: string | null;
}
