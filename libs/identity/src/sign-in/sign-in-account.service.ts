import { UnitOfWork } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';
import { AuditRepository } from '../audit/audit.repository.js';
import { SessionService } from '../session/session.service.js';
import { type AuthenticationLevel, isStrongEnough } from './authentication-strength.js';
import type { SignedInIdentity } from './identity-claims.js';
import { MemberSignInRepository } from './member-sign-in.repository.js';
import { ACTIVE_CHECKS, type SignInChecks } from './sign-in-check.js';
import { SIGN_IN_OPTIONS, type SignInOptions } from './sign-in-options.js';

/** What the issuer attested, verified. */
export interface AttestedSignIn {
  readonly identity: SignedInIdentity;
  readonly level: AuthenticationLevel;
  readonly idToken: string;
}

/** From a verified identity to an account and its session. */
@Injectable()
export class SignInAccountService {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(MemberSignInRepository) private readonly members: MemberSignInRepository,
    @Inject(SessionService) private readonly sessions: SessionService,
    @Inject(AuditRepository) private readonly audit: AuditRepository,
    @Inject(SIGN_IN_OPTIONS) private readonly options: SignInOptions,
    @Inject(ACTIVE_CHECKS) private readonly checks: SignInChecks,
  ) {}

  /**
   * Somebody unknown becomes a member without any role: where somebody works gives no right.
   * @returns the session's cookie, or null when the roles held ask for a stronger sign-in
   */
  async enter({ identity, level, idToken }: AttestedSignIn, userAgent: string | undefined): Promise<string | null> {
    return this.unitOfWork.run(async (transaction) => {
      const { id, isNew, roles } = await this.members.resolve(transaction, identity);
      if (isNew) {
        await this.audit.append(transaction, { actor: `member:${id}`, action: 'memberCreate', objectId: id });
      }
      const { signIn } = this.options;
      const isWeak = signIn !== undefined && !isStrongEnough(level, roles, signIn);
      if (isWeak && this.checks.has('strength')) return null;
      return this.sessions.open(transaction, { memberId: id, level, userAgent, idToken });
    });
  }
}
