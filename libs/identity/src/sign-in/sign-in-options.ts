import type { SessionConfig, SignInConfig } from '@maillage/kernel';

/** What sign-in and sessions must know of the configuration. */
export interface SignInOptions {
  /** Undefined: nobody can sign in; sessions that exist go on. */
  readonly signIn: SignInConfig | undefined;
  readonly sessions: SessionConfig;
}

/** Injection token of `SignInOptions`. */
export const SIGN_IN_OPTIONS = Symbol('SIGN_IN_OPTIONS');
