import { DeadlineError, type SignInConfig, withDeadline } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { JWTPayload } from 'jose';
import { hashSecret, sameHash } from '../secret/secret-hash.js';
import { randomText } from '../session/session-token.js';
import { identityOf } from './identity-claims.js';
import { IssuerClient } from './issuer-client.js';
import { type PendingSignIn, PendingSignInRepository } from './pending-sign-in.repository.js';
import { HOME, returnPath } from './return-path.js';
import { type AttestedSignIn, SignInAccountService } from './sign-in-account.service.js';
import { ACTIVE_CHECKS, type SignInCheck, type SignInChecks } from './sign-in-check.js';
import { SIGN_IN_OPTIONS, type SignInOptions } from './sign-in-options.js';
import { SignInRefusal } from './sign-in-refusal.js';
import { TokenVerifier } from './token-verifier.js';

export interface SignInWish {
  /** Of this site as the browser sees it, `https://maillage.example.fr`. */
  readonly origin: string;
  /** Where the person wants to go afterwards. */
  readonly returnTo: string | undefined;
  /** A strong level is wanted from the first. */
  readonly strong: boolean;
  /** Cookie of a sign-in begun in the same browser: several tabs share it. */
  readonly browser: string | undefined;
}

export interface BegunSignIn {
  /** Where the browser goes. */
  readonly url: string;
  /** The cookie that binds the sign-in to this browser. */
  readonly browser: string;
}

export interface SignInReturn {
  readonly origin: string;
  /** Query of the redirect back. */
  readonly parameters: URLSearchParams;
  readonly browser: string | undefined;
  readonly userAgent: string | undefined;
}

export type EndedSignIn =
  | { readonly kind: 'SIGNED_IN'; readonly session: string; readonly returnTo: string }
  | ({ readonly kind: 'STEP_UP' } & BegunSignIn);

/** Path of the redirect back; registered with the issuer. */
export const CALLBACK_PATH = '/auth/callback';

/** Seconds that a person has at the issuer. */
export const PENDING_LIFETIME = 600;

const BROWSER_FORM = /^[\w-]{43}$/;

/** Sign-in by OpenID Connect: authorization code with PKCE, signed userinfo, one-time and bound to the browser. */
@Injectable()
export class SignInService {
  constructor(
    @Inject(SIGN_IN_OPTIONS) private readonly options: SignInOptions,
    @Inject(ACTIVE_CHECKS) private readonly checks: SignInChecks,
    @Inject(IssuerClient) private readonly issuer: IssuerClient,
    @Inject(TokenVerifier) private readonly verifier: TokenVerifier,
    @Inject(PendingSignInRepository) private readonly pending: PendingSignInRepository,
    @Inject(SignInAccountService) private readonly accounts: SignInAccountService,
  ) {}

  /** @throws SignInRefusal NOT_CONFIGURED, ISSUER_UNAVAILABLE */
  async begin(wish: SignInWish): Promise<BegunSignIn> {
    this.settings();
    const browser = wish.browser !== undefined && BROWSER_FORM.test(wish.browser) ? wish.browser : randomText(32);
    const [state, nonce, codeVerifier] = [randomText(32), randomText(32), randomText(32)];
    const redirectUri = `${wish.origin}${CALLBACK_PATH}`;
    const { strong } = wish;
    const url = await this.inTime(this.issuer.authorizationUrl({ redirectUri, state, nonce, codeVerifier, strong }));
    const returnTo = this.checks.has('returnPath') ? returnPath(wish.returnTo) : (wish.returnTo ?? HOME);
    const kept = { browserHash: hashSecret(browser), nonce, codeVerifier, returnTo, redirectUri, strong };
    await this.pending.insert(hashSecret(state), kept, PENDING_LIFETIME);
    return { url, browser };
  }

  /**
   * What the issuer sent back by the browser: a session, or a second way to the issuer when the person's roles ask for a
   * stronger sign-in than this one.
   * @throws SignInRefusal every other outcome
   */
  async complete(returned: SignInReturn): Promise<EndedSignIn> {
    const settings = this.settings();
    const { parameters } = returned;
    const state = only(parameters, 'state');
    const pending = state === null ? null : await this.pending.take(hashSecret(state));
    if (state === null || !pending) throw new SignInRefusal('EXPIRED', 'state');
    this.assertReturn(returned, pending, settings);
    const attested = await this.inTime(this.attest(state, pending, parameters, settings));
    const session = await this.accounts.enter(attested, returned.userAgent);
    if (session !== null) return { kind: 'SIGNED_IN', session, returnTo: pending.returnTo };
    // Asked for once: an issuer that attests no more the second time never will.
    if (pending.strong) throw new SignInRefusal('STRONGER_SIGN_IN', 'acr');
    const { origin, browser } = returned;
    return { kind: 'STEP_UP', ...(await this.begin({ origin, browser, strong: true, returnTo: pending.returnTo })) };
  }

  private assertReturn({ browser, parameters }: SignInReturn, pending: PendingSignIn, settings: SignInConfig): void {
    const isSameBrowser = browser !== undefined && sameHash(hashSecret(browser), pending.browserHash);
    if (!isSameBrowser && this.checks.has('browser')) throw new SignInRefusal('EXPIRED', 'browser');
    const error = parameters.get('error');
    if (error !== null && this.checks.has('providerError')) {
      throw new SignInRefusal('PROVIDER_REFUSED', error.replace(/[^\w.-]/g, '').slice(0, 60));
    }
    // An answer that says it is another issuer's was meant to be mixed up with one of ours.
    const named = parameters.getAll('iss');
    if (named.some((issuer) => issuer !== settings.issuer) && this.checks.has('issuerParameter')) {
      throw new SignInRefusal('ANSWER_REFUSED', 'issuerParameter' satisfies SignInCheck);
    }
    if (only(parameters, 'code') === null) throw new SignInRefusal('ANSWER_REFUSED', 'code');
  }

  private async attest(
    state: string,
    { redirectUri, nonce, codeVerifier }: PendingSignIn,
    parameters: URLSearchParams,
    settings: SignInConfig,
  ): Promise<AttestedSignIn> {
    const { idToken, accessToken } = await this.issuer.exchange({
      redirectUri,
      parameters,
      state,
      nonce,
      codeVerifier,
    });
    const claims = await this.verifier.idToken(idToken, nonce);
    const sub = claims.sub ?? '';
    const userinfo = await this.verifier.userinfo(await this.issuer.userinfo(accessToken), sub);
    return { identity: identityOf(userinfo, sub, settings), level: levelOf(claims), idToken };
  }

  /** Two calls' worth, however many there are: a person waits at most this long for a word. */
  private async inTime<T>(work: Promise<T>): Promise<T> {
    try {
      return await withDeadline(2 * this.settings().timeout, work);
    } catch (error) {
      throw error instanceof DeadlineError ? new SignInRefusal('ISSUER_UNAVAILABLE', 'deadline') : error;
    }
  }

  private settings(): SignInConfig {
    if (!this.options.signIn) throw new SignInRefusal('NOT_CONFIGURED');
    return this.options.signIn;
  }
}

/** A parameter that is there exactly once. */
function only(parameters: URLSearchParams, name: string): string | null {
  const [value = '', ...more] = parameters.getAll(name);
  return value !== '' && value.length <= 2_000 && more.length === 0 ? value : null;
}

function levelOf({ acr, amr }: JWTPayload): AttestedSignIn['level'] {
  const methods = Array.isArray(amr) ? amr.filter((method) => typeof method === 'string') : [];
  return { acr: typeof acr === 'string' ? acr.slice(0, 200) : null, amr: methods.slice(0, 20) };
}
