import { DeadlineError, type SignInConfig, withDeadline } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { createRemoteJWKSet } from 'jose';
import * as oidc from 'openid-client';
import { SIGN_IN_OPTIONS, type SignInOptions } from './sign-in-options.js';
import { SignInRefusal } from './sign-in-refusal.js';

/** What a browser takes to the issuer. */
export interface AuthorizationRequest {
  readonly redirectUri: string;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  /** Ask for one of the levels that strong roles need. */
  readonly strong: boolean;
}

/** What the browser brought back, with what we kept of the sign-in. */
export interface CodeExchange {
  readonly redirectUri: string;
  readonly parameters: URLSearchParams;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

export interface IssuedTokens {
  readonly idToken: string;
  readonly accessToken: string;
}

/** Finds the key that a token names. */
export type IssuerKeys = ReturnType<typeof createRemoteJWKSet>;

interface Discovered {
  readonly configuration: oidc.Configuration;
  readonly keys: IssuerKeys;
  readonly keysUri: string | undefined;
  readonly at: number;
}

/** Metadata are read again after this long, in milliseconds; the old ones serve when that fails. */
const METADATA_AGE = 3_600_000;
/** A refused look-up is not repeated sooner: an issuer that is away must not cost each caller a time-out. */
const RETRY_AFTER = 2_000;
/** How long `health` believes what the last look-up saw, in milliseconds. */
const SEEN_FOR = 10_000;

/**
 * Talks to the issuer. Its addresses are discovered by the first that needs them, and kept. Every call has a time-out;
 * nothing else of the product waits for it. openid-client and jose use the global `fetch`: the issuer is configured by
 * whoever runs the network, not named by a request.
 */
@Injectable()
export class IssuerClient {
  private discovered: Discovered | undefined;
  private discovering: Promise<Discovered> | undefined;
  private triedAt = 0;
  private failedAt = 0;

  constructor(@Inject(SIGN_IN_OPTIONS) private readonly options: SignInOptions) {}

  get isConfigured(): boolean {
    return this.options.signIn !== undefined;
  }

  /** Its address; null without one. */
  get name(): string | null {
    return this.options.signIn?.issuer ?? null;
  }

  /** Keys that the issuer signs with; fetched when an unknown one is named, at most every 30 s. */
  async keys(): Promise<IssuerKeys> {
    return (await this.metadata()).keys;
  }

  /** @throws SignInRefusal ISSUER_UNAVAILABLE, NOT_CONFIGURED */
  async authorizationUrl(request: AuthorizationRequest): Promise<string> {
    const { configuration } = await this.metadata();
    const settings = this.settings();
    const challenge = await oidc.calculatePKCECodeChallenge(request.codeVerifier);
    const strongLevels = request.strong ? settings.strongAcr : [];
    const wanted = strongLevels.length > 0 && settings.acrRequest === 'claims';
    const claims = { id_token: { acr: wanted ? { essential: true, values: strongLevels } : null, amr: null } };
    return oidc.buildAuthorizationUrl(configuration, {
      response_type: 'code',
      redirect_uri: request.redirectUri,
      scope: settings.scopes.join(' '),
      state: request.state,
      nonce: request.nonce,
      code_challenge: challenge,
      code_challenge_method: 'S256',
      claims: JSON.stringify(claims),
      ...(strongLevels.length > 0 && settings.acrRequest === 'acr_values' && { acr_values: strongLevels.join(' ') }),
    }).href;
  }

  /** Code for tokens. openid-client makes its own checks: state, issuer, nonce, signature of the ID token. */
  async exchange(exchange: CodeExchange): Promise<IssuedTokens> {
    const { configuration } = await this.metadata();
    const url = new URL(exchange.redirectUri);
    url.search = exchange.parameters.toString();
    const tokens = await this.asking(
      oidc.authorizationCodeGrant(configuration, url, {
        expectedState: exchange.state,
        expectedNonce: exchange.nonce,
        pkceCodeVerifier: exchange.codeVerifier,
        idTokenExpected: true,
      }),
    );
    return { idToken: tokens.id_token ?? '', accessToken: tokens.access_token };
  }

  /** As it is answered: whoever asks verifies it. */
  async userinfo(accessToken: string): Promise<{ type: string; body: string }> {
    const { configuration } = await this.metadata();
    const { userinfo_endpoint: endpoint } = configuration.serverMetadata();
    if (endpoint === undefined) throw new SignInRefusal('ANSWER_REFUSED', 'no userinfo endpoint');
    const answer = await this.asking(
      oidc.fetchProtectedResource(configuration, accessToken, new URL(endpoint), 'GET').then(async (response) => ({
        type: response.headers.get('content-type') ?? '',
        body: await response.text(),
        ok: response.ok,
      })),
    );
    if (!answer.ok) throw new SignInRefusal('ANSWER_REFUSED', 'userinfo refused');
    return answer;
  }

  /** Where a browser ends its session at the issuer; null when the issuer has no such place, or is away. */
  async endSessionUrl(idToken: string, returnTo: string): Promise<string | null> {
    try {
      const { configuration } = await this.metadata();
      if (configuration.serverMetadata().end_session_endpoint === undefined) return null;
      const state = oidc.randomState();
      const parameters = { id_token_hint: idToken, post_logout_redirect_uri: returnTo, state };
      return oidc.buildEndSessionUrl(configuration, parameters).href;
    } catch {
      // Signing out here must not depend on the issuer.
      return null;
    }
  }

  /** Origins that a form of ours may lead to by a redirect. */
  get origins(): readonly string[] {
    const { signIn } = this.options;
    const { end_session_endpoint: end } = this.discovered?.configuration.serverMetadata() ?? {};
    return [...new Set([signIn?.issuer, end].filter((url) => url !== undefined).map((url) => new URL(url).origin))];
  }

  /** Whether the issuer answers, as seen within the last ten seconds. @param patience milliseconds */
  async isReachable(patience: number): Promise<boolean> {
    if (!this.isConfigured) return false;
    if (Date.now() - this.triedAt < SEEN_FOR && !this.discovering) return this.failedAt !== this.triedAt;
    const found = this.discover().then(
      () => true,
      () => false,
    );
    return withDeadline(patience, found).catch(() => false);
  }

  private async metadata(): Promise<Discovered> {
    const known = this.discovered;
    if (known && Date.now() - known.at < METADATA_AGE) return known;
    if (!known && Date.now() - this.failedAt < RETRY_AFTER)
      throw new SignInRefusal('ISSUER_UNAVAILABLE', 'lately away');
    try {
      return await this.discover();
    } catch (error) {
      if (known) return known;
      throw unavailable(error);
    }
  }

  /** One look-up at a time, whoever asks. */
  private discover(): Promise<Discovered> {
    this.discovering ??= this.lookUp().finally(() => (this.discovering = undefined));
    return this.discovering;
  }

  private async lookUp(): Promise<Discovered> {
    const settings = this.settings();
    const { issuer, clientId, clientSecret, clientAuth, timeout } = settings;
    const auth = clientAuth === 'client_secret_post' ? oidc.ClientSecretPost : oidc.ClientSecretBasic;
    // Only a loopback issuer may be asked without TLS: configuration refuses others in production.
    const execute = [
      oidc.enableNonRepudiationChecks,
      ...(issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : []),
    ];
    try {
      const configuration = await withDeadline(
        timeout,
        oidc.discovery(new URL(issuer), clientId, {}, auth(clientSecret), { timeout: timeout / 1_000, execute }),
      );
      const keys =
        this.discovered?.keysUri === configuration.serverMetadata().jwks_uri ? this.discovered?.keys : undefined;
      this.triedAt = Date.now();
      this.discovered = {
        configuration,
        keys: keys ?? keysOf(configuration, settings),
        keysUri: configuration.serverMetadata().jwks_uri,
        at: this.triedAt,
      };
      return this.discovered;
    } catch (error) {
      this.failedAt = this.triedAt = Date.now();
      throw error;
    }
  }

  protected settings(): SignInConfig {
    if (!this.options.signIn) throw new SignInRefusal('NOT_CONFIGURED');
    return this.options.signIn;
  }

  private async asking<T>(call: Promise<T>): Promise<T> {
    try {
      return await withDeadline(this.settings().timeout, call);
    } catch (error) {
      throw refusalOf(error);
    }
  }
}

function keysOf(configuration: oidc.Configuration, { timeout }: SignInConfig): IssuerKeys {
  const { jwks_uri: uri } = configuration.serverMetadata();
  if (uri === undefined) throw new SignInRefusal('ANSWER_REFUSED', 'no jwks_uri');
  return createRemoteJWKSet(new URL(uri), { timeoutDuration: timeout });
}

/** The network's faults are told apart from answers that are wrong. */
function refusalOf(error: unknown): SignInRefusal {
  if (error instanceof SignInRefusal) return error;
  if (isAway(error)) return unavailable(error);
  const { name = '', code = '', error: told } = error as { name?: string; code?: string; error?: unknown };
  return new SignInRefusal('ANSWER_REFUSED', typeof told === 'string' ? told.slice(0, 60) : code || name);
}

function unavailable(error: unknown): SignInRefusal {
  if (error instanceof SignInRefusal) return error;
  const { code, name } = error as { code?: string; name?: string };
  return new SignInRefusal('ISSUER_UNAVAILABLE', code ?? name ?? 'unknown');
}

/** No answer in time, no connection, or the issuer says itself that it cannot; looked for below what wraps it. */
function isAway(error: unknown): boolean {
  for (let one = error; typeof one === 'object' && one !== null; one = (one as { cause?: unknown }).cause) {
    const { name = '', message = '', status = 0 } = one as { name?: string; message?: string; status?: number };
    if (one instanceof DeadlineError || ['AbortError', 'TimeoutError'].includes(name) || status >= 500) return true;
    if (message === 'fetch failed') return true;
  }
  return false;
}
