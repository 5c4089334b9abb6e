import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** `PUBLIC`: what everyone sees; `NETWORK`: what verified members see; `ORGANIZATION`: what the owner alone sees. */
export const AUDIENCES = ['PUBLIC', 'NETWORK', 'ORGANIZATION'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** What a key may do. A member's key never does more than its member. */
export const API_KEY_SCOPES = [
  'read',
  'entry:write',
  'entry:publish',
  'organization:write',
  'moderate',
  'key:write',
  'import:publish',
  'entry:import',
] as const;
export type ApiKeyScope = (typeof API_KEY_SCOPES)[number];

/** A key of a portal (belongs to an organization) or of a member (acts as that person). */
@Entity('api_key')
@Check('api_key_one_holder', `num_nonnulls(member_id, organization_id) = 1`)
@Check('api_key_previous_secret', `(previous_secret_hash IS NULL) = (previous_until IS NULL)`)
export class ApiKeyEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  /** The readable part of the key, by which it is looked up. */
  @Index('api_key_short_id', { unique: true })
  @Column({ name: 'short_id', type: 'text' })
  shortId!: string;

  /** SHA-256 of the secret part, hexadecimal. The secret itself is shown once and kept nowhere. */
  @Column({ name: 'secret_hash', type: 'text' })
  secretHash!: string;

  @Column({ type: 'text' })
  name!: string;

  @ForeignKey('MemberEntity')
  @Column({ name: 'member_id', type: 'uuid', nullable: true })
  memberId!: string | null;

  @Index('api_key_organization')
  @ForeignKey('OrganizationEntity')
  @Column({ name: 'organization_id', type: 'uuid', nullable: true })
  organizationId!: string | null;

  @Column({ type: 'text', array: true })
  scopes!: ApiKeyScope[];

  /** Widest audience that the key reads: PUBLIC or NETWORK. */
  @Column({ type: 'text' })
  audience!: Audience;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true })
  revokedAt!: Date | null;

  @Column({ name: 'last_used_on', type: 'date', nullable: true })
  lastUsedOn!: string | null;

  /** SHA-256 of the secret before the last rotation. */
  @Column({ name: 'previous_secret_hash', type: 'text', nullable: true })
  previousSecretHash!: string | null;

  /** When the secret before the last rotation stops opening. */
  @Column({ name: 'previous_until', type: 'timestamptz', nullable: true })
  previousUntil!: Date | null;

  @Column({ name: 'previous_used_on', type: 'date', nullable: true })
  previousUsedOn!: string | null;

  @Column({ name: 'rotated_at', type: 'timestamptz', nullable: true })
  rotatedAt!: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ name: 'created_by', type: 'text' })
  createdBy!: string;
}
