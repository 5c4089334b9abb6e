import { randomBytes } from 'node:crypto';

/** A session's cookie: a part that finds the session, and a secret that changes. SHA-256 of both is all that is kept. */
export interface SessionToken {
  /** 128 bits; stays for the whole session. */
  readonly selector: string;
  /** 256 bits; renewed again and again. */
  readonly secret: string;
}

const FORM = /^([\w-]{22})\.([\w-]{43})$/;

export function randomText(bytes: number): string {
  return randomBytes(bytes).toString('base64url');
}

export function newSessionToken(selector = randomText(16)): SessionToken {
  return { selector, secret: randomText(32) };
}

export function formatToken({ selector, secret }: SessionToken): string {
  return `${selector}.${secret}`;
}

/** Null when it is none of ours. */
export function parseToken(cookie: string): SessionToken | null {
  const [, selector, secret] = FORM.exec(cookie) ?? [];
  return selector !== undefined && secret !== undefined ? { selector, secret } : null;
}
