/**
 * Everything that an answer of an issuer must pass, by name. Each is one lock of its own: a test takes out one after the
 * other and must see a hostile case get through. PKCE and what openid-client verifies besides are further locks.
 */
export const SIGN_IN_CHECKS = [
  // the redirect back
  'browser',
  'issuerParameter',
  'providerError',
  // signature of ID token and userinfo
  'signature',
  'algorithm',
  'tokenType',
  // claims
  'issuer',
  'audience',
  'authorizedParty',
  'expiry',
  'notBefore',
  'issuedAt',
  'nonce',
  'subject',
  // userinfo
  'signedUserinfo',
  'sameSubject',
  // what follows
  'strength',
  'returnPath',
] as const;
export type SignInCheck = (typeof SIGN_IN_CHECKS)[number];
export type SignInChecks = ReadonlySet<SignInCheck>;

/** Injection token of `SignInChecks`: all of them, but in the tests that prove what each is for. */
export const ACTIVE_CHECKS = Symbol('ACTIVE_CHECKS');

export const allSignInChecks: SignInChecks = new Set(SIGN_IN_CHECKS);
