import type { SignInConfig } from '@maillage/kernel';
import type { Role } from '../member/member.entity.js';

/** How somebody signed in, as the issuer attested it in the ID token. */
export interface AuthenticationLevel {
  /** Authentication context class, e.g. `eidas2`; null: not told. */
  readonly acr: string | null;
  /** Authentication methods, e.g. `pwd`, `mfa`. */
  readonly amr: readonly string[];
}

type Demands = Pick<SignInConfig, 'strongRoles' | 'strongAcr' | 'strongAmr'>;

/** Whether a sign-in is strong enough for the roles held. A list that is empty asks for nothing. */
export function isStrongEnough(level: AuthenticationLevel, roles: readonly Role[], demands: Demands): boolean {
  if (!roles.some((role) => demands.strongRoles.includes(role))) return true;
  const { strongAcr, strongAmr } = demands;
  const hasAcr = strongAcr.length === 0 || (level.acr !== null && strongAcr.includes(level.acr));
  return hasAcr && (strongAmr.length === 0 || level.amr.some((method) => strongAmr.includes(method)));
}
