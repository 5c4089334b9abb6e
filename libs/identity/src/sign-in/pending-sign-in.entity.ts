import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A sign-in that a browser has begun at the issuer and not ended yet. Used once, gone after ten minutes. */
@Entity('pending_sign_in')
export class PendingSignInEntity {
  /** SHA-256 of `state`. */
  @PrimaryColumn({ name: 'state_hash', type: 'text' })
  stateHash!: string;

  /** SHA-256 of the cookie of the browser that began it. */
  @Column({ name: 'browser_hash', type: 'text' })
  browserHash!: string;

  @Column({ type: 'text' })
  nonce!: string;

  @Column({ name: 'code_verifier', type: 'text' })
  codeVerifier!: string;

  /** A path of ours. */
  @Column({ name: 'return_to', type: 'text' })
  returnTo!: string;

  @Column({ name: 'redirect_uri', type: 'text' })
  redirectUri!: string;

  /** A strong level was asked for: it is not asked for a second time. */
  @Column({ type: 'boolean' })
  strong!: boolean;

  @Index('pending_sign_in_expires_at')
  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;
}
