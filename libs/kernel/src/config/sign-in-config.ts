import type { Config } from './config.js';
import type { SettingName } from './settings.js';

/** Claims of the userinfo that are read; nothing else of it is kept. */
export type ClaimName = 'givenName' | 'familyName' | 'siret';

/** How people sign in: an issuer of OpenID Connect and what we are there. */
export interface SignInConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly clientAuth: 'client_secret_post' | 'client_secret_basic';
  readonly scopes: readonly string[];
  readonly claims: Readonly<Record<ClaimName, string>>;
  /** Of signatures: an allow-list. */
  readonly algorithms: readonly string[];
  /** Members are known as `<prefix>|<sub>`. */
  readonly subjectPrefix: string;
  /** Roles that ask for a strong sign-in, and what makes one; an empty list asks for nothing. */
  readonly strongRoles: readonly string[];
  readonly strongAcr: readonly string[];
  readonly strongAmr: readonly string[];
  readonly acrRequest: 'claims' | 'acr_values';
  /** Milliseconds, of one call. */
  readonly timeout: number;
  /** Whom people who cannot sign in should ask. */
  readonly contact: string | undefined;
}

/** Lifetimes of web sessions, in milliseconds. */
export interface SessionConfig {
  readonly idle: number;
  readonly absolute: number;
  readonly rotation: number;
  readonly overlap: number;
}

type Read = <T>(name: SettingName) => T;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Undefined without an issuer. What is missing beside it is told by {@link signInProblems}. */
export function readSignIn(read: Read): SignInConfig | undefined {
  const issuer = read<string | undefined>('SIGN_IN_ISSUER');
  // All are read, so that a bad value is told whether or not there is an issuer.
  const others = {
    clientId: read<string | undefined>('SIGN_IN_CLIENT_ID') ?? '',
    clientSecret: read<string | undefined>('SIGN_IN_CLIENT_SECRET') ?? '',
    clientAuth: read<SignInConfig['clientAuth']>('SIGN_IN_CLIENT_AUTH'),
    scopes: read<readonly string[]>('SIGN_IN_SCOPES'),
    claims: read<SignInConfig['claims']>('SIGN_IN_CLAIMS'),
    algorithms: read<readonly string[]>('SIGN_IN_ALGORITHMS'),
    subjectPrefix: read<string | undefined>('SIGN_IN_SUBJECT_PREFIX') ?? issuer ?? '',
    strongRoles: read<readonly string[]>('SIGN_IN_STRONG_ROLES'),
    strongAcr: read<readonly string[]>('SIGN_IN_STRONG_ACR'),
    strongAmr: read<readonly string[]>('SIGN_IN_STRONG_AMR'),
    acrRequest: read<SignInConfig['acrRequest']>('SIGN_IN_ACR_REQUEST'),
    timeout: read<number>('SIGN_IN_TIMEOUT_MS'),
    contact: read<string | undefined>('SIGN_IN_CONTACT'),
  };
  return issuer === undefined ? undefined : { issuer, ...others };
}

export function readSessions(read: Read): SessionConfig {
  return {
    idle: read<number>('SESSION_IDLE_MINUTES') * MINUTE,
    absolute: read<number>('SESSION_HOURS') * 60 * MINUTE,
    rotation: read<number>('SESSION_ROTATION_MINUTES') * MINUTE,
    overlap: read<number>('SESSION_OVERLAP_SECONDS') * SECOND,
  };
}

/** What does not go together, one line each. */
export function signInProblems({ mode, publicUrl, signIn }: Config): string[] {
  const problems: string[] = [];
  if (!signIn) return problems;
  if (signIn.clientId === '' || signIn.clientSecret === '') {
    problems.push('SIGN_IN_CLIENT_ID, SIGN_IN_CLIENT_SECRET: required when SIGN_IN_ISSUER is set');
  }
  if (signIn.algorithms?.length === 0) problems.push('SIGN_IN_ALGORITHMS: at least one; unsigned answers are refused');
  if (mode !== 'production') return problems;
  if (publicUrl === undefined) problems.push('PUBLIC_URL: required for sign-in in production (https://…)');
  else if (!publicUrl.startsWith('https:')) problems.push('PUBLIC_URL: must be https:// in production');
  if (!signIn.issuer.startsWith('https:')) problems.push('SIGN_IN_ISSUER: must be https:// in production');
  return problems;
}
