import { createLogger, loadConfig } from '@maillage/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isFromOwnPage, ownOrigin } from './own-origin.js';
import { WebCookies } from './web-cookies.js';
import type { WebOptions } from './web-options.js';

const options = (mode: 'demo' | 'production', publicUrl?: string): WebOptions => {
  const { signIn, sessions } = loadConfig({});
  return { mode, publicUrl, signIn, sessions, logger: createLogger('test', 'silent') };
};

function written(given: WebOptions): string[] {
  const lines: string[] = [];
  const reply = { header: (_name: string, line: string) => lines.push(line) } as unknown as FastifyReply;
  const cookies = new WebCookies(given);
  cookies.setSession(reply, 'a.b');
  cookies.setBrowser(reply, 'c');
  cookies.clearSession(reply);
  return lines;
}

describe('cookies of people', () => {
  it('need TLS and are this host’s alone in production', () => {
    for (const line of written(options('production', 'https://maillage.example.fr'))) {
      expect(line).toMatch(/^__Host-maillage_(session|sign_in)=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    }
  });

  it('are those of a plain address on this machine in the demonstration', () => {
    expect(written(options('demo'))[0]).toMatch(
      /^maillage_session=a\.b; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/,
    );
  });

  it('are read under the name that they were written under: another host’s cookie counts for nothing', () => {
    const request = { headers: { cookie: 'maillage_session=planted; __Host-maillage_session=own' } } as FastifyRequest;
    expect(new WebCookies(options('production', 'https://maillage.example.fr')).session(request)).toBe('own');
  });
});

describe('the origin of this site', () => {
  it('is what the configuration says, whatever the request says', () => {
    const configured = options('production', 'https://maillage.example.fr');
    expect(ownOrigin({ host: 'attacker.example' }, configured)).toBe('https://maillage.example.fr');
  });

  it.each(['127.0.0.1:3000', 'localhost:3001', '[::1]:3000'])(
    'is that of the machine in the demonstration: %s',
    (host) => {
      expect(ownOrigin({ host }, options('demo'))).toBe(`http://${host}`);
    },
  );

  it.each(['attacker.example', '127.0.0.1.attacker.example', '127.0.0.1:3000@attacker.example', ''])(
    'is never %j',
    (host) => expect(ownOrigin({ host }, options('demo'))).toBeNull(),
  );

  it('is nowhere in production that nobody configured', () => {
    expect(ownOrigin({ host: '127.0.0.1:3000' }, options('production'))).toBeNull();
    expect(isFromOwnPage({ origin: 'null', 'sec-fetch-site': 'same-origin' }, null)).toBe(false);
  });
});
