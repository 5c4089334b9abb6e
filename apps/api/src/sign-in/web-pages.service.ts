import { IssuerClient, SignInRefusal } from '@maillage/identity';
import { DomainError, type Language, languageFromHeader, UserInputError } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Html } from './pages/html.js';
import { pageMessages, wordsIn } from './pages/page.messages.js';
import { sendPage } from './pages/page.js';
import { type Refusal, refusalBody } from './pages/refusal.page.js';
import { WEB_OPTIONS, type WebOptions } from './web-options.js';

const STATUS: Readonly<Record<SignInRefusal['code'], number>> = {
  NOT_CONFIGURED: 404,
  EXPIRED: 400,
  PROVIDER_REFUSED: 403,
  ISSUER_UNAVAILABLE: 503,
  ANSWER_REFUSED: 502,
  STRONGER_SIGN_IN: 403,
};

const DOMAIN_STATUS: Readonly<Partial<Record<DomainError['code'], number>>> = {
  UNAUTHENTICATED: 401,
  STEP_UP_REQUIRED: 403,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
};

/** Sends pages in the person's language, and tells on a page what could not be done. */
@Injectable()
export class WebPages {
  constructor(
    @Inject(WEB_OPTIONS) private readonly options: WebOptions,
    @Inject(IssuerClient) private readonly issuer: IssuerClient,
  ) {}

  languageOf(request: FastifyRequest): Language {
    return languageFromHeader(request.headers['accept-language']);
  }

  send(request: FastifyRequest, reply: FastifyReply, title: keyof typeof pageMessages, body: Html, status = 200): void {
    const language = this.languageOf(request);
    const formTargets = this.issuer.origins;
    sendPage(reply, { language, title: pageMessages[title][language], body, formTargets, status });
  }

  /** Runs the work of a route; what it throws becomes a page. */
  async guarded(request: FastifyRequest, reply: FastifyReply, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.refuse(request, reply, error);
    }
  }

  private refuse(request: FastifyRequest, reply: FastifyReply, error: unknown): void {
    const language = this.languageOf(request);
    const words = wordsIn(language);
    const again = { href: '/auth/sign-in', label: words.signIn };
    const back = { href: '/account', label: words.back };
    if (error instanceof SignInRefusal) {
      this.options.logger.warn({ requestId: request.id, code: error.code, reason: error.reason }, 'sign-in refused');
      if (error.code === 'ISSUER_UNAVAILABLE') void reply.header('retry-after', '60');
      const strong = { href: '/auth/sign-in?level=strong', label: words.signInStrong };
      const next = error.code === 'STRONGER_SIGN_IN' ? strong : error.code === 'NOT_CONFIGURED' ? back : again;
      this.page(request, reply, {
        title: 'problem',
        status: STATUS[error.code],
        what: error.what,
        mend: error.mend,
        next,
      });
      return;
    }
    if (error instanceof UserInputError) {
      const [first] = error.errors;
      const what = first?.message ?? pageMessages.unexpected;
      this.page(request, reply, { title: 'refusedTitle', status: 400, what, mend: pageMessages.notMended, next: back });
      return;
    }
    if (error instanceof DomainError) {
      const isWeak = error.code === 'STEP_UP_REQUIRED';
      const strong = { href: '/auth/sign-in?level=strong', label: words.signInStrong };
      const next = isWeak ? strong : error.code === 'UNAUTHENTICATED' ? again : back;
      const status = DOMAIN_STATUS[error.code] ?? 503;
      // Whoever is told to sign in again knows what to do.
      const mend = next === back ? pageMessages.notMended : undefined;
      this.page(request, reply, { title: 'refusedTitle', status, what: error.localized, mend, next });
      return;
    }
    this.options.logger.error({ requestId: request.id, err: error }, 'unexpected error');
    const { unexpected: what, notMended: mend } = pageMessages;
    this.page(request, reply, { title: 'refusedTitle', status: 500, what, mend, next: back });
  }

  private page(
    request: FastifyRequest,
    reply: FastifyReply,
    told: Pick<Refusal, 'what' | 'mend' | 'next'> & { title: 'problem' | 'refusedTitle'; status: number },
  ): void {
    const { signIn } = this.options;
    const refusal: Refusal = {
      ...told,
      reference: request.id,
      where: told.title === 'problem' && signIn ? new URL(signIn.issuer).host : undefined,
      contact: signIn?.contact,
    };
    this.send(request, reply, told.title, refusalBody(this.languageOf(request), refusal), told.status);
  }
}
