import { createHmac, timingSafeEqual } from 'node:crypto';
import { MirrorError } from './mirror.errors.js';

/** What a webhook of the feed says. It only wakes: the truth is read from the feed. */
export interface Poke {
  readonly type: 'feed.advanced';
  /** ISO 8601. */
  readonly timestamp: string;
  readonly data: { readonly feed: string; readonly headSeq: number; readonly epoch: string };
}

export type PokeHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface PokeOptions {
  /** Milliseconds since 1970; the present by default. */
  readonly now?: number;
  /** Seconds that the sender's clock may be off, and a message may be late; 300 by default. */
  readonly tolerance?: number;
}

const TOLERANCE = 300;

/**
 * Checks a webhook's signature (Standard Webhooks: HMAC-SHA-256 of `id.timestamp.body`) and its age.
 * @param headers as they came; names in any case
 * @param body exactly as it came, before any parsing
 * @param secret `whsec_…`, or several while a secret is being replaced
 * @returns what the webhook says
 * @throws MirrorError of code POKE
 */
export function verifyPoke(
  headers: PokeHeaders | Headers,
  body: string | Buffer,
  secret: string | readonly string[],
  { now = Date.now(), tolerance = TOLERANCE }: PokeOptions = {},
): Poke {
  const header = reader(headers);
  const [id, timestamp, signatures] = [header('webhook-id'), header('webhook-timestamp'), header('webhook-signature')];
  if (!id || !timestamp || !signatures)
    throw refused('headers webhook-id, webhook-timestamp, webhook-signature are missing');
  const seconds = /^\d{1,15}$/.test(timestamp) ? Number(timestamp) : NaN;
  if (!(Math.abs(now / 1_000 - seconds) <= tolerance))
    throw refused('it is too old, or from the future: check the clock');
  const given = signatures
    .split(' ')
    .filter((one) => one.startsWith('v1,'))
    .map((one) => Buffer.from(one.slice(3), 'base64'));
  const secrets = typeof secret === 'string' ? [secret] : secret;
  const expected = secrets.map((one) =>
    createHmac('sha256', keyOf(one)).update(`${id}.${timestamp}.`).update(body).digest(),
  );
  const signed = given.some((one) =>
    expected.some((other) => one.length === other.length && timingSafeEqual(one, other)),
  );
  if (!signed) throw refused('its signature is not of this secret');
  return parsed(body.toString());
}

function parsed(body: string): Poke {
  let poke: Partial<Poke> | null = null;
  try {
    poke = JSON.parse(body) as Partial<Poke> | null;
  } catch {
    // told below
  }
  if (poke?.type !== 'feed.advanced') throw refused('it does not say feed.advanced');
  return poke as Poke;
}

function keyOf(secret: string): Buffer {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  if (key.length === 0)
    throw new MirrorError('POKE', 'The secret of the webhook is empty: give the whsec_… of webhookCreate.');
  return key;
}

function reader(headers: PokeHeaders | Headers): (name: string) => string | undefined {
  if (headers instanceof Headers) return (name) => headers.get(name) ?? undefined;
  const known = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return (name) => {
    const value = known.get(name);
    return typeof value === 'string' ? value : value?.[0];
  };
}

function refused(why: string): MirrorError {
  return new MirrorError('POKE', `Not a webhook of the feed: ${why}.`);
}
