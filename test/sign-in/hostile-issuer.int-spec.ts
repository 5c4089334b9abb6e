import { type EndedSignIn, PendingSignInRepository, SIGN_IN_CHECKS, type SignInService } from '@maillage/identity';
import { DataSource } from 'typeorm';
import { HostileIssuer } from '../support/sign-in/hostile-issuer.js';
import { createTestSignIn, type TestSignIn } from '../support/sign-in/test-sign-in.js';
import { PROMISE_TIMEOUT, rounds, tellPromise } from '../support/promise.js';
import { hostileCases } from './hostile-cases.js';

const ORIGIN = 'http://127.0.0.1:3000';
const ROUNDS = rounds(1, 5);

/**
 * P26: sign-in refuses every hostile answer. Two locks stand one behind the other, openid-client's and ours; each of ours
 * is proven alone (a client that believes everything before it), and taken out once: then the attack succeeds, so a
 * missing check does not pass unseen.
 */
describe('a hostile issuer', () => {
  let issuer: HostileIssuer;
  let signIn: TestSignIn;
  let people = 0;
  const figures = { cases: 0, refused: 0, signed_in: 0, locks_alone: 0, removed_checks_caught: new Set<string>() };

  beforeAll(async () => {
    issuer = await HostileIssuer.start();
    signIn = await createTestSignIn(issuer);
  });

  beforeEach(() => {
    issuer.twist = {};
    issuer.person = { sub: `person-${(people += 1)}` };
  });

  afterAll(async () => {
    await signIn.network.close();
    await issuer.stop();
  });

  const begin = (service: SignInService, returnTo?: string) =>
    service.begin({ origin: ORIGIN, returnTo, strong: false, browser: undefined });

  const end = (service: SignInService, browser: string | undefined, parameters: URLSearchParams) =>
    service.complete({ origin: ORIGIN, parameters, browser, userAgent: undefined });

  /** A person's whole way. */
  const go = async (service: SignInService, returnTo?: string): Promise<EndedSignIn> => {
    const { url, browser } = await begin(service, returnTo);
    return end(service, browser, issuer.authorize(url));
  };

  /** Code and reason of a refusal. */
  const refusal = async (attempt: Promise<unknown>): Promise<string> =>
    attempt.then(
      () => 'signed in',
      (error: { code?: string; reason?: string }) => `${error.code} ${error.reason}`,
    );

  const refuses = async (attempt: Promise<unknown>, expected: RegExp): Promise<void> => {
    expect(await refusal(attempt)).toMatch(expected);
    figures.refused += 1;
  };

  const passes = async (check: string, attempt: Promise<EndedSignIn>): Promise<void> => {
    expect(await refusal(attempt)).toBe('signed in');
    figures.removed_checks_caught.add(check);
  };

  it('signs somebody in whose issuer is honest', async () => {
    const ended = await go(signIn.service());
    expect(ended).toMatchObject({ kind: 'SIGNED_IN', returnTo: '/account' });
    figures.signed_in += 1;
  });

  it('asks with PKCE, state and nonce of 32 characters and more, each time anew', async () => {
    await go(signIn.service());
    await go(signIn.service());
    const [one, other] = issuer.requests.slice(-2) as [URLSearchParams, URLSearchParams];
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(one.get(name)?.length).toBeGreaterThanOrEqual(32);
      expect(one.get(name)).not.toBe(other.get(name));
    }
    expect(one.get('code_challenge_method')).toBe('S256');
    expect(one.get('response_type')).toBe('code');
  });

  describe.each(hostileCases)('$name', ({ twist, check, before }) => {
    it(
      'is refused',
      async () => {
        figures.cases += 1;
        issuer.twist = twist;
        for (let round = 0; round < ROUNDS; round += 1) {
          await refuses(go(signIn.service()), /^(ANSWER_REFUSED|PROVIDER_REFUSED) /);
        }
      },
      PROMISE_TIMEOUT,
    );

    it(`is refused by “${check}” alone, and gets through without it (negative control)`, async () => {
      issuer.twist = twist;
      const told = check === 'providerError' ? 'access_denied' : (before ?? check);
      expect(await refusal(go(signIn.service({ gullible: true })))).toMatch(new RegExp(` ${told}\\b`));
      if (before) {
        const second = await refusal(go(signIn.service({ gullible: true, without: [before] })));
        expect(second).toMatch(new RegExp(` ${check}\\b`));
      }
      figures.locks_alone += 1;
      await passes(check, go(signIn.service({ gullible: true, without: [check] })));
    });
  });

  it('leaves no session and no account behind what it refused', async () => {
    const sessions = async () =>
      (await signIn.network.rows<{ n: number }>('SELECT count(*)::int AS n FROM session'))[0]?.n;
    const before = await sessions();
    issuer.person = { sub: 'refused-person' };
    for (const { twist } of hostileCases) {
      issuer.twist = twist;
      await refusal(go(signIn.service()));
    }
    expect(await sessions()).toBe(before);
    expect(await signIn.network.rows(`SELECT 1 FROM member WHERE subject = 'test|refused-person'`)).toEqual([]);
  });

  describe('the redirect back', () => {
    it('without a state is refused', async () => {
      figures.cases += 1;
      issuer.twist = { callback: (back) => back.delete('state') };
      await refuses(go(signIn.service()), /^EXPIRED state/);
    });

    it('with a state of nobody is refused; a memory that ignores states lets it through (control)', async () => {
      figures.cases += 1;
      issuer.twist = { callback: (back) => back.set('state', 'x'.repeat(43)) };
      await refuses(go(signIn.service()), /^EXPIRED state/);
      const pending = new StatelessMemory(signIn.network.module.get(DataSource));
      await passes('state', go(signIn.service({ gullible: true, pending })));
    });

    it('with a state twice is refused', async () => {
      figures.cases += 1;
      issuer.twist = { callback: (back) => back.append('state', 'x'.repeat(43)) };
      await refuses(go(signIn.service()), /^EXPIRED state/);
    });

    it('of an attacker’s sign-in, put into another browser, is refused', async () => {
      figures.cases += 1;
      const { url } = await begin(signIn.service());
      const back = issuer.authorize(url);
      const victim = await begin(signIn.service());
      await refuses(end(signIn.service(), victim.browser, back), /^EXPIRED browser/);
      for (const browser of [victim.browser, undefined]) {
        const again = await begin(signIn.service());
        const unbound = signIn.service({ without: ['browser'] });
        await passes('browser', end(unbound, browser, issuer.authorize(again.url)));
      }
    });

    it('sent again is refused, also by an issuer whose codes work for ever; a memory that keeps all lets it through (control)', async () => {
      figures.cases += 1;
      issuer.twist = { codesForEver: true };
      const { url, browser } = await begin(signIn.service());
      const back = issuer.authorize(url);
      expect(await end(signIn.service(), browser, back)).toMatchObject({ kind: 'SIGNED_IN' });
      await refuses(end(signIn.service(), browser, back), /^EXPIRED state/);
      const pending = new KeepingMemory(signIn.network.module.get(DataSource));
      const keeping = signIn.service({ pending });
      const second = await begin(keeping);
      const again = issuer.authorize(second.url);
      await end(keeping, second.browser, again);
      await passes('replay', end(keeping, second.browser, again));
    });

    it('after ten minutes is refused', async () => {
      figures.cases += 1;
      const { url, browser } = await begin(signIn.service());
      const back = issuer.authorize(url);
      await signIn.network.module
        .get(DataSource)
        .query("UPDATE pending_sign_in SET expires_at = now() - interval '1 second'");
      await refuses(end(signIn.service(), browser, back), /^EXPIRED state/);
    });

    it('with a code twice, or none, is refused', async () => {
      figures.cases += 2;
      issuer.twist = { callback: (back) => back.append('code', 'another') };
      await refuses(go(signIn.service()), /^ANSWER_REFUSED code/);
      issuer.twist = { callback: (back) => back.delete('code') };
      await refuses(go(signIn.service()), /^ANSWER_REFUSED code/);
    });

    it('with a code that was used is refused', async () => {
      figures.cases += 1;
      let used = '';
      issuer.twist = { callback: (back) => (used = back.get('code') ?? '') };
      await go(signIn.service());
      issuer.twist = { callback: (back) => back.set('code', used) };
      await refuses(go(signIn.service()), /^ANSWER_REFUSED invalid_grant/);
    });

    it('with a code begun without our PKCE challenge is refused; without PKCE it gets through (control)', async () => {
      figures.cases += 1;
      // The attacker knows the address that the victim goes to: state and nonce are in it, the verifier is not.
      const stolen = (back: URLSearchParams): void => {
        const asked = new URLSearchParams(issuer.requests.at(-1));
        asked.delete('code_challenge');
        back.set('code', issuer.grant(asked));
      };
      issuer.twist = { callback: stolen };
      await refuses(go(signIn.service()), /^ANSWER_REFUSED invalid_grant/);
      issuer.twist = { callback: stolen, ignoresPkce: true };
      await passes('pkce', go(signIn.service()));
    });
  });

  describe('what follows', () => {
    it.each([
      '//attacker.example',
      '/\\attacker.example',
      'https://attacker.example/',
      '/%5cattacker.example'.replace('%5c', '\t/'),
      'javascript:alert(1)',
      '/..//attacker.example',
      '/auth/sign-out',
    ])('leads to no other place: %j', async (wanted) => {
      figures.cases += 1;
      expect(await go(signIn.service(), wanted)).toMatchObject({ returnTo: '/account' });
      figures.refused += 1;
      expect(await go(signIn.service({ without: ['returnPath'] }), wanted)).toMatchObject({ returnTo: wanted });
      figures.removed_checks_caught.add('returnPath');
    });

    it.each(['/graphiql', '/account?invitation=mli_x', '/a/b?c=d'])(
      'leads back to a page of ours: %s',
      async (wanted) => {
        expect(await go(signIn.service(), wanted)).toMatchObject({ returnTo: wanted });
      },
    );

    it('asks a coordinator whose sign-in is weak for a strong one, once, and refuses when it stays weak', async () => {
      figures.cases += 1;
      const organizationId = await signIn.network.organization('Ville de la connexion faible (démonstration)');
      issuer.person = { ...issuer.person, acr: 'eidas1', amr: ['pwd'] };
      await go(signIn.service());
      const [member] = await signIn.network.rows<{ id: string }>('SELECT id FROM member WHERE subject = $1', [
        `test|${issuer.person.sub}`,
      ]);
      await signIn.network.module.get(DataSource).query(
        `INSERT INTO membership (id, member_id, role, scope, organization_id)
           VALUES (gen_random_uuid(), $1, 'COORDINATOR', 'ORGANIZATION', $2)`,
        [member?.id, organizationId],
      );
      const ended = await go(signIn.service());
      if (ended.kind !== 'STEP_UP') throw new Error('a weak sign-in was enough');
      const claims = JSON.parse(new URL(ended.url).searchParams.get('claims') ?? '{}');
      expect(claims.id_token.acr).toMatchObject({ essential: true, values: expect.arrayContaining(['eidas2']) });
      await refuses(end(signIn.service(), ended.browser, issuer.authorize(ended.url)), /^STRONGER_SIGN_IN/);
      await passes('strength', go(signIn.service({ without: ['strength'] })));
      issuer.person = { ...issuer.person, acr: 'eidas2' };
      expect(await go(signIn.service())).toMatchObject({ kind: 'SIGNED_IN' });
    });
  });

  it('tells what was seen', () => {
    // every named check was taken out once, and what it stops got through
    for (const check of SIGN_IN_CHECKS) expect([...figures.removed_checks_caught]).toContain(check);
    expect(figures.cases).toBeGreaterThanOrEqual(25);
    tellPromise('P26', { ...figures, removed_checks_caught: figures.removed_checks_caught.size });
  });
});

/** Gives any sign-in that is under way, whatever the state. */
class StatelessMemory extends PendingSignInRepository {
  private last = '';

  override async insert(...[stateHash, pending, lifetime]: Parameters<PendingSignInRepository['insert']>) {
    this.last = stateHash;
    return super.insert(stateHash, pending, lifetime);
  }

  override async take() {
    return super.take(this.last);
  }
}

/** Forgets nothing. */
class KeepingMemory extends PendingSignInRepository {
  private kept: Awaited<ReturnType<PendingSignInRepository['take']>> = null;

  override async take(stateHash: string) {
    this.kept = (await super.take(stateHash)) ?? this.kept;
    return this.kept;
  }
}
