import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** POKE: the feed advanced; TEST: somebody asked for one; REPLAY: an earlier one, sent again. */
export const WEBHOOK_DELIVERY_KINDS = ['POKE', 'TEST', 'REPLAY'] as const;
export type WebhookDeliveryKind = (typeof WEBHOOK_DELIVERY_KINDS)[number];

/** PENDING: to be sent, or sent again; DELIVERED: the receiver answered with a success; FAILED: given up. */
export const WEBHOOK_DELIVERY_STATUSES = ['PENDING', 'DELIVERED', 'FAILED'] as const;
export type WebhookDeliveryStatus = (typeof WEBHOOK_DELIVERY_STATUSES)[number];

/** What is sent to a receiver: written before the call, so that no call is without its row. Kept 30 days. */
@Entity('webhook_delivery')
@Check('webhook_delivery_kind', `kind IN ('POKE', 'TEST', 'REPLAY')`)
@Check('webhook_delivery_status', `status IN ('PENDING', 'DELIVERED', 'FAILED')`)
@Check('webhook_delivery_pending', `(status = 'PENDING') = (next_attempt_at IS NOT NULL)`)
@Index('webhook_delivery_endpoint', ['endpointId', 'id'])
@Index('webhook_delivery_due', ['nextAttemptAt'], { where: `status = 'PENDING'` })
@Index('webhook_delivery_one_poke', ['endpointId'], { unique: true, where: `status = 'PENDING' AND kind = 'POKE'` })
@Index('webhook_delivery_created', ['createdAt'])
export class WebhookDeliveryEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @ForeignKey('WebhookEndpointEntity', { onDelete: 'CASCADE' })
  @Column({ name: 'endpoint_id', type: 'uuid' })
  endpointId!: string;

  /** `webhook-id`: the same at every attempt and every replay, so that a receiver tells doubles. */
  @Column({ name: 'message_id', type: 'text' })
  messageId!: string;

  @Column({ type: 'text' })
  kind!: WebhookDeliveryKind;

  @Column({ name: 'head_seq', type: 'bigint' })
  headSeq!: string;

  @Column({ type: 'uuid' })
  epoch!: string;

  /** The bytes that are sent, at every attempt. */
  @Column({ type: 'text' })
  body!: string;

  @Column({ type: 'text', default: 'PENDING' })
  status!: WebhookDeliveryStatus;

  /** Attempts begun. */
  @Column({ type: 'integer', default: 0 })
  attempt!: number;

  /** While an attempt runs: when it is taken for lost. */
  @Column({ name: 'next_attempt_at', type: 'timestamptz', nullable: true })
  nextAttemptAt!: Date | null;

  @Column({ name: 'attempted_at', type: 'timestamptz', nullable: true })
  attemptedAt!: Date | null;

  /** Status of the last answer; null: there was none. */
  @Column({ name: 'answer_status', type: 'integer', nullable: true })
  answerStatus!: number | null;

  /** Its first kilobyte. */
  @Column({ name: 'answer_body', type: 'text', nullable: true })
  answerBody!: string | null;

  /** Why there was no answer, or why it is given up. */
  @Column({ type: 'text', nullable: true })
  error!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt!: Date | null;
}
