import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

export interface PendingSignIn {
  readonly browserHash: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly returnTo: string;
  readonly redirectUri: string;
  readonly strong: boolean;
}

const COLUMNS = `browser_hash AS "browserHash", nonce, code_verifier AS "codeVerifier", return_to AS "returnTo",
  redirect_uri AS "redirectUri", strong`;

@Injectable()
export class PendingSignInRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** @param lifetime seconds */
  async insert(stateHash: string, pending: PendingSignIn, lifetime: number): Promise<void> {
    const { browserHash, nonce, codeVerifier, returnTo, redirectUri, strong } = pending;
    await this.dataSource.query(
      `INSERT INTO pending_sign_in (state_hash, browser_hash, nonce, code_verifier, return_to, redirect_uri, strong,
         expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(secs => $8))`,
      [stateHash, browserHash, nonce, codeVerifier, returnTo, redirectUri, strong, lifetime],
    );
  }

  /** Takes it away: whoever comes second with the same state finds nothing. */
  async take(stateHash: string): Promise<PendingSignIn | null> {
    const [rows] = await this.dataSource.query<[PendingSignIn[], number]>(
      `DELETE FROM pending_sign_in WHERE state_hash = $1 AND expires_at > now() RETURNING ${COLUMNS}`,
      [stateHash],
    );
    return rows[0] ?? null;
  }

  /** @returns how many sign-ins that nobody ended were forgotten */
  async prune(): Promise<number> {
    const [, count] = await this.dataSource.query<[unknown[], number]>(
      'DELETE FROM pending_sign_in WHERE expires_at < now()',
    );
    return count;
  }
}
