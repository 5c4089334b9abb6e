import { Inject, Injectable } from '@nestjs/common';
import { compactVerify, decodeJwt, decodeProtectedHeader, type JWTPayload } from 'jose';
import { IssuerClient } from './issuer-client.js';
import { ACTIVE_CHECKS, type SignInCheck, type SignInChecks } from './sign-in-check.js';
import { SIGN_IN_OPTIONS, type SignInOptions } from './sign-in-options.js';
import { SignInRefusal } from './sign-in-refusal.js';
import { type Expected, idTokenClaims, userinfoClaims } from './token-claims.js';

/** Longest token that is looked at, in characters. */
const MAX_TOKEN = 20_000;

/** Verifies what the issuer signed, with its published keys, by an allow-list of algorithms and claim by claim. */
@Injectable()
export class TokenVerifier {
  constructor(
    @Inject(SIGN_IN_OPTIONS) private readonly options: SignInOptions,
    @Inject(ACTIVE_CHECKS) private readonly checks: SignInChecks,
    @Inject(IssuerClient) private readonly issuer: IssuerClient,
  ) {}

  /** @throws SignInRefusal ANSWER_REFUSED naming the check */
  async idToken(token: string, nonce: string): Promise<JWTPayload> {
    const claims = await this.signed(token);
    return this.passing(claims, idTokenClaims, { ...this.expected(), nonce });
  }

  /**
   * @param answer media type and body of the userinfo endpoint
   * @param subject `sub` of the ID token
   * @throws SignInRefusal ANSWER_REFUSED naming the check; an unsigned answer is refused
   */
  async userinfo(answer: { readonly type: string; readonly body: string }, subject: string): Promise<JWTPayload> {
    const isSigned = /^application\/jwt\b/i.test(answer.type);
    if (!isSigned && this.checks.has('signedUserinfo')) throw refusal('signedUserinfo');
    const claims = isSigned ? await this.signed(answer.body.trim()) : (JSON.parse(answer.body) as JWTPayload);
    // Without a signature there is no issuer to name either.
    const wanted = isSigned ? userinfoClaims : new Map([...userinfoClaims].filter(([name]) => name === 'sameSubject'));
    return this.passing(claims, wanted, { ...this.expected(), sameSubject: subject });
  }

  private async signed(token: string): Promise<JWTPayload> {
    if (token.length > MAX_TOKEN) throw refusal('tokenType');
    this.assertType(token);
    if (!this.checks.has('signature')) return decodeJwt(token);
    const keys = await this.issuer.keys();
    const algorithms = [...(this.options.signIn?.algorithms ?? [])];
    try {
      await compactVerify(token, keys, this.checks.has('algorithm') ? { algorithms } : {});
      return decodeJwt(token);
    } catch (error) {
      const { code = 'ERR_JWS', name } = error as { code?: string; name?: string };
      if (code === 'ERR_JWKS_TIMEOUT' || name === 'TypeError') throw new SignInRefusal('ISSUER_UNAVAILABLE', code);
      throw new SignInRefusal(
        'ANSWER_REFUSED',
        code === 'ERR_JOSE_ALG_NOT_ALLOWED' ? 'algorithm' : `signature ${code}`,
      );
    }
  }

  /** A token made for something else (an access token, a logout token) is none of ours. */
  private assertType(token: string): void {
    if (!this.checks.has('tokenType')) return;
    let type: string | undefined;
    try {
      type = decodeProtectedHeader(token).typ;
    } catch {
      throw refusal('tokenType');
    }
    if (type !== undefined && !/^(application\/)?jwt$/i.test(type)) throw refusal('tokenType');
  }

  private passing(
    claims: JWTPayload,
    wanted: ReadonlyMap<SignInCheck, (claims: JWTPayload, expected: Expected) => boolean>,
    expected: Expected,
  ): JWTPayload {
    for (const [name, check] of wanted) {
      if (this.checks.has(name) && !check(claims, expected)) throw refusal(name);
    }
    return claims;
  }

  private expected(): Expected {
    const { issuer = '', clientId = '' } = this.options.signIn ?? {};
    return { issuer, clientId, now: Math.floor(Date.now() / 1_000) };
  }
}

function refusal(check: SignInCheck): SignInRefusal {
  return new SignInRefusal('ANSWER_REFUSED', check);
}
