import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A link of the chain: one event, numbered and hashed together with the link before. Append-only. */
@Entity('audit_chain')
@Unique('audit_chain_event', ['eventId'])
export class AuditChainEntity {
  /** From 1, without gaps. */
  @PrimaryColumn({ type: 'bigint' })
  sequence!: string;

  @Column({ name: 'event_id', type: 'bigint' })
  eventId!: string;

  /** SHA-256, hexadecimal. */
  @Column({ type: 'text' })
  hash!: string;
}

/** Events that wait for their link; filled by a trigger in the statement that writes them, emptied by the relay. */
@Entity('audit_pending')
export class AuditPendingEntity {
  @PrimaryColumn({ name: 'event_id', type: 'bigint' })
  eventId!: string;
}

/** The one row that links come from: the last number given, and its hash. */
@Entity('audit_counter')
export class AuditCounterEntity {
  @PrimaryColumn({ type: 'smallint' })
  id!: number;

  @Column({ type: 'bigint' })
  sequence!: string;

  @Column({ type: 'text' })
  hash!: string;
}

/** Where the chain stood at the end of a day (UTC); of today, where it stands. Published, so that a cut tail shows. */
@Entity('audit_head')
export class AuditHeadEntity {
  @PrimaryColumn({ type: 'date' })
  day!: string;

  @Column({ type: 'bigint' })
  sequence!: string;

  @Column({ type: 'text' })
  hash!: string;
}
