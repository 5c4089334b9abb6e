import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createDefaultApi } from '../support/default-api.js';
import { tellPromise } from '../support/promise.js';
import { createTestApi, type TestApi } from '../support/test-api.js';

interface Reply {
  readonly status: number;
  readonly text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- probes look for what should not be there
  readonly json: any;
}

type Send = (request: {
  readonly method?: 'GET' | 'POST';
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly payload?: string;
}) => Promise<Reply>;

interface Probe {
  readonly name: string;
  /** True when the API is open to it. */
  readonly isOpen: (send: Send) => Promise<boolean>;
}

const JSON_TYPE = { 'content-type': 'application/json' };

const query = (send: Send, text: string): Promise<Reply> =>
  send({ headers: JSON_TYPE, payload: JSON.stringify({ query: text }) });

const repeated = (count: number, part: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => part(index)).join(' ');

/** Nested four levels deep, each a list: an answer that grows with the fourth power of the schema. */
const CIRCULAR =
  '{ __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }';

const formEncoded = { 'content-type': 'application/x-www-form-urlencoded' };

/** Twelve classic questions of scanners of GraphQL APIs, in words of our own. */
const probes: readonly Probe[] = [
  {
    name: 'alias overload',
    isOpen: async (send) =>
      Object.keys((await query(send, `{ ${repeated(101, (n) => `a${n}: __typename`)} }`)).json?.data ?? {}).length ===
      101,
  },
  {
    name: 'batch',
    isOpen: async (send) => {
      const payload = JSON.stringify(Array.from({ length: 10 }, () => ({ query: '{ __typename }' })));
      return Array.isArray((await send({ headers: JSON_TYPE, payload })).json);
    },
  },
  {
    name: 'directive overload',
    isOpen: async (send) =>
      ((await query(send, `{ __typename ${repeated(10, () => '@aa')} }`)).json?.errors?.length ?? 0) >= 10,
  },
  {
    name: 'circular query',
    isOpen: async (send) => Boolean((await query(send, CIRCULAR)).json?.data?.__schema),
  },
  {
    name: 'field duplication',
    isOpen: async (send) =>
      (await query(send, `{ ${repeated(500, () => '__typename')} }`)).json?.data?.__typename === 'Query',
  },
  {
    name: 'field suggestions',
    isOpen: async (send) => /did you mean/i.test((await query(send, '{ viewe { kind } __typenam town }')).text),
  },
  {
    name: 'introspection',
    isOpen: async (send) => Boolean((await query(send, '{ __schema { types { name } } }')).json?.data?.__schema),
  },
  {
    name: 'IDE at the endpoint',
    isOpen: async (send) => /<html/i.test((await send({ method: 'GET', headers: { accept: 'text/html' } })).text),
  },
  {
    name: 'mutation by GET',
    isOpen: async (send) =>
      (await send({ method: 'GET', path: `?query=${encodeURIComponent('mutation { __typename }')}` })).json?.data
        ?.__typename === 'Mutation',
  },
  {
    name: 'query by GET without a preflight',
    isOpen: async (send) =>
      (await send({ method: 'GET', path: `?query=${encodeURIComponent('{ __typename }')}` })).json?.data?.__typename ===
      'Query',
  },
  {
    name: 'query by a form of another site',
    isOpen: async (send) => {
      const payload = `query=${encodeURIComponent('{ __typename }')}`;
      return (await send({ headers: formEncoded, payload })).json?.data?.__typename === 'Query';
    },
  },
  {
    name: 'inner workings in errors',
    isOpen: async (send) =>
      /stacktrace|exception|node_modules|tracing/.test((await query(send, 'query qwerty { abc }')).text),
  },
];

/** A public API tells its schema, and helps with a slip of the pen: both are meant. */
const MEANT = ['field suggestions', 'introspection'];

async function positives(app: NestFastifyApplication): Promise<string[]> {
  const send: Send = async ({ method = 'POST', path = '', headers, payload }) => {
    const reply = await app.inject({
      method,
      url: `/graphql${path}`,
      ...(headers && { headers }),
      ...(payload !== undefined && { payload }),
    });
    return { status: reply.statusCode, text: reply.body, json: parsed(reply.body) };
  };
  const open = await Promise.all(probes.map(async ({ name, isOpen }) => ((await isOpen(send)) ? [name] : [])));
  return open.flat();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** P15: the classic probes find nothing but what is meant. */
describe('the classic probes of a GraphQL API', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await createTestApi();
  });

  afterAll(() => api.close());

  it('find nothing but introspection and suggestions', async () => {
    const found = await positives(api.app);
    expect(probes).toHaveLength(12);
    expect(found.filter((name) => !MEANT.includes(name))).toEqual([]);
    expect(found).toEqual(MEANT);
    tellPromise('P15', { probes: probes.length, positive: found.length - MEANT.length });
  });

  it('would find more with the defaults of Nest (negative control)', async () => {
    const app = await createDefaultApi();
    const found = (await positives(app)).filter((name) => !MEANT.includes(name));
    await app.close();
    expect(found).toHaveLength(5);
  });
});
