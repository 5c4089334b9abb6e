import type { SignInCheck } from '@maillage/identity';
import { SignJWT } from 'jose';
import { type HostileIssuer, type TokenDraft, type Twist, unsigned } from '../support/sign-in/hostile-issuer.js';

/** An attack on a sign-in by what the issuer, or somebody in between, answers. */
export interface HostileCase {
  readonly name: string;
  readonly twist: Twist;
  /** The check of ours that stops it; without it (and without openid-client's) the attack succeeds. */
  readonly check: SignInCheck;
  /** Another one that stops it before; without that one alone it is stopped all the same. */
  readonly before?: SignInCheck;
}

const say =
  (change: (issuer: HostileIssuer) => Readonly<Record<string, unknown>>) =>
  ({ claims, header }: TokenDraft, issuer: HostileIssuer): TokenDraft => {
    const changed = { ...claims, ...change(issuer) };
    return { header, claims: Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined)) };
  };
const idToken = (change: Parameters<typeof say>[0]): Twist => ({ idToken: say(change) });
const userinfo = (change: Parameters<typeof say>[0]): Twist => ({ userinfo: say(change) });
const head =
  (header: Partial<TokenDraft['header']>) =>
  (draft: TokenDraft): TokenDraft => ({ claims: draft.claims, header: { ...draft.header, ...header } });

const otherIssuer = 'https://attacker.example';

/** Signed by a key that the token itself brings along. */
async function withOwnKey(draft: TokenDraft, { foreignKeys }: HostileIssuer): Promise<string> {
  const { exportJWK } = await import('jose');
  const jwk = await exportJWK(foreignKeys.publicKey);
  return new SignJWT(draft.claims).setProtectedHeader({ alg: 'RS256', jwk }).sign(foreignKeys.privateKey);
}

/** Another person, put into a token that was signed for this one. */
async function altered(draft: TokenDraft, issuer: HostileIssuer): Promise<string> {
  const [header, , signature] = (await issuer.sign(draft)).split('.');
  const payload = Buffer.from(JSON.stringify({ ...draft.claims, acr: 'eidas3' })).toString('base64url');
  return `${header}.${payload}.${signature}`;
}

export const hostileCases: readonly HostileCase[] = [
  { name: 'nonce of another sign-in', twist: idToken(() => ({ nonce: 'x'.repeat(43) })), check: 'nonce' },
  { name: 'no nonce', twist: idToken(() => ({ nonce: undefined })), check: 'nonce' },
  { name: 'made for another client', twist: idToken(() => ({ aud: 'another-client' })), check: 'audience' },
  {
    name: 'made for several clients, for nobody in particular',
    twist: idToken(({ clientId }) => ({ aud: [clientId, 'another-client'] })),
    check: 'authorizedParty',
  },
  {
    name: 'made for us on behalf of another',
    twist: idToken(() => ({ azp: 'another-client' })),
    check: 'authorizedParty',
  },
  { name: 'of another issuer', twist: idToken(() => ({ iss: otherIssuer })), check: 'issuer' },
  { name: 'expired', twist: idToken(({ now }) => ({ exp: now() - 120 })), check: 'expiry' },
  { name: 'valid for ever', twist: idToken(() => ({ exp: undefined })), check: 'expiry' },
  { name: 'not valid yet', twist: idToken(({ now }) => ({ nbf: now() + 600 })), check: 'notBefore' },
  { name: 'issued tomorrow', twist: idToken(({ now }) => ({ iat: now() + 86_400 })), check: 'issuedAt' },
  { name: 'issued an hour ago', twist: idToken(({ now }) => ({ iat: now() - 3_600 })), check: 'issuedAt' },
  { name: 'issued at no time', twist: idToken(() => ({ iat: undefined })), check: 'issuedAt' },
  {
    name: 'of nobody',
    twist: { ...idToken(() => ({ sub: undefined })), ...userinfo(() => ({ sub: '' })) },
    check: 'subject',
  },
  {
    name: 'unsigned (alg none)',
    twist: { signIdToken: async (draft) => unsigned(draft) },
    check: 'signature',
    before: 'algorithm',
  },
  {
    name: 'the public key taken for a shared secret (HS256 for RS256)',
    twist: {
      idToken: head({ alg: 'HS256' }),
      signIdToken: async (draft, issuer) => issuer.sign(draft, await issuer.publicText()),
    },
    check: 'signature',
    before: 'algorithm',
  },
  {
    name: 'signed with the client’s secret',
    twist: {
      idToken: head({ alg: 'HS256' }),
      signIdToken: (draft, issuer) => issuer.sign(draft, new TextEncoder().encode(issuer.clientSecret)),
    },
    check: 'signature',
    before: 'algorithm',
  },
  {
    name: 'signed by a key that is published nowhere, under the name of one that is',
    twist: { signIdToken: (draft, issuer) => issuer.sign(draft, issuer.foreignKeys.privateKey) },
    check: 'signature',
  },
  {
    name: 'signed by an unknown key',
    twist: {
      idToken: head({ kid: 'unknown' }),
      signIdToken: (draft, issuer) => issuer.sign(draft, issuer.foreignKeys.privateKey),
    },
    check: 'signature',
  },
  { name: 'signed by a key that it brings along', twist: { signIdToken: withOwnKey }, check: 'signature' },
  { name: 'altered after it was signed', twist: { signIdToken: altered }, check: 'signature' },
  {
    name: 'signed in a way that is not on the list',
    twist: {
      idToken: head({ alg: 'RS384' }),
      signIdToken: async (draft, { keys }) => {
        const { exportJWK, importJWK } = await import('jose');
        const key = await importJWK({ ...(await exportJWK(keys.privateKey)), alg: 'RS384' }, 'RS384');
        return new SignJWT(draft.claims).setProtectedHeader(draft.header).sign(key);
      },
    },
    check: 'algorithm',
  },
  { name: 'an access token in place of an ID token', twist: { idToken: head({ typ: 'at+jwt' }) }, check: 'tokenType' },
  {
    name: 'userinfo without a signature (JSON)',
    twist: {
      signUserinfo: async ({ claims }) => ({ type: 'application/json', body: JSON.stringify(claims) }),
    },
    check: 'signedUserinfo',
  },
  {
    name: 'userinfo unsigned (alg none)',
    twist: { signUserinfo: async (draft) => unsigned(draft) },
    check: 'signature',
    before: 'algorithm',
  },
  {
    name: 'userinfo signed by a foreign key',
    twist: { signUserinfo: (draft, issuer) => issuer.sign(draft, issuer.foreignKeys.privateKey) },
    check: 'signature',
  },
  { name: 'userinfo of another person', twist: userinfo(() => ({ sub: 'somebody-else' })), check: 'sameSubject' },
  { name: 'userinfo for another client', twist: userinfo(() => ({ aud: 'another-client' })), check: 'audience' },
  { name: 'userinfo of another issuer', twist: userinfo(() => ({ iss: otherIssuer })), check: 'issuer' },
  { name: 'userinfo expired', twist: userinfo(({ now }) => ({ exp: now() - 120 })), check: 'expiry' },
  {
    name: 'an answer that names another issuer (mix-up)',
    twist: { callback: (back) => back.set('iss', otherIssuer) },
    check: 'issuerParameter',
  },
  {
    name: 'an error, with a code all the same',
    twist: { callback: (back) => back.set('error', 'access_denied') },
    check: 'providerError',
  },
];
