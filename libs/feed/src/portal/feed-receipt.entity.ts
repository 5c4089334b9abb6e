import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** What a portal said that it holds, and whether that was what it should hold. */
@Entity('feed_receipt')
@Index('feed_receipt_key_newest', ['keyId', 'id'])
export class FeedReceiptEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @ForeignKey('ApiKeyEntity', { onDelete: 'CASCADE' })
  @Column({ name: 'key_id', type: 'uuid' })
  keyId!: string;

  @Column({ type: 'uuid' })
  epoch!: string;

  @Column({ name: 'head_seq', type: 'bigint' })
  headSeq!: string;

  /** Canonical JSON; `{}`: the whole feed. */
  @Column({ type: 'text' })
  filter!: string;

  /** Entries that the portal holds. */
  @Column({ type: 'integer' })
  count!: number;

  @Column({ type: 'boolean' })
  equal!: boolean;

  @Column({ name: 'differing_buckets', type: 'integer', array: true })
  differingBuckets!: number[];

  /** The signed text, canonical JSON. */
  @Column({ type: 'text' })
  statement!: string;

  /** Ed25519, base64. */
  @Column({ type: 'text' })
  signature!: string;

  @Column({ type: 'timestamptz' })
  at!: Date;
}

/** The pair of keys that receipts are signed with: one row, made when it is first asked for. */
@Entity('feed_receipt_signer')
@Check('feed_receipt_signer_one', 'id = 1')
export class FeedReceiptSignerEntity {
  @PrimaryColumn({ type: 'smallint' })
  id!: number;

  /** PEM (SPKI). */
  @Column({ name: 'public_key', type: 'text' })
  publicKey!: string;

  /** PEM (PKCS 8). */
  @Column({ name: 'private_key', type: 'text' })
  privateKey!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
