import { HostileIssuer } from '../support/sign-in/hostile-issuer.js';
import { TestBrowser } from '../support/sign-in/test-browser.js';
import { signInSettings } from '../support/sign-in/test-sign-in.js';
import { PROMISE_TIMEOUT, rounds, tellPromise } from '../support/promise.js';
import { createTestApi, type TestApi } from '../support/test-api.js';

const TIMES = rounds(3, 25);
/** Longest wait that is promised, in milliseconds. */
const PROMISED = 10_000;
/** What the settings below allow a whole sign-in, and time for the rest. */
const EXPECTED = 2 * 1_000 + 1_500;

const DISCOVERY = '/.well-known/openid-configuration';

/** P8, the issuer: connections are taken and nothing is ever answered. */
describe('an issuer that is a black hole', () => {
  let issuer: HostileIssuer;
  let api: TestApi;
  const figures = { sign_ins: 0, slowest_ms: 0, others_answered: 0, recovered: false };

  beforeAll(async () => {
    issuer = await HostileIssuer.start();
    issuer.twist = { hangs: [DISCOVERY] };
    api = await createTestApi({ ...signInSettings(issuer), SIGN_IN_TIMEOUT_MS: '1000' });
  });

  afterAll(async () => {
    await api.close();
    await issuer.stop();
  });

  const timed = async <T>(work: Promise<T>): Promise<T> => {
    const started = performance.now();
    const result = await work;
    figures.slowest_ms = Math.max(figures.slowest_ms, Math.round(performance.now() - started));
    return result;
  };

  const tellsAway = async (path: string): Promise<void> => {
    const browser = new TestBrowser(api.app);
    const answer = await timed(path === '' ? browser.signIn(issuer) : browser.get(path));
    expect([answer.status, answer.text]).toEqual([503, expect.stringContaining('ne répond pas')]);
    expect(answer.headers['retry-after']).toBe('60');
    figures.sign_ins += 1;
  };

  it(
    'is told within the time promised, from the first',
    async () => {
      for (let time = 0; time < TIMES; time += 1) await tellsAway('/auth/sign-in');
    },
    PROMISE_TIMEOUT,
  );

  it('is named by health, and holds up nothing else', async () => {
    const health = await timed(new TestBrowser(api.app).get('/health'));
    expect(JSON.parse(health.text)).toMatchObject({
      status: 'DEGRADED',
      database: { reachable: true },
      search: { reachable: true },
      signIn: { configured: true, issuer: issuer.url, reachable: false },
    });
    expect((await new TestBrowser(api.app).get('/health/ready')).status).toBe(200);
    const started = performance.now();
    for (let time = 0; time < TIMES; time += 1) {
      const { errors } = await api.send('{ viewer { kind } organizations(first: 1) { nodes { name } } }');
      expect(errors).toEqual([]);
      figures.others_answered += 1;
    }
    expect((performance.now() - started) / TIMES).toBeLessThan(2_000);
  });

  it(
    'is told also when it falls silent in the middle, at any of its endpoints',
    async () => {
      issuer.twist = {};
      await new Promise((resume) => setTimeout(resume, 2_100));
      const silent = async (path: string): Promise<void> => {
        issuer.twist = { hangs: [path] };
        const answer = await timed(new TestBrowser(api.app).signIn(issuer));
        expect([path, answer.status]).toEqual([path, 503]);
        issuer.twist = {};
        figures.sign_ins += 1;
      };
      // Its keys are asked for once, by the first sign-in that comes so far.
      await silent('/jwks');
      for (let time = 0; time < TIMES; time += 1) {
        for (const path of ['/token', '/userinfo']) await silent(path);
        expect((await new TestBrowser(api.app).signIn(issuer)).status).toBe(303);
      }
    },
    PROMISE_TIMEOUT,
  );

  it('lets sessions that exist go on, and people sign in again once it is back', async () => {
    const browser = new TestBrowser(api.app);
    await browser.signIn(issuer);
    issuer.twist = { hangs: [DISCOVERY, '/token', '/userinfo', '/jwks'] };
    expect((await browser.graphql('{ viewer { kind } }')).data.viewer.kind).toBe('MEMBER');
    // Signing out here does not depend on the issuer.
    expect((await timed(browser.post('/auth/sign-out'))).status).toBe(303);
    expect((await browser.graphql('{ viewer { kind } }')).data.viewer.kind).toBe('VISITOR');
    issuer.twist = {};
    expect((await browser.signIn(issuer)).status).toBe(303);
    figures.recovered = true;
    expect(figures.slowest_ms).toBeLessThan(Math.min(PROMISED, EXPECTED));
    tellPromise('P8-ISSUER', figures);
  });

  it('would be waited for without the time-outs (negative control)', async () => {
    issuer.twist = { hangs: [DISCOVERY] };
    // eslint-disable-next-line no-restricted-globals -- the issuer of the test, asked as openid-client does it by default
    const asked = fetch(`${issuer.url}${DISCOVERY}`).then(
      () => 'answered',
      () => 'cut',
    );
    const waited = new Promise((resume) => setTimeout(() => resume('still waiting'), EXPECTED + 500));
    expect(await Promise.race([asked, waited])).toBe('still waiting');
  });
});
