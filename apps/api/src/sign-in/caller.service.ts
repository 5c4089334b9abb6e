import { type Actor, ActorService, type MemberActor, SessionActorService, visitor } from '@maillage/identity';
import { DomainError } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isFromOwnPage, ownOrigin } from './own-origin.js';
import { WebCookies } from './web-cookies.js';
import { WEB_OPTIONS, type WebOptions } from './web-options.js';

const foreignPage = {
  fr: 'Cette requête porte le cookie d’une session sans venir d’une page de ce site : elle est refusée. Un programme emploie une clé d’API.',
  en: 'This request carries a session’s cookie but does not come from a page of this site: it is refused. A program uses an API key.',
};

/** Who holds a connection, and whether still. */
export interface StandingCaller {
  readonly actor: Actor;
  /** False: the key or the session no longer opens. @throws when nobody can tell now */
  readonly isStill: () => Promise<boolean>;
}

/** Says who sends a request over HTTP: a key in its header, else a session in its cookie. */
@Injectable()
export class CallerService {
  constructor(
    @Inject(WEB_OPTIONS) private readonly options: WebOptions,
    @Inject(ActorService) private readonly actors: ActorService,
    @Inject(SessionActorService) private readonly sessions: SessionActorService,
    @Inject(WebCookies) private readonly cookies: WebCookies,
  ) {}

  /**
   * Of a GraphQL request. A cookie counts only with a sign that a page of ours sent the request: another site's page can
   * make a browser send the cookie along.
   * @throws DomainError UNAUTHENTICATED for a key or session that is no longer valid; FORBIDDEN
   */
  async identify(request: FastifyRequest, reply: FastifyReply): Promise<Actor> {
    const { authorization } = request.headers;
    if (authorization !== undefined && authorization !== '') return this.actors.actorFor(authorization);
    if (this.cookies.session(request) === undefined) return visitor;
    if (!this.isFromOwnPage(request)) throw new DomainError('FORBIDDEN', foreignPage);
    return (await this.person(request, reply)) ?? visitor;
  }

  /**
   * Of a connection that stays open: a browser sends cookies along with it from any page, so a session counts from a page
   * of ours alone, as above.
   * @param authorization as a client gives it that can set no headers
   * @throws as `identify`
   */
  async identifyStanding(
    { headers }: Pick<FastifyRequest, 'headers'>,
    authorization = headers.authorization,
  ): Promise<StandingCaller> {
    if (authorization !== undefined && authorization !== '') {
      const actor = await this.actors.actorFor(authorization);
      return { actor, isStill: () => holds(this.actors.actorFor(authorization)) };
    }
    const cookie = this.cookies.session({ headers });
    if (cookie === undefined || cookie === '') return { actor: visitor, isStill: async () => true };
    if (!this.isFromOwnPage({ headers })) throw new DomainError('FORBIDDEN', foreignPage);
    const actor = await this.sessions.personFor(cookie);
    return { actor, isStill: async () => (await this.sessions.personStill(cookie)) !== null };
  }

  isFromOwnPage(request: Pick<FastifyRequest, 'headers'>): boolean {
    return isFromOwnPage(request.headers, ownOrigin(request.headers, this.options));
  }

  /**
   * Who is signed in, whichever page a link to us was on: for pages that only show. Null: nobody.
   * @throws DomainError UNAUTHENTICATED for a session that is over, whose cookie is taken away; STEP_UP_REQUIRED
   */
  async person(request: FastifyRequest, reply: FastifyReply): Promise<MemberActor | null> {
    const cookie = this.cookies.session(request);
    if (cookie === undefined || cookie === '') return null;
    void reply.header('cache-control', 'no-store');
    try {
      const { actor, renewedToken } = await this.sessions.callerFor(cookie);
      if (renewedToken !== undefined) this.cookies.setSession(reply, renewedToken);
      return actor;
    } catch (error) {
      // The next request is a visitor's: a browser cannot take an httpOnly cookie away itself.
      if (error instanceof DomainError && error.code === 'UNAUTHENTICATED') this.cookies.clearSession(reply);
      throw error;
    }
  }
}

/** @throws what is no refusal */
async function holds(look: Promise<Actor>): Promise<boolean> {
  try {
    await look;
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  }
}
