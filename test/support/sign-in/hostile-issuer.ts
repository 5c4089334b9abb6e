import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type CryptoKey,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JWTHeaderParameters,
  type JWTPayload,
  SignJWT,
} from 'jose';

export interface IssuerKeys {
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}

/** A token about to be signed. */
export interface TokenDraft {
  readonly claims: JWTPayload;
  readonly header: JWTHeaderParameters;
}

export interface UserinfoAnswer {
  readonly type: string;
  readonly body: string;
}

/** How the issuer, or whoever stands between it and the browser, misbehaves; nothing: it is an honest issuer. */
export interface Twist {
  /** What the ID token says. */
  readonly idToken?: (draft: TokenDraft, issuer: HostileIssuer) => TokenDraft;
  /** How the ID token is made. */
  readonly signIdToken?: (draft: TokenDraft, issuer: HostileIssuer) => Promise<string>;
  readonly userinfo?: (draft: TokenDraft, issuer: HostileIssuer) => TokenDraft;
  readonly signUserinfo?: (draft: TokenDraft, issuer: HostileIssuer) => Promise<UserinfoAnswer | string>;
  /** What the browser brings back. */
  readonly callback?: (parameters: URLSearchParams, issuer: HostileIssuer) => void;
  /** Codes work again and again. */
  readonly codesForEver?: boolean;
  /** It does not look at the PKCE verifier. */
  readonly ignoresPkce?: boolean;
  /** Endpoints that never answer. */
  readonly hangs?: readonly string[];
}

interface Grant {
  readonly nonce: string;
  readonly challenge: string;
  readonly redirectUri: string;
}

/** Published, beside the key that it signs with. */
const KEY_ID = 'published';

/** An issuer of OpenID Connect of the tests' own, made with jose alone: it does what the real one never would. */
export class HostileIssuer {
  twist: Twist = {};
  /** Who signs in next. */
  person: { sub: string; acr?: string; amr?: readonly string[]; claims?: Record<string, unknown> } = { sub: 'someone' };
  readonly clientId = 'maillage-test';
  readonly clientSecret = 'a secret of the test, long enough for HS256 as well';
  readonly now = (): number => Math.floor(Date.now() / 1_000);
  /** Authorization requests that came, newest last. */
  readonly requests: URLSearchParams[] = [];
  private readonly grants = new Map<string, Grant>();
  private readonly tokens = new Map<string, Grant>();
  private readonly hanging = new Set<ServerResponse>();

  private constructor(
    private readonly server: Server,
    readonly keys: IssuerKeys,
    /** Of nobody: published nowhere. */
    readonly foreignKeys: IssuerKeys,
    private readonly jwks: object,
  ) {}

  static async start(): Promise<HostileIssuer> {
    const [keys, foreignKeys] = await Promise.all([pair('RS256'), pair('RS256')]);
    const jwk = await exportJWK(keys.publicKey);
    const jwks = { keys: [{ ...jwk, kid: KEY_ID, use: 'sig' }] };
    const server = createServer();
    const issuer = new HostileIssuer(server, keys, foreignKeys, jwks);
    server.on('request', (request, response) => void issuer.answer(request, response));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return issuer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** What a person's browser does there: agrees. @returns the query of the redirect back */
  authorize(authorizationUrl: string): URLSearchParams {
    const asked = new URL(authorizationUrl).searchParams;
    this.requests.push(asked);
    const code = this.grant(asked);
    const back = new URLSearchParams({ code, state: asked.get('state') ?? '', iss: this.url });
    this.twist.callback?.(back, this);
    return back;
  }

  /** A code for an authorization request. */
  grant(asked: URLSearchParams): string {
    const code = randomBytes(16).toString('hex');
    const [nonce, challenge, redirectUri] = ['nonce', 'code_challenge', 'redirect_uri'].map(
      (name) => asked.get(name) ?? '',
    );
    this.grants.set(code, { nonce: nonce ?? '', challenge: challenge ?? '', redirectUri: redirectUri ?? '' });
    return code;
  }

  async sign({ claims, header }: TokenDraft, key: CryptoKey | Uint8Array = this.keys.privateKey): Promise<string> {
    return new SignJWT(claims).setProtectedHeader(header).sign(key);
  }

  /** The public key as text: what a confused library takes as a shared secret. */
  async publicText(): Promise<Uint8Array> {
    return new TextEncoder().encode(await exportSPKI(this.keys.publicKey));
  }

  async stop(): Promise<void> {
    for (const response of this.hanging) response.destroy();
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', this.url).pathname;
    if (this.twist.hangs?.includes(path)) {
      this.hanging.add(response);
      return;
    }
    const json = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    switch (path) {
      case '/.well-known/openid-configuration':
        return json(200, this.metadata());
      case '/jwks':
        return json(200, this.jwks);
      case '/token':
        return this.token(new URLSearchParams(await text(request)), json);
      case '/userinfo': {
        const answer = await this.userinfo(request.headers.authorization ?? '');
        response.writeHead(answer ? 200 : 401, { 'content-type': answer?.type ?? 'text/plain' }).end(answer?.body);
        return;
      }
      default:
        return json(404, {});
    }
  }

  private metadata(): object {
    const at = (path: string): string => `${this.url}/${path}`;
    return {
      issuer: this.url,
      authorization_endpoint: at('authorize'),
      token_endpoint: at('token'),
      userinfo_endpoint: at('userinfo'),
      jwks_uri: at('jwks'),
      end_session_endpoint: at('end'),
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256', 'RS384', 'HS256', 'none'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
    };
  }

  private async token(body: URLSearchParams, json: (status: number, body: object) => void): Promise<void> {
    const code = body.get('code') ?? '';
    const grant = this.grants.get(code);
    if (this.twist.codesForEver !== true) this.grants.delete(code);
    const isClient = body.get('client_id') === this.clientId && body.get('client_secret') === this.clientSecret;
    const challenge = createHash('sha256')
      .update(body.get('code_verifier') ?? '')
      .digest('base64url');
    const isProven = this.twist.ignoresPkce === true || grant?.challenge === challenge;
    if (!grant || !isClient || !isProven || body.get('redirect_uri') !== grant.redirectUri) {
      return json(400, { error: 'invalid_grant' });
    }
    const accessToken = randomBytes(16).toString('hex');
    this.tokens.set(accessToken, grant);
    json(200, {
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: 60,
      id_token: await this.idToken(grant),
    });
  }

  private async idToken(grant: Grant): Promise<string> {
    const { sub, acr = 'eidas2', amr = ['pwd', 'mfa'] } = this.person;
    const claims = { ...this.registered(), sub, nonce: grant.nonce, acr, amr: [...amr] };
    const honest: TokenDraft = { claims, header: { alg: 'RS256', kid: KEY_ID } };
    const draft = this.twist.idToken?.(honest, this) ?? honest;
    return this.twist.signIdToken ? this.twist.signIdToken(draft, this) : this.sign(draft);
  }

  private async userinfo(authorization: string): Promise<UserinfoAnswer | null> {
    if (!this.tokens.has(authorization.replace(/^Bearer /i, ''))) return null;
    const { sub, claims: own } = this.person;
    const claims = { ...this.registered(), sub, given_name: 'Alix', usual_name: 'Essai (démonstration)', ...own };
    const honest: TokenDraft = { claims, header: { alg: 'RS256', kid: KEY_ID } };
    const draft = this.twist.userinfo?.(honest, this) ?? honest;
    const made = await (this.twist.signUserinfo ? this.twist.signUserinfo(draft, this) : this.sign(draft));
    return typeof made === 'string' ? { type: 'application/jwt', body: made } : made;
  }

  private registered(): JWTPayload {
    const now = this.now();
    return { iss: this.url, aud: this.clientId, iat: now, exp: now + 300 };
  }
}

async function pair(algorithm: string): Promise<IssuerKeys> {
  return generateKeyPair(algorithm, { extractable: true });
}

async function text(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

/** An unsigned token, as JSON Web Signature allows it. */
export function unsigned({ claims }: TokenDraft): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part(claims)}.`;
}
