import { DomainError } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { MemberActor } from '../actor/actor.js';
import { rolesOf } from '../actor/held-role.sql.js';
import { isStrongEnough } from '../sign-in/authentication-strength.js';
import { SIGN_IN_OPTIONS, type SignInOptions } from '../sign-in/sign-in-options.js';
import { stepUpNeeded } from '../sign-in/sign-in.messages.js';
import { isOpen, isRotationDue, type Judgement, judge } from './session-judgement.js';
import { sessionMessages } from './session.messages.js';
import { SessionRepository } from './session.repository.js';
import { SessionService } from './session.service.js';
import { hashSecret } from '../secret/secret-hash.js';
import { formatToken, newSessionToken, parseToken, type SessionToken } from './session-token.js';
import { type SessionHolder, SessionView } from './session.view.js';

export interface SessionCaller {
  readonly actor: MemberActor;
  /** What the cookie holds from now on; absent: what it held. */
  readonly renewedToken?: string;
}

/** Longest time without a mark of use, in milliseconds: each request would write one otherwise. */
const MARK_EVERY = 60_000;

/** Says who sends a request with a session's cookie. */
@Injectable()
export class SessionActorService {
  constructor(
    @Inject(SessionView) private readonly view: SessionView,
    @Inject(SessionRepository) private readonly sessions: SessionRepository,
    @Inject(SessionService) private readonly service: SessionService,
    @Inject(SIGN_IN_OPTIONS) private readonly options: SignInOptions,
  ) {}

  /**
   * One statement reads session, person and roles; nothing is kept between requests, so that what was revoked is refused
   * at the next one.
   * @throws DomainError UNAUTHENTICATED; STEP_UP_REQUIRED when the person holds a role that this sign-in is too weak for
   */
  async callerFor(cookie: string): Promise<SessionCaller> {
    const { token, secretHash, holder, judgement } = await this.judged(cookie);
    const renewedToken = await this.renewed(token, secretHash, holder, judgement);
    const actor = actorOf(holder);
    return renewedToken === undefined ? { actor } : { actor, renewedToken };
  }

  /**
   * The same for a connection that can set no cookie: the session keeps its secret.
   * @throws as `callerFor`
   */
  async personFor(cookie: string): Promise<MemberActor> {
    return actorOf((await this.judged(cookie)).holder);
  }

  /**
   * Whether the session of a cookie goes on, whichever secret it has by now: for a connection that was opened with an
   * earlier one. Null: it is over.
   */
  async personStill(cookie: string): Promise<MemberActor | null> {
    const token = parseToken(cookie);
    const holder = token && (await this.view.holder(hashSecret(token.selector)));
    return holder && isOpen(holder, this.options.sessions) ? actorOf(holder) : null;
  }

  private async judged(cookie: string) {
    const token = parseToken(cookie);
    const holder = token && (await this.view.holder(hashSecret(token.selector)));
    if (!token || !holder) throw new DomainError('UNAUTHENTICATED', sessionMessages.OVER);
    const secretHash = hashSecret(token.secret);
    const judgement = judge(holder, secretHash, this.options.sessions);
    if (judgement === 'ENDED') throw new DomainError('UNAUTHENTICATED', sessionMessages.OVER);
    if (judgement === 'REUSED') {
      await this.service.endCopied(holder.memberId, holder.sessionId);
      throw new DomainError('UNAUTHENTICATED', sessionMessages.REUSED);
    }
    this.assertStrong(holder);
    return { token, secretHash, holder, judgement };
  }

  /** Roles of every scope count: whoever coordinates a territory coordinates. */
  private assertStrong({ acr, amr, roles }: SessionHolder): void {
    const { signIn } = this.options;
    const held = roles.map(({ role }) => role);
    if (signIn && !isStrongEnough({ acr, amr }, held, signIn)) throw new DomainError('STEP_UP_REQUIRED', stepUpNeeded);
  }

  private async renewed(
    token: SessionToken,
    secretHash: string,
    holder: SessionHolder,
    judgement: Judgement,
  ): Promise<string | undefined> {
    const { sessionId: id } = holder;
    if (judgement === 'CURRENT' && holder.previousHash !== null && holder.successorUsedAgo === null) {
      await this.sessions.markSuccessorUsed(id, secretHash);
    }
    if (isRotationDue(holder, judgement, this.options.sessions)) {
      const next = newSessionToken(token.selector);
      if (await this.sessions.rotate(id, secretHash, hashSecret(next.secret))) return formatToken(next);
    } else if (holder.seenAgo > Math.min(MARK_EVERY, this.options.sessions.idle / 4)) {
      // A failure must not fail the request.
      void this.sessions.touch(id).catch(() => undefined);
    }
    return undefined;
  }
}

function actorOf({ memberId, displayName, roles, sessionId }: SessionHolder): MemberActor {
  return {
    kind: 'MEMBER',
    id: memberId,
    name: `member:${memberId}`,
    displayName,
    ...rolesOf(roles),
    keyScopes: null,
    audienceLimit: 'NETWORK',
    sessionId,
  };
}
