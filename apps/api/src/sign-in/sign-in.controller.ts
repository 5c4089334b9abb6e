import { IssuerClient, SessionService, SignInRefusal, SignInService } from '@maillage/identity';
import { DomainError } from '@maillage/kernel';
import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SharedLimit } from '../budget/shared-limit.decorator.js';
import { Public } from '../request/access.decorators.js';
import { isFromOwnPage, ownOrigin } from './own-origin.js';
import { pageMessages } from './pages/page.messages.js';
import { WebCookies } from './web-cookies.js';
import { WEB_OPTIONS, type WebOptions } from './web-options.js';
import { WebPages } from './web-pages.service.js';

/** Where browsers go to sign in and out. */
@Controller('auth')
export class SignInController {
  constructor(
    @Inject(WEB_OPTIONS) private readonly options: WebOptions,
    @Inject(SignInService) private readonly service: SignInService,
    @Inject(SessionService) private readonly sessions: SessionService,
    @Inject(IssuerClient) private readonly issuer: IssuerClient,
    @Inject(WebCookies) private readonly cookies: WebCookies,
    @Inject(WebPages) private readonly pages: WebPages,
  ) {}

  /** To the issuer. `return`: a path to come back to; `level=strong`: with two factors. */
  @SharedLimit('SIGN_IN')
  @Public()
  @Get('sign-in')
  async signIn(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.pages.guarded(request, reply, async () => {
      const { origin, parameters } = this.addressed(request);
      const begun = await this.service.begin({
        origin,
        returnTo: parameters.get('return') ?? undefined,
        strong: parameters.get('level') === 'strong',
        browser: this.cookies.browser(request),
      });
      this.cookies.setBrowser(reply, begun.browser);
      redirect(reply, begun.url);
    });
  }

  /** Back from the issuer. */
  @Public()
  @Get('callback')
  async callback(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.pages.guarded(request, reply, async () => {
      const { origin, parameters } = this.addressed(request);
      const browser = this.cookies.browser(request);
      const userAgent = request.headers['user-agent'];
      const ended = await this.service.complete({ origin, parameters, browser, userAgent });
      if (ended.kind === 'STEP_UP') {
        this.cookies.setBrowser(reply, ended.browser);
        redirect(reply, ended.url);
        return;
      }
      // Whoever was signed in here is no longer; what the browser brought along is never taken over.
      await this.sessions.close(this.cookies.session(request), 'REPLACED');
      this.cookies.setSession(reply, ended.session);
      redirect(reply, ended.returnTo);
    });
  }

  /** Ends the session here, then at the issuer. By a form of ours alone: no link signs anybody out. */
  @Public()
  @Post('sign-out')
  async signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.pages.guarded(request, reply, async () => {
      const { origin } = this.addressed(request);
      if (!isFromOwnPage(request.headers, origin)) throw new DomainError('FORBIDDEN', pageMessages.foreignForm);
      const idToken = await this.sessions.close(this.cookies.session(request), 'SIGNED_OUT');
      this.cookies.clearSession(reply);
      const elsewhere = idToken === null ? null : await this.issuer.endSessionUrl(idToken, `${origin}/account`);
      redirect(reply, elsewhere ?? '/account');
    });
  }

  private addressed({ headers, url }: FastifyRequest): { origin: string; parameters: URLSearchParams } {
    const origin = ownOrigin(headers, this.options);
    if (origin === null) throw new SignInRefusal('NOT_CONFIGURED', 'PUBLIC_URL');
    return { origin, parameters: new URL(url, origin).searchParams };
  }
}

/** Kept by nobody: the address holds a one-time secret, or the answer a cookie. */
function redirect(reply: FastifyReply, location: string): void {
  void reply
    .code(303)
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .header('location', location)
    .send();
}
