import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a mutation with an idempotency key did; kept 7 days. Secrets are never stored. */
@Entity('idempotency_key')
export class IdempotencyKeyEntity {
  /** Member, API key or process that sent it. */
  @PrimaryColumn({ type: 'text' })
  actor!: string;

  @PrimaryColumn({ type: 'text' })
  mutation!: string;

  @PrimaryColumn({ type: 'text' })
  key!: string;

  @Column({ name: 'input_hash', type: 'text' })
  inputHash!: string;

  @Column({ name: 'result_id', type: 'text' })
  resultId!: string;

  @Index('idempotency_key_created_at')
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}

export const idempotencyEntities = [IdempotencyKeyEntity];
