import { type MemberActor, SessionService } from '@maillage/identity';
import { DomainError } from '@maillage/kernel';
import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../request/access.decorators.js';
import { AccountFormService } from './account-form.service.js';
import { AccountViewService } from './account-view.service.js';
import { CallerService } from './caller.service.js';
import { accountBody, visitorBody } from './pages/account.page.js';
import { PAGE_STYLE } from './pages/page-style.js';
import { pageMessages } from './pages/page.messages.js';
import { WebCookies } from './web-cookies.js';
import { WebPages } from './web-pages.service.js';

/** A person's own page: who they are here, and what they can change of it. Plain forms, no script. */
@Controller('account')
export class AccountController {
  constructor(
    @Inject(WebPages) private readonly pages: WebPages,
    @Inject(CallerService) private readonly caller: CallerService,
    @Inject(AccountViewService) private readonly view: AccountViewService,
    @Inject(AccountFormService) private readonly forms: AccountFormService,
    @Inject(SessionService) private readonly sessions: SessionService,
    @Inject(WebCookies) private readonly cookies: WebCookies,
  ) {}

  @Public()
  @Get()
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.pages.guarded(request, reply, async () => {
      const language = this.pages.languageOf(request);
      const actor = await this.caller.person(request, reply);
      if (!actor) return this.pages.send(request, reply, 'account', visitorBody(language));
      const { invitation = '' } = request.query as Readonly<Record<string, unknown>>;
      const view = await this.view.of(actor, typeof invitation === 'string' ? invitation.slice(0, 100) : '');
      this.pages.send(request, reply, 'account', accountBody(language, view));
    });
  }

  @Public()
  @Get('style.css')
  style(@Res() reply: FastifyReply): void {
    void reply
      .header('content-type', 'text/css; charset=utf-8')
      .header('cache-control', 'public, max-age=300')
      .header('x-content-type-options', 'nosniff')
      .send(PAGE_STYLE);
  }

  @Public()
  @Post('sessions/revoke')
  async revoke(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.changing(request, reply, async (actor, field) => {
      if ((await this.sessions.revoke(actor, field('id'))) === actor.sessionId) this.cookies.clearSession(reply);
    });
  }

  @Public()
  @Post('sessions/revoke-all')
  async revokeAll(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.changing(request, reply, async (actor) => {
      await this.sessions.revokeAll(actor);
      this.cookies.clearSession(reply);
    });
  }

  @Public()
  @Post('requests')
  async request(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.changing(request, reply, (actor, field) => this.forms.request(actor, field('role')));
  }

  @Public()
  @Post('requests/withdraw')
  async withdraw(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.changing(request, reply, (actor, field) => this.forms.withdraw(actor, field('id')));
  }

  @Public()
  @Post('invitations/accept')
  async accept(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.changing(request, reply, (actor, field) => this.forms.accept(actor, field('token')));
  }

  @Public()
  @Post('memberships/leave')
  async leave(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.changing(request, reply, (actor, field) =>
      this.forms.leave(actor, field('organizationId'), field('evenIfLast') === 'yes'),
    );
  }

  /** A form of ours, by somebody signed in; the page is shown anew afterwards. */
  private async changing(
    request: FastifyRequest,
    reply: FastifyReply,
    work: (actor: MemberActor, field: (name: string) => string) => Promise<unknown>,
  ): Promise<void> {
    await this.pages.guarded(request, reply, async () => {
      if (!this.caller.isFromOwnPage(request)) throw new DomainError('FORBIDDEN', pageMessages.foreignForm);
      const actor = await this.caller.person(request, reply);
      if (!actor) throw DomainError.unauthenticated();
      const body = (request.body ?? {}) as Readonly<Record<string, unknown>>;
      await work(actor, (name) => (typeof body[name] === 'string' ? body[name].slice(0, 500) : ''));
      void reply.code(303).header('cache-control', 'no-store').header('location', '/account').send();
    });
  }
}
