import { createLogger } from '@maillage/kernel';
import { Controller, Get, Module } from '@nestjs/common';
import { APP_GUARD, NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createAdapter } from '../../apps/api/src/api.js';
import { answerPlugin } from '../../apps/api/src/answers/answer.plugin.js';
import { AccessGuard } from '../../apps/api/src/request/access.guard.js';
import { Public } from '../../apps/api/src/request/access.decorators.js';
import { setSecurityHeaders } from '../../apps/api/src/security-headers.js';
import { createTestApi, type TestApi } from '../support/test-api.js';

@Controller('planted')
class PlantedController {
  @Get('secret')
  secret(): string {
    return 'the secret of the inside';
  }

  @Public()
  @Get('open')
  open(): string {
    return 'for everyone';
  }
}

@Module({ controllers: [PlantedController], providers: [{ provide: APP_GUARD, useClass: AccessGuard }] })
class PlantedModule {}

/** Ways to write a path that a guard which looks at paths would not recognize. */
const variants = (path: string): readonly string[] => [
  path,
  `${path}/`,
  `/${path}`,
  path.replace('/planted', '//planted'),
  path.replace('/planted/', '/planted//'),
  path.replace('/planted/', '/planted///'),
  path.toUpperCase(),
  path.replace('planted', 'Planted'),
  path.replace('s', '%73').replace('o', '%6f'),
  path.replace('planted', '%70%6Canted'),
  path.replace('/planted/', '/planted%2f'),
  path.replace('/planted/', '/planted/./'),
  path.replace('/planted/', '/planted/../planted/'),
  path.replace('/planted/', '/planted/%2e%2e/planted/'),
  path.replace('/planted/', '/planted\\'),
  `${path}?x=1`,
  `${path};x=1`,
  `${path}%00`,
  `${path}%20`,
  `${path}.json`,
  `http://elsewhere.example${path}`,
];

describe('the edge of the API', () => {
  let api: TestApi;
  let planted: NestFastifyApplication;

  beforeAll(async () => {
    api = await createTestApi();
    planted = await NestFactory.create<NestFastifyApplication>(PlantedModule, createAdapter({ trustedProxies: [] }), {
      logger: false,
    });
    await setSecurityHeaders(planted, true);
    await planted.init();
    await planted.getHttpAdapter().getInstance().ready();
  });

  afterAll(async () => {
    await planted.close();
    await api.close();
  });

  const get = async (app: NestFastifyApplication, url: string) => app.inject({ method: 'GET', url });

  it('shows every route its guard, however its path is written', async () => {
    const open = await Promise.all(variants('/planted/open').map((url) => get(planted, url)));
    // Some of the ways do lead there, so the guard is what keeps the others out.
    expect(open.filter(({ body }) => body === 'for everyone').length).toBeGreaterThan(2);
    for (const url of variants('/planted/secret')) {
      const { statusCode, body } = await get(planted, url);
      expect({ url, found: body.includes('secret of'), refused: statusCode >= 400 }).toEqual({
        url,
        found: false,
        refused: true,
      });
    }
  });

  it('asks for the same rights on every way to /graphql', async () => {
    const payload = { query: '{ apiKeys(organizationId: "0192f0c0-0000-7000-8000-000000000000") { id } }' };
    for (const url of ['/graphql', '/graphql/', '//graphql', '/GraphQL', '/%67raphql', '/graphql?x', '/graphql%00']) {
      const { statusCode, body } = await api.app.inject({ method: 'POST', url, payload });
      expect([url, statusCode === 404 || /UNAUTHENTICATED|BAD_REQUEST/.test(body)]).toEqual([url, true]);
    }
  });

  it.each(['/health/live', '/nowhere', '/graphiql', '/graphql?query=%7B__typename%7D'])(
    'tells browsers to be careful: %s',
    async (url) => {
      const { headers } = await get(api.app, url);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'strict-origin-when-cross-origin',
        'permissions-policy': expect.stringContaining('geolocation=()'),
        'cross-origin-opener-policy': 'same-origin',
      });
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(String(headers['content-security-policy'])).not.toMatch(/script-src[^;]*'unsafe/);
      expect(headers['content-security-policy']?.includes("'unsafe-inline'")).toBe(url === '/graphiql');
      expect(headers).not.toHaveProperty('x-powered-by');
      // on plain http a browser would be locked out
      expect(headers).not.toHaveProperty('strict-transport-security');
    },
  );

  it('insists on TLS in production', async () => {
    const { headers } = await get(planted, '/planted/open');
    expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
  });

  it('masks what no one has told well, with the reference of the request', async () => {
    const listeners = await answerPlugin(createLogger('test', 'silent')).requestDidStart?.({} as never);
    const singleResult = {
      data: null,
      errors: [
        {
          message: 'relation "entry" does not exist at /app/dist/x.js',
          path: ['a'],
          extensions: { stacktrace: ['at x'] },
        },
        { message: 'No.', extensions: { code: 'FORBIDDEN' } },
      ],
    };
    const request = {
      contextValue: { language: 'en', requestId: 'r-1' },
      request: {},
      response: { http: { headers: new Map() }, body: { kind: 'single', singleResult } },
    };
    await listeners?.willSendResponse?.(request as never);
    expect(singleResult.errors).toEqual([
      {
        message: 'Something unexpected went wrong. Report it with the reference r-1.',
        path: ['a'],
        extensions: { code: 'INTERNAL', requestId: 'r-1' },
      },
      { message: 'No.', extensions: { code: 'FORBIDDEN' } },
    ]);
  });

  it('answers the schema from memory, once it was asked', async () => {
    const query = 'query Schema { __schema { types { name fields { name description type { name } } } } }';
    const answers: unknown[] = [];
    for (let n = 0; n < 3; n += 1) answers.push((await api.send(query)).data);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    expect((await api.send('{ __type(name: "Entry") { name } }')).data).toEqual({ __type: { name: 'Entry' } });
    const named = 'query($n: String!) { __type(name: $n) { name } }';
    expect((await api.send(named, { n: 'Viewer' })).data).toEqual({ __type: { name: 'Viewer' } });
    expect((await api.send(named, { n: 'Health' })).data).toEqual({ __type: { name: 'Health' } });
  });
});
