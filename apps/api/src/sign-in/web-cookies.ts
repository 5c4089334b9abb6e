import { PENDING_LIFETIME } from '@maillage/identity';
import { Inject, Injectable } from '@nestjs/common';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { WEB_OPTIONS, type WebOptions } from './web-options.js';

type CookieName = 'session' | 'sign_in';

/**
 * The two cookies of people: the session, and the browser of a sign-in under way. No script reads them, no other site
 * sends them along but by a link; in production they need TLS, and no other host of the domain can set them (`__Host-`).
 */
@Injectable()
export class WebCookies {
  constructor(@Inject(WEB_OPTIONS) private readonly options: WebOptions) {}

  session(request: Pick<FastifyRequest, 'headers'>): string | undefined {
    return this.read(request, 'session');
  }

  browser(request: FastifyRequest): string | undefined {
    return this.read(request, 'sign_in');
  }

  setSession(reply: FastifyReply, value: string): void {
    this.write(reply, 'session', value, this.options.sessions.absolute / 1_000);
  }

  setBrowser(reply: FastifyReply, value: string): void {
    this.write(reply, 'sign_in', value, PENDING_LIFETIME);
  }

  clearSession(reply: FastifyReply): void {
    this.write(reply, 'session', '', 0);
  }

  clearBrowser(reply: FastifyReply): void {
    this.write(reply, 'sign_in', '', 0);
  }

  private read(request: Pick<FastifyRequest, 'headers'>, name: CookieName): string | undefined {
    const { cookie } = request.headers;
    return cookie === undefined ? undefined : parseCookie(cookie)[this.nameOf(name)];
  }

  private write(reply: FastifyReply, name: CookieName, value: string, maxAge: number): void {
    const options = { path: '/', httpOnly: true, sameSite: 'lax', secure: this.isSecure, maxAge } as const;
    // Fastify adds to the cookies that the answer has already.
    void reply.header('set-cookie', stringifySetCookie(this.nameOf(name), value, options));
  }

  private nameOf(name: CookieName): string {
    return `${this.isSecure ? '__Host-' : ''}maillage_${name}`;
  }

  private get isSecure(): boolean {
    return this.options.mode === 'production' || this.options.publicUrl?.startsWith('https:') === true;
  }
}
