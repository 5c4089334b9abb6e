import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** ACTIVE; FAILING: its last answer was a failure; DISABLED: nothing is sent until somebody enables it again. */
export const WEBHOOK_STATES = ['ACTIVE', 'FAILING', 'DISABLED'] as const;
export type WebhookState = (typeof WEBHOOK_STATES)[number];

/** GONE: the receiver answered 410; FAILED: five days without one success. */
export const WEBHOOK_DISABLED_REASONS = ['GONE', 'FAILED'] as const;
export type WebhookDisabledReason = (typeof WEBHOOK_DISABLED_REASONS)[number];

/** A receiver of pokes, of an organization. */
@Entity('webhook_endpoint')
@Check('webhook_endpoint_state', `state IN ('ACTIVE', 'FAILING', 'DISABLED')`)
@Check('webhook_endpoint_disabled', `(state = 'DISABLED') = (disabled_at IS NOT NULL AND disabled_reason IS NOT NULL)`)
@Check('webhook_endpoint_previous', `(previous_secret IS NULL) = (previous_until IS NULL)`)
export class WebhookEndpointEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Index('webhook_endpoint_organization')
  @ForeignKey('OrganizationEntity')
  @Column({ name: 'organization_id', type: 'uuid' })
  organizationId!: string;

  /** The portal that it wakes: when its key ends, so do the pokes. */
  @Index('webhook_endpoint_key')
  @ForeignKey('ApiKeyEntity', { onDelete: 'SET NULL' })
  @Column({ name: 'api_key_id', type: 'uuid', nullable: true })
  apiKeyId!: string | null;

  @Column({ type: 'text' })
  url!: string;

  @Column({ type: 'text', default: 'ACTIVE' })
  state!: WebhookState;

  /** By its coordinators: what waits is sent when they go on. */
  @Column({ type: 'boolean', default: false })
  paused!: boolean;

  /** `whsec_…`. Signing needs the secret itself, so it is kept: it opens nothing here, it proves to a receiver who sends. */
  @Column({ type: 'text' })
  secret!: string;

  @Column({ name: 'previous_secret', type: 'text', nullable: true })
  previousSecret!: string | null;

  /** Until when pokes are signed with the secret before, too. */
  @Column({ name: 'previous_until', type: 'timestamptz', nullable: true })
  previousUntil!: Date | null;

  /** First failure since the last success. */
  @Column({ name: 'failing_since', type: 'timestamptz', nullable: true })
  failingSince!: Date | null;

  @Column({ name: 'disabled_at', type: 'timestamptz', nullable: true })
  disabledAt!: Date | null;

  @Column({ name: 'disabled_reason', type: 'text', nullable: true })
  disabledReason!: WebhookDisabledReason | null;

  /** Newest head that the receiver has answered to with a success; of a new one, the head when it was made. */
  @Column({ name: 'told_epoch', type: 'uuid' })
  toldEpoch!: string;

  @Column({ name: 'told_seq', type: 'bigint' })
  toldSeq!: string;

  /** No poke of its own accord before: a second after the last one, or the pause after a schedule that came to its end. */
  @Column({ name: 'poke_after', type: 'timestamptz' })
  pokeAfter!: Date;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  /** Stable name of the actor that made it. */
  @Column({ name: 'created_by', type: 'text' })
  createdBy!: string;
}
