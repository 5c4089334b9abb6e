import { HostileIssuer } from '../support/sign-in/hostile-issuer.js';
import { TestBrowser } from '../support/sign-in/test-browser.js';
import { signInSettings } from '../support/sign-in/test-sign-in.js';
import { rounds, tellPromise } from '../support/promise.js';
import { createTestApi, type TestApi } from '../support/test-api.js';

const VIEWER = '{ viewer { kind displayName sessions { id current label lastUsedOn acr } } }';
const RACES = rounds(20, 100);

/** Sessions over HTTP, as browsers and thieves meet them. */
describe('a session', () => {
  let issuer: HostileIssuer;
  let api: TestApi;
  let people = 0;

  beforeAll(async () => {
    issuer = await HostileIssuer.start();
    api = await createTestApi(signInSettings(issuer));
  });

  beforeEach(() => {
    issuer.person = { sub: `session-${(people += 1)}` };
  });

  afterAll(async () => {
    await api.close();
    await issuer.stop();
  });

  const browser = (): TestBrowser => new TestBrowser(api.app);
  const signedIn = async (): Promise<TestBrowser> => {
    const made = browser();
    expect((await made.signIn(issuer)).status).toBe(303);
    return made;
  };
  const codeOf = async (one: TestBrowser): Promise<string> => {
    const { data, errors } = await one.graphql(VIEWER);
    return errors[0]?.extensions.code ?? data.viewer.kind;
  };
  /** Makes the newest session of the person older. */
  const age = async (change: string): Promise<void> => {
    await api.rows(
      `UPDATE session SET ${change} WHERE id = (SELECT s.id FROM session s JOIN member m ON m.id = s.member_id
         WHERE m.subject = $1 ORDER BY s.created_at DESC LIMIT 1)`,
      [`test|${issuer.person.sub}`],
    );
  };
  const oldSecret = "rotated_at = rotated_at - interval '1 hour'";
  const overlapOver = "successor_used_at = successor_used_at - interval '2 minutes'";

  it('signs a person in, who is known by it and by nothing else', async () => {
    const one = await signedIn();
    const { data } = await one.graphql(VIEWER);
    expect(data.viewer).toMatchObject({ kind: 'MEMBER', displayName: 'Alix Essai (démonstration)' });
    expect(data.viewer.sessions).toMatchObject([{ current: true, acr: 'eidas2' }]);
    expect(await codeOf(browser())).toBe('VISITOR');
  });

  it('keeps hashes alone, and no mailbox', async () => {
    issuer.person = { ...issuer.person, claims: { email: 'alix@demonstration.invalid' } };
    const one = await signedIn();
    const [selector = '', secret = ''] = (one.cookies.get('maillage_session') ?? '').split('.');
    const [session] = await api.rows<Record<string, unknown>>('SELECT * FROM session ORDER BY created_at DESC LIMIT 1');
    const [member] = await api.rows<Record<string, unknown>>('SELECT * FROM member ORDER BY created_at DESC LIMIT 1');
    const kept = JSON.stringify([{ ...session, id_token: null }, member]);
    for (const secretText of [selector, secret, 'alix@']) expect(kept).not.toContain(secretText);
  });

  it('sets cookies that no script reads and no other site sends', async () => {
    const answer = await browser().signIn(issuer);
    const cookies = [answer.headers['set-cookie']].flat().map(String);
    expect(cookies.find((line) => line.startsWith('maillage_session='))).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('is never one that the browser brought along (fixation)', async () => {
    const attacker = await signedIn();
    const victim = attacker.copy();
    issuer.person = { sub: 'victim' };
    await victim.signIn(issuer);
    expect(victim.cookies.get('maillage_session')).not.toBe(attacker.cookies.get('maillage_session'));
    // the session that was brought along ended with the sign-in
    expect(await codeOf(attacker)).toBe('UNAUTHENTICATED');
    const planted = browser();
    planted.cookies.set('maillage_session', `${'a'.repeat(22)}.${'b'.repeat(43)}`);
    expect(await codeOf(planted)).toBe('UNAUTHENTICATED');
    expect(planted.cookies.has('maillage_session')).toBe(false);
    expect(await codeOf(planted)).toBe('VISITOR');
  });

  it('gets a new token in time; requests side by side pass with the old one', async () => {
    const one = await signedIn();
    const before = one.cookies.get('maillage_session');
    await age(oldSecret);
    const tabs = Array.from({ length: 8 }, () => one.copy());
    expect(await Promise.all(tabs.map(codeOf))).toEqual(tabs.map(() => 'MEMBER'));
    const renewed = new Set(tabs.map((tab) => tab.cookies.get('maillage_session')).filter((token) => token !== before));
    expect(renewed.size).toBe(1);
    one.cookies.set('maillage_session', [...renewed][0] ?? '');
    expect(await codeOf(one)).toBe('MEMBER');
    const late = browser();
    late.cookies.set('maillage_session', before ?? '');
    expect(await codeOf(late)).toBe('MEMBER');
  });

  it('survives an answer with a new token that never arrived', async () => {
    const one = await signedIn();
    await age(oldSecret);
    const lost = one.copy();
    expect(await codeOf(lost)).toBe('MEMBER');
    await age(oldSecret);
    expect(await codeOf(one)).toBe('MEMBER');
    expect(one.cookies.get('maillage_session')).not.toBe(lost.cookies.get('maillage_session'));
    expect(await codeOf(one)).toBe('MEMBER');
  });

  it.each([
    ['the thief', 'the owner'],
    ['the owner', 'the thief'],
  ])('that was copied ends for both, when %s goes on and %s comes back', async () => {
    const one = await signedIn();
    const other = one.copy();
    await age(oldSecret);
    expect(await codeOf(one)).toBe('MEMBER');
    expect(await codeOf(one)).toBe('MEMBER');
    await age(overlapOver);
    expect(await codeOf(other)).toBe('UNAUTHENTICATED');
    expect(await codeOf(one)).toBe('UNAUTHENTICATED');
    const [ended] = await api.rows<{ reason: string }>(
      "SELECT details ->> 'reason' AS reason FROM audit_event WHERE action = 'sessionEnd' ORDER BY id DESC LIMIT 1",
    );
    expect(ended?.reason).toBe('REUSED');
  });

  it('is over after its time, used or not', async () => {
    const used = await signedIn();
    await age("expires_at = now() - interval '1 second'");
    expect(await codeOf(used)).toBe('UNAUTHENTICATED');
    const idle = await signedIn();
    await age("last_seen_at = now() - interval '13 hours'");
    expect(await codeOf(idle)).toBe('UNAUTHENTICATED');
  });

  it('is listed and ended by its owner alone, at the next request', async () => {
    const [one, other] = [await signedIn(), await signedIn()];
    const { data } = await one.graphql(VIEWER);
    expect(data.viewer.sessions).toHaveLength(2);
    const { id } = data.viewer.sessions.find(({ current }: { current: boolean }) => !current);
    const revoke = 'mutation ($id: ID!) { sessionRevoke(input: { id: $id }) { revoked userErrors { code } } }';
    issuer.person = { sub: 'somebody-else' };
    const stranger = await signedIn();
    expect((await stranger.graphql(revoke, { id })).errors[0]?.extensions.code).toBe('NOT_FOUND');
    expect(await codeOf(other)).toBe('MEMBER');
    expect((await one.graphql(revoke, { id })).data.sessionRevoke).toEqual({ revoked: 1, userErrors: [] });
    expect(await codeOf(other)).toBe('UNAUTHENTICATED');
    expect(await codeOf(one)).toBe('MEMBER');
  });

  it('ends everywhere at once', async () => {
    const browsers = [await signedIn(), await signedIn(), await signedIn()];
    const { data } = await (browsers[0] as TestBrowser).graphql('mutation { sessionRevokeAll { revoked } }');
    expect(data.sessionRevokeAll.revoked).toBe(3);
    expect(await Promise.all(browsers.map(codeOf))).toEqual(Array(3).fill('UNAUTHENTICATED'));
  });

  it('is refused to a role that asks for more than its sign-in, from the moment the role is given', async () => {
    issuer.person = { ...issuer.person, acr: 'eidas1', amr: ['pwd'] };
    const one = await signedIn();
    expect(await codeOf(one)).toBe('MEMBER');
    const organizationId = await api.organization('Ville de la promotion (démonstration)');
    await api.rows(
      `INSERT INTO membership (id, member_id, role, scope, organization_id)
       SELECT gen_random_uuid(), id, 'COORDINATOR', 'ORGANIZATION', $2 FROM member WHERE subject = $1`,
      [`test|${issuer.person.sub}`, organizationId],
    );
    expect(await codeOf(one)).toBe('STEP_UP_REQUIRED');
    expect((await one.get('/account')).text).toContain('/auth/sign-in?level=strong');
    issuer.person = { ...issuer.person, acr: 'eidas2', amr: ['pwd', 'mfa'] };
    await one.signIn(issuer, '/auth/sign-in?level=strong');
    expect(await codeOf(one)).toBe('MEMBER');
  });

  it(`is refused at the request after its end, in ${RACES} races`, async () => {
    let [refused, raced] = [0, 0];
    for (let race = 0; race < RACES; race += 1) {
      const one = await signedIn();
      const tabs = Array.from({ length: 3 }, () => one.copy());
      const during = tabs.map(codeOf);
      await one.graphql('mutation { sessionRevokeAll { revoked } }');
      if ((await codeOf(one.copy())) === 'UNAUTHENTICATED') refused += 1;
      raced += (await Promise.all(during)).length;
    }
    expect(refused).toBe(RACES);
    tellPromise('P18-SESSION', { races: RACES, requests_under_way: raced, refused_next: refused });
  });

  it('would be seen if it were kept between requests (negative control)', async () => {
    const { SessionActorService } = await import('@maillage/identity');
    const service = api.app.get(SessionActorService, { strict: false });
    const one = await signedIn();
    const kept = await service.callerFor(one.cookies.get('maillage_session') ?? '');
    const spy = service.callerFor;
    service.callerFor = async () => kept;
    try {
      await one.graphql('mutation { sessionRevokeAll { revoked } }');
      expect(await codeOf(one)).toBe('MEMBER');
    } finally {
      service.callerFor = spy;
    }
  });

  describe('and other sites', () => {
    const foreign = { origin: 'https://attacker.example', 'sec-fetch-site': 'cross-site' };

    it.each([
      ['another site', foreign],
      ['a sister site', { origin: 'http://other.127.0.0.1:3000', 'sec-fetch-site': 'same-site' }],
      ['another port', { origin: 'http://127.0.0.1:4000' }],
      ['nowhere', {}],
      ['a frame without an origin', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ])('refuses GraphQL with the cookie from %s', async (_, headers) => {
      const one = await signedIn();
      const { data, errors } = await one.graphql('mutation { sessionRevokeAll { revoked } }', {}, headers);
      expect([data, errors[0]?.extensions.code]).toEqual([null, 'FORBIDDEN']);
      expect(await codeOf(one)).toBe('MEMBER');
    });

    it('refuses a form’s content type, which needs no permission of ours', async () => {
      const one = await signedIn();
      const form = { query: 'mutation { sessionRevokeAll { revoked } }' };
      expect((await one.post('/graphql', form, foreign)).status).toBe(400);
      expect((await one.post('/graphql', form)).status).toBe(400);
      expect((await one.get(`/graphql?query=${encodeURIComponent('{ viewer { displayName } }')}`)).status).toBe(400);
    });

    it.each(['/auth/sign-out', '/account/sessions/revoke-all', '/account/requests', '/account/memberships/leave'])(
      'refuses %s from elsewhere, and by a link',
      async (path) => {
        const one = await signedIn();
        expect((await one.post(path, {}, foreign)).status).toBe(403);
        expect((await one.post(path, {}, {})).status).toBe(403);
        expect((await one.get(path)).status).toBe(404);
        expect(await codeOf(one)).toBe('MEMBER');
      },
    );

    it('refuses a host that is not this machine', async () => {
      const one = await signedIn();
      const rebound = { host: 'attacker.example', origin: 'http://attacker.example', 'sec-fetch-site': 'same-origin' };
      const { errors } = await one.graphql(VIEWER, {}, rebound);
      expect(errors[0]?.extensions.code).toBe('FORBIDDEN');
      expect((await one.get('/auth/sign-in', { host: 'attacker.example' })).status).toBe(404);
    });
  });

  describe('and its owner’s page', () => {
    it('shows who one is, without a script, framed by nobody', async () => {
      issuer.person = { ...issuer.person, claims: { usual_name: '<b onclick=x>Essai</b>' } };
      const one = await signedIn();
      const { text, headers, status } = await one.get('/account', { 'sec-fetch-site': 'cross-site' });
      expect(status).toBe(200);
      expect(text).toContain('&lt;b onclick=x&gt;Essai&lt;/b&gt;');
      expect(text).not.toMatch(/<script|<b onclick/);
      expect(headers['content-security-policy']).toMatch(
        /^default-src 'none'; style-src 'self'; form-action 'self' http/,
      );
      expect(headers['cache-control']).toBe('no-store');
      expect((await one.get('/account/style.css')).headers['content-type']).toMatch(/^text\/css/);
    });

    it('speaks English to whoever reads it, also when something is refused', async () => {
      const english = { 'accept-language': 'en' };
      expect((await browser().get('/account', english)).text).toContain('You are not signed in.');
      const refused = await browser().get('/auth/callback?state=x&code=y', english);
      expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('was begun in another browser')]);
    });

    it('ends a session by its button, and signs out at the issuer too', async () => {
      const [one, other] = [await signedIn(), await signedIn()];
      const { data } = await one.graphql(VIEWER);
      const { id } = data.viewer.sessions.find(({ current }: { current: boolean }) => !current);
      expect((await one.post('/account/sessions/revoke', { id })).headers['location']).toBe('/account');
      expect(await codeOf(other)).toBe('UNAUTHENTICATED');
      const out = await one.post('/auth/sign-out');
      const target = new URL(String(out.headers['location']));
      expect(target.origin).toBe(issuer.url);
      expect(target.searchParams.get('post_logout_redirect_uri')).toBe('http://127.0.0.1:3000/account');
      expect(target.searchParams.get('id_token_hint')).toMatch(/^eyJ/);
      expect(await codeOf(one)).toBe('VISITOR');
      const [kept] = await api.rows<{ n: number }>(
        'SELECT count(id_token)::int AS n FROM session WHERE ended_at IS NOT NULL',
      );
      expect(kept?.n).toBe(0);
    });
  });
});
