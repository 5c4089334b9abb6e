import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

export const SESSION_ENDS = ['SIGNED_OUT', 'REVOKED', 'REPLACED', 'REUSED', 'RECONCILED'] as const;
/** Why a session ended before its time. REUSED: a token that had been replaced came again: it was copied. */
export type SessionEnd = (typeof SESSION_ENDS)[number];

/** A browser in which a member is signed in. */
@Entity('session')
export class SessionEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  /** SHA-256 of the part of the token that stays. */
  @Index('session_selector', { unique: true })
  @Column({ name: 'selector_hash', type: 'text' })
  selectorHash!: string;

  /** SHA-256 of the token's present secret. */
  @Column({ name: 'token_hash', type: 'text' })
  tokenHash!: string;

  /** Of the secret before; passes until a moment after its successor was first used. */
  @Column({ name: 'previous_hash', type: 'text', nullable: true })
  previousHash!: string | null;

  @Column({ name: 'rotated_at', type: 'timestamptz', default: () => 'now()' })
  rotatedAt!: Date;

  /** When the present secret was first used; null while its answer may still be on the way, or was lost. */
  @Column({ name: 'successor_used_at', type: 'timestamptz', nullable: true })
  successorUsedAt!: Date | null;

  @Index('session_member')
  @ForeignKey('MemberEntity')
  @Column({ name: 'member_id', type: 'uuid' })
  memberId!: string;

  /** How strong the sign-in was, as the issuer attested it. */
  @Column({ type: 'text', nullable: true })
  acr!: string | null;

  @Column({ type: 'text', array: true, default: () => "'{}'" })
  amr!: string[];

  /** Browser and system, for its owner to recognize it: `Firefox, Windows`. */
  @Column({ type: 'text' })
  label!: string;

  /** For signing out at the issuer; forgotten when the session ends. */
  @Column({ name: 'id_token', type: 'text', nullable: true })
  idToken!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ name: 'last_seen_at', type: 'timestamptz', default: () => 'now()' })
  lastSeenAt!: Date;

  @Index('session_expires_at')
  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt!: Date | null;

  @Column({ name: 'end_reason', type: 'text', nullable: true })
  endReason!: SessionEnd | null;
}
