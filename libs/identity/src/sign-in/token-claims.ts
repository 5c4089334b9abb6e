import type { JWTPayload } from 'jose';
import type { SignInCheck } from './sign-in-check.js';

/** What the claims of a token are compared with. */
export interface Expected {
  readonly issuer: string;
  readonly clientId: string;
  /** Seconds since 1970. */
  readonly now: number;
  /** Of the sign-in; ID token only. */
  readonly nonce?: string;
  /** `sub` of the ID token; userinfo only. */
  readonly sameSubject?: string;
}

/** Seconds that clocks may differ. */
const TOLERANCE = 60;
/** Seconds after which a token was not issued for the sign-in under way. */
const MAX_AGE = 600;

type ClaimCheck = (claims: JWTPayload, expected: Expected) => boolean;

const audiences = (claims: JWTPayload): readonly unknown[] => [claims.aud].flat();
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

const issuer: ClaimCheck = (claims, expected) => claims.iss === expected.issuer;
const audience: ClaimCheck = (claims, expected) => audiences(claims).includes(expected.clientId);
const authorizedParty: ClaimCheck = (claims, expected) =>
  claims['azp'] === undefined ? audiences(claims).length <= 1 : claims['azp'] === expected.clientId;
const expiry: ClaimCheck = (claims, { now }) => isNumber(claims.exp) && claims.exp > now - TOLERANCE;
const notBefore: ClaimCheck = (claims, { now }) =>
  claims.nbf === undefined || (isNumber(claims.nbf) && claims.nbf <= now + TOLERANCE);
const issuedAt: ClaimCheck = (claims, { now }) =>
  isNumber(claims.iat) && claims.iat <= now + TOLERANCE && claims.iat >= now - MAX_AGE;
const nonce: ClaimCheck = (claims, expected) => expected.nonce !== undefined && claims['nonce'] === expected.nonce;
const subject: ClaimCheck = ({ sub }) => typeof sub === 'string' && sub.length > 0 && sub.length <= 255;
const sameSubject: ClaimCheck = ({ sub }, expected) => sub === expected.sameSubject;
/** A userinfo may say nothing of its time; what it says must be right. */
const optional =
  (claim: 'exp' | 'iat', check: ClaimCheck): ClaimCheck =>
  (claims, expected) =>
    claims[claim] === undefined || check(claims, expected);

/** In the order in which they are made. */
export const idTokenClaims: ReadonlyMap<SignInCheck, ClaimCheck> = new Map<SignInCheck, ClaimCheck>([
  ['issuer', issuer],
  ['audience', audience],
  ['authorizedParty', authorizedParty],
  ['expiry', expiry],
  ['notBefore', notBefore],
  ['issuedAt', issuedAt],
  ['nonce', nonce],
  ['subject', subject],
]);

export const userinfoClaims: ReadonlyMap<SignInCheck, ClaimCheck> = new Map<SignInCheck, ClaimCheck>([
  ['issuer', issuer],
  ['audience', audience],
  ['expiry', optional('exp', expiry)],
  ['notBefore', notBefore],
  ['issuedAt', optional('iat', issuedAt)],
  ['sameSubject', sameSubject],
]);
