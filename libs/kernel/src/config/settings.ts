import { isIP } from 'node:net';

/** One environment variable: what it is for, what it may be, what it is when absent. */
export interface Setting {
  readonly describe: string;
  readonly fallback: string | undefined;
  readonly secret?: boolean;
  /** @throws Error whose message says what the value should be */
  readonly parse: (raw: string | undefined) => unknown;
}

const text = (raw: string | undefined): string | undefined => raw;

const oneOf =
  (...values: readonly string[]) =>
  (raw: string | undefined): string => {
    if (raw === undefined || !values.includes(raw)) throw new Error(`must be one of ${values.join(', ')}`);
    return raw;
  };

const integer =
  (least: number, most: number) =>
  (raw: string | undefined): number => {
    const value = Number(raw);
    if (!Number.isInteger(value) || value < least || value > most) {
      throw new Error(`must be a whole number from ${least} to ${most}`);
    }
    return value;
  };

const optional =
  <T>(parse: (raw: string) => T) =>
  (raw: string | undefined): T | undefined =>
    raw === undefined ? undefined : parse(raw);

const url =
  (...schemes: readonly string[]) =>
  (raw: string | undefined): string | undefined => {
    if (raw === undefined) return undefined;
    const parsed = URL.canParse(raw) ? new URL(raw) : undefined;
    if (!parsed || !schemes.includes(parsed.protocol)) {
      throw new Error(`must be a URL starting with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`);
    }
    return raw;
  };

/** Texts separated by commas or spaces; with `allowed`, each must be one of them. */
const list =
  (...allowed: readonly string[]) =>
  (raw: string | undefined): readonly string[] => {
    const values = (raw ?? '').split(/[\s,]+/).filter((value) => value !== '');
    const foreign = values.find((value) => allowed.length > 0 && !allowed.includes(value));
    if (foreign !== undefined) throw new Error(`${foreign} is not one of ${allowed.join(', ')}`);
    return values;
  };

/** `name=claim` pairs. */
const pairs =
  (...names: readonly string[]) =>
  (raw: string | undefined): Readonly<Record<string, string>> => {
    const given = list()(raw).map((pair) => pair.split('='));
    const isWhole = names.every((name) => given.some(([key, claim]) => key === name && claim));
    if (!isWhole || given.length !== names.length) {
      throw new Error(`must name a claim for each of ${names.map((name) => `${name}=…`).join(',')}`);
    }
    return Object.fromEntries(given) as Record<string, string>;
  };

const origin = (raw: string | undefined): string | undefined => {
  const given = url('http:', 'https:')(raw);
  if (given !== undefined && new URL(given).origin !== given.replace(/\/$/, '')) {
    throw new Error('must be an address without a path: https://maillage.example.fr');
  }
  return given?.replace(/\/$/, '');
};

/** The same, each one checked. @param check throws what is wrong with it */
const listOf =
  (check: (item: string) => void) =>
  (raw: string | undefined): readonly string[] => {
    const items = list()(raw);
    items.forEach(check);
    return items;
  };

const hostAndPort = (item: string): void => {
  if (!/^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\]):\d{1,5}$/i.test(item)) throw new Error(`must be host:port, not ${item}`);
};

/** An address or a network in CIDR form. */
const network = (item: string): void => {
  const [address = '', bits] = item.split('/');
  const most = isIP(address) === 6 ? 128 : 32;
  const isBits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
  if (isIP(address) === 0 || !isBits)
    throw new Error(`must be an IP address or a network like 10.0.0.0/8, not ${item}`);
};

const prefix = (raw: string | undefined): string => {
  if (raw === undefined || !/^[a-z0-9_]{1,40}$/.test(raw)) throw new Error('must be 1 to 40 of a–z, 0–9 and _');
  return raw;
};

/** Every setting of the product. `.env.example` is written from this table (`maillage config example`). */
export const settings = {
  MAILLAGE_MODE: {
    describe: 'demo: demonstration people and keys, loopback only; production: none of it',
    fallback: 'demo',
    parse: oneOf('demo', 'production'),
  },
  NODE_ENV: {
    describe: 'production for built code: `npm start` and the images set it; anything else costs speed',
    fallback: 'development',
    parse: text,
  },
  DATABASE_URL: {
    describe: 'an existing PostgreSQL ≥ 15 (postgres://user:password@host:5432/name); empty: one is started from npm',
    fallback: undefined,
    secret: true,
    parse: url('postgres:', 'postgresql:'),
  },
  MEILI_URL: {
    describe: 'an existing Meilisearch (http://host:7700); empty: one is started from npm',
    fallback: undefined,
    parse: url('http:', 'https:'),
  },
  MEILI_KEY: { describe: 'its master key; required with MEILI_URL', fallback: undefined, secret: true, parse: text },
  DATABASE_SOURCE: {
    describe: 'where PostgreSQL comes from, as `health` tells it; set by `npm start`',
    fallback: 'DATABASE_URL',
    parse: text,
  },
  MEILI_SOURCE: {
    describe: 'where Meilisearch comes from, as `health` tells it; set by `npm start`',
    fallback: 'MEILI_URL',
    parse: text,
  },
  MEILI_INDEX_PREFIX: {
    describe: 'start of the names of the network’s indexes, when several share one Meilisearch',
    fallback: 'maillage',
    parse: prefix,
  },
  HOST: { describe: 'address the API listens on', fallback: '127.0.0.1', parse: text },
  PORT: { describe: 'port of the API; 0 takes a free one', fallback: '3000', parse: integer(0, 65_535) },
  LOG_LEVEL: {
    describe: 'what is logged',
    fallback: 'info',
    parse: oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'),
  },
  MAILLAGE_FOLDER: { describe: 'where data, keys and logs live', fallback: '.maillage', parse: text },
  MAILLAGE_KEY: {
    describe:
      'API key of the person that commands act for (`import … --publish`); in demo mode the demo administrator’s',
    fallback: undefined,
    secret: true,
    parse: text,
  },
  DATABASE_POOL_SIZE: {
    describe: 'connections of one process, for each of reads and writes; the indexer holds four at once',
    fallback: '10',
    parse: integer(4, 200),
  },
  DATABASE_QUERY_TIMEOUT_MS: {
    describe: 'milliseconds after which a statement is given up; with 3 s for a connection, requests wait under 10 s',
    fallback: '6000',
    parse: integer(100, 600_000),
  },
  AUDIT_PERSONAL_DAYS: {
    describe: 'days that addresses, user agents and reasons are kept beside the audit log; the events themselves stay',
    fallback: '365',
    parse: integer(1, 3_650),
  },
  FEED_RETENTION_DAYS: {
    describe:
      'days that the feed tells portals of entries that were removed; a portal that stays away longer begins anew',
    fallback: '400',
    parse: integer(30, 36_500),
  },
  SEARCH_TIMEOUT_MS: {
    describe: 'milliseconds after which Meilisearch is given up and PostgreSQL answers a search, within 450 more',
    fallback: '1000',
    parse: integer(100, 60_000),
  },
  EMBEDDER_URL: {
    describe: 'an OpenAI-compatible embeddings address (https://host/v1/embeddings); empty: search goes by words alone',
    fallback: undefined,
    parse: url('http:', 'https:'),
  },
  EMBEDDER_KEY: { describe: 'its key, where it asks for one', fallback: undefined, secret: true, parse: text },
  EMBEDDER_MODEL: {
    describe: 'its model; required with EMBEDDER_URL; after a change run `maillage reindex`',
    fallback: undefined,
    parse: text,
  },
  EMBEDDER_DIMENSIONS: {
    describe: 'numbers of a vector of that model; required with EMBEDDER_URL',
    fallback: undefined,
    parse: optional(integer(1, 16_384)),
  },
  PUBLIC_URL: {
    describe: 'address that people’s browsers use (https://maillage.example.fr); required for sign-in in production',
    fallback: undefined,
    parse: origin,
  },
  SIGN_IN_ISSUER: {
    describe: 'issuer of OpenID Connect that people sign in with (ProConnect …); empty: API keys alone',
    fallback: undefined,
    parse: url('http:', 'https:'),
  },
  SIGN_IN_CLIENT_ID: { describe: 'our name there; required with SIGN_IN_ISSUER', fallback: undefined, parse: text },
  SIGN_IN_CLIENT_SECRET: {
    describe: 'our secret there; required with SIGN_IN_ISSUER',
    fallback: undefined,
    secret: true,
    parse: text,
  },
  SIGN_IN_CLIENT_AUTH: {
    describe: 'how the secret is sent',
    fallback: 'client_secret_post',
    parse: oneOf('client_secret_post', 'client_secret_basic'),
  },
  SIGN_IN_SCOPES: {
    describe: 'scopes asked for; the e-mail address is never kept',
    fallback: 'openid given_name usual_name email uid siret idp_id',
    parse: list(),
  },
  SIGN_IN_CLAIMS: {
    describe: 'which claim of the signed userinfo says what',
    fallback: 'givenName=given_name,familyName=usual_name,siret=siret',
    parse: pairs('givenName', 'familyName', 'siret'),
  },
  SIGN_IN_ALGORITHMS: {
    describe: 'signatures accepted on ID token and userinfo; never a shared secret',
    fallback: 'RS256,ES256',
    parse: list('RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'),
  },
  SIGN_IN_SUBJECT_PREFIX: {
    describe: 'name under which the people of this issuer are known here; empty: the issuer’s address',
    fallback: undefined,
    parse: text,
  },
  SIGN_IN_STRONG_ROLES: {
    describe: 'roles whose holders must sign in with one of SIGN_IN_STRONG_ACR',
    fallback: 'COORDINATOR,MODERATOR,NATIONAL_COORDINATOR,ADMINISTRATOR',
    parse: list('READER', 'CONTRIBUTOR', 'COORDINATOR', 'MODERATOR', 'NATIONAL_COORDINATOR', 'ADMINISTRATOR'),
  },
  SIGN_IN_STRONG_ACR: {
    describe: 'levels (acr) that are strong enough for these roles; empty: any',
    fallback:
      'eidas2,eidas3,https://proconnect.gouv.fr/assurance/self-asserted-2fa,https://proconnect.gouv.fr/assurance/consistency-checked-2fa',
    parse: list(),
  },
  SIGN_IN_STRONG_AMR: {
    describe: 'ways of signing in (amr) of which these roles need one as well; empty: any',
    fallback: '',
    parse: list(),
  },
  SIGN_IN_ACR_REQUEST: {
    describe: 'how a strong level is asked for: in the parameter claims (ProConnect takes no other) or acr_values',
    fallback: 'claims',
    parse: oneOf('claims', 'acr_values'),
  },
  SIGN_IN_TIMEOUT_MS: {
    describe: 'milliseconds after which a call of the issuer is given up; a sign-in as a whole waits twice as long',
    fallback: '4000',
    parse: integer(100, 4_500),
  },
  SIGN_IN_CONTACT: {
    describe: 'mailbox or address that people who cannot sign in are told to write to',
    fallback: undefined,
    parse: text,
  },
  SESSION_IDLE_MINUTES: {
    describe: 'minutes without a request after which a session ends',
    fallback: '720',
    parse: integer(1, 43_200),
  },
  SESSION_HOURS: {
    describe: 'hours after which a session ends in any case',
    fallback: '168',
    parse: integer(1, 8_760),
  },
  SESSION_ROTATION_MINUTES: {
    describe: 'minutes after which a session gets a new token',
    fallback: '15',
    parse: integer(1, 1_440),
  },
  SESSION_OVERLAP_SECONDS: {
    describe: 'seconds that the token before still passes once its successor is in use (requests sent side by side)',
    fallback: '60',
    parse: integer(1, 3_600),
  },
  OUTGOING_ALLOWED: {
    describe:
      'host:port, between commas, that requests may go to though they are private or without TLS (a local embedder)',
    fallback: undefined,
    parse: listOf(hostAndPort),
  },
  TRUSTED_PROXIES: {
    describe:
      'addresses or networks, between commas, of the proxies before the API: from them alone X-Forwarded-For is believed',
    fallback: undefined,
    parse: listOf(network),
  },
  API_PROCESSES: {
    describe: 'processes of the API that share the callers between them: budgets a minute are divided by it',
    fallback: '1',
    parse: integer(1, 1_000),
  },
  RATE_VISITOR_POINTS: {
    describe: 'points a minute that the queries of an address may cost (docs/guides/limits.md)',
    fallback: '120000',
    parse: integer(1_000, 1_000_000_000),
  },
  RATE_MEMBER_POINTS: {
    describe: 'points a minute that the queries of a person or an API key may cost',
    fallback: '600000',
    parse: integer(1_000, 1_000_000_000),
  },
  RATE_REFUSALS: {
    describe: 'documents and keys of one address a minute that may be refused before the rest is not looked at',
    fallback: '300',
    parse: integer(10, 1_000_000_000),
  },
  RATE_SIGN_INS: {
    describe: 'sign-ins that may be begun from an address in an hour, over all processes',
    fallback: '60',
    parse: integer(1, 1_000_000_000),
  },
  RATE_KEYS: {
    describe: 'API keys that a person may make in an hour, over all processes',
    fallback: '20',
    parse: integer(1, 1_000_000_000),
  },
  RATE_MAILS: {
    describe: 'messages that a person or an address may cause in an hour, over all processes',
    fallback: '20',
    parse: integer(1, 1_000_000_000),
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;
