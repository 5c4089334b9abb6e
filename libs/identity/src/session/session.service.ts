import { type Transaction, UnitOfWork } from '@maillage/database';
import { DomainError, isUuid } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor, MemberActor } from '../actor/actor.js';
import { may } from '../rights/may.js';
import { AuditRepository } from '../audit/audit.repository.js';
import type { AuthenticationLevel } from '../sign-in/authentication-strength.js';
import { SIGN_IN_OPTIONS, type SignInOptions } from '../sign-in/sign-in-options.js';
import { browserLabel } from './browser-label.js';
import type { SessionEnd } from './session.entity.js';
import { SessionRepository } from './session.repository.js';
import { hashSecret } from '../secret/secret-hash.js';
import { formatToken, newSessionToken, parseToken } from './session-token.js';
import { type SessionItem, SessionView } from './session.view.js';

export interface SessionStart {
  readonly memberId: string;
  readonly level: AuthenticationLevel;
  readonly userAgent: string | undefined;
  readonly idToken: string;
}

const SESSION = { fr: 'Session', en: 'Session' };

/** Web sessions: opened by a sign-in, listed and ended by their owner. */
@Injectable()
export class SessionService {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(SessionRepository) private readonly sessions: SessionRepository,
    @Inject(SessionView) private readonly view: SessionView,
    @Inject(AuditRepository) private readonly audit: AuditRepository,
    @Inject(SIGN_IN_OPTIONS) private readonly options: SignInOptions,
  ) {}

  /** @returns the cookie's value. Always a new one: what a browser brings along is never taken over. */
  async open(transaction: Transaction, { memberId, level, userAgent, idToken }: SessionStart): Promise<string> {
    const token = newSessionToken();
    const id = await this.sessions.insert(transaction, {
      selectorHash: hashSecret(token.selector),
      tokenHash: hashSecret(token.secret),
      memberId,
      ...level,
      label: browserLabel(userAgent),
      idToken,
      lifetime: this.options.sessions.absolute,
    });
    await this.audit.append(transaction, { actor: `member:${memberId}`, action: 'sessionOpen', objectId: id });
    return formatToken(token);
  }

  /** The caller's open sessions. */
  async openOf(actor: Actor): Promise<SessionItem[]> {
    return isOwner(actor, 'sessionRevoke') ? this.view.openOf(actor.id, this.options.sessions.idle) : [];
  }

  /** Ends one of the caller's own sessions: its next request is refused. Safe to repeat. @returns its id */
  async revoke(actor: Actor, id: string): Promise<string> {
    await this.unitOfWork.run(async (transaction) => {
      const session = isUuid(id) ? await this.sessions.lock(transaction, id) : null;
      if (!session || !isOwner(actor, 'sessionRevoke') || session.memberId !== actor.id)
        throw DomainError.notFound(SESSION);
      if (!session.ended) await this.end(transaction, actor.name, id, 'REVOKED');
    });
    return id;
  }

  /** Ends all of the caller's sessions, the present one too. @returns how many there were */
  async revokeAll(actor: Actor): Promise<number> {
    if (!isOwner(actor, 'sessionRevokeAll')) throw DomainError.forbidden();
    return this.unitOfWork.run(async (transaction) => {
      const count = await this.sessions.endAllOf(transaction, actor.id, 'REVOKED');
      const details = { sessions: count };
      await this.audit.append(transaction, {
        actor: actor.name,
        action: 'sessionRevokeAll',
        objectId: actor.id,
        details,
      });
      return count;
    });
  }

  /**
   * Ends the session of a browser.
   * @param cookie its value; one that opens nothing ends nothing
   * @param reason SIGNED_OUT, or REPLACED by a new sign-in
   * @returns the ID token for signing out at the issuer, if there was a session
   */
  async close(cookie: string | undefined, reason: 'SIGNED_OUT' | 'REPLACED'): Promise<string | null> {
    const token = parseToken(cookie ?? '');
    const holder = token && (await this.view.holder(hashSecret(token.selector)));
    // The part that finds the session ends nothing: whoever signs out has its secret as well.
    if (!token || !holder || ![holder.tokenHash, holder.previousHash].includes(hashSecret(token.secret))) return null;
    return this.unitOfWork.run((transaction) =>
      this.end(transaction, `member:${holder.memberId}`, holder.sessionId, reason),
    );
  }

  /** Of a session whose token was presented twice. */
  async endCopied(memberId: string, id: string): Promise<void> {
    await this.unitOfWork.run((transaction) => this.end(transaction, `member:${memberId}`, id, 'REUSED'));
  }

  private async end(
    transaction: Transaction,
    actor: string,
    objectId: string,
    reason: SessionEnd,
  ): Promise<string | null> {
    const ended = await this.sessions.end(transaction, objectId, reason);
    if (!ended) return null;
    await this.audit.append(transaction, { actor, action: 'sessionEnd', objectId, details: { reason } });
    return ended.idToken;
  }
}

/** A person; one whose key is limited to reading ends no session with it. */
function isOwner(actor: Actor, action: 'sessionRevoke' | 'sessionRevokeAll'): actor is MemberActor {
  return actor.kind === 'MEMBER' && may(actor, action);
}
