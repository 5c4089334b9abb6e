import { demoSiren, isValidSiret } from '@maillage/territory';
import { HostileIssuer } from '../support/sign-in/hostile-issuer.js';
import { TestBrowser } from '../support/sign-in/test-browser.js';
import { signInSettings } from '../support/sign-in/test-sign-in.js';
import { createTestApi, type TestApi } from '../support/test-api.js';

const REQUEST = `mutation ($input: MembershipRequestInput!) {
  membershipRequest(input: $input) { request { id role state fromWorkplace firstAccount } userErrors { code } }
}`;
const CONFIRM = `mutation ($input: MembershipConfirmInput!) {
  membershipConfirm(input: $input) { request { state role } userErrors { code } }
}`;
const REFUSE = `mutation ($input: MembershipRefuseInput!) {
  membershipRefuse(input: $input) { request { state reason } userErrors { code } }
}`;
const LEAVE = `mutation ($input: MembershipLeaveInput!) {
  membershipLeave(input: $input) { organizationId userErrors { code message } }
}`;
const END = `mutation ($input: MembershipEndInput!) { membershipEnd(input: $input) { organizationId userErrors { code } } }`;
const INVITE = `mutation ($input: InvitationCreateInput!) {
  invitationCreate(input: $input) { invitation { id role } token userErrors { code } }
}`;
const ACCEPT = `mutation ($input: InvitationAcceptInput!) {
  invitationAccept(input: $input) { organizationId userErrors { code } }
}`;
const VOID = `mutation ($input: InvitationRevokeInput!) {
  invitationRevoke(input: $input) { invitation { revokedAt } userErrors { code } }
}`;
const RECONCILE = `mutation ($input: MemberReconcileInput!) {
  memberReconcile(input: $input) { member { id roles } userErrors { code } }
}`;
const VIEWER =
  '{ viewer { displayName audience memberships { role organization { id } } membershipRequests { state reason } } }';
const MEMBERS = 'query ($id: ID!) { organizationMembers(organizationId: $id) { id memberId memberName role } }';

/** How people come into organizations and leave them, as they do it: signed in by a browser. */
describe('membership', () => {
  let issuer: HostileIssuer;
  let api: TestApi;
  let organizationId: string;
  let coordinator: string;
  let moderator: string;
  let administrator: string;
  let people = 0;

  beforeAll(async () => {
    issuer = await HostileIssuer.start();
    api = await createTestApi(signInSettings(issuer));
    organizationId = await api.organization('Ville accueillante (démonstration)');
    coordinator = await api.person('COORDINATOR', organizationId);
    moderator = await api.person('MODERATOR');
    administrator = await api.person('ADMINISTRATOR');
  });

  afterAll(async () => {
    await api.close();
    await issuer.stop();
  });

  /** Somebody new, signed in; works where `siren` says. */
  const newcomer = async (siren?: string): Promise<TestBrowser> => {
    people += 1;
    const claims = { given_name: 'Nour', usual_name: `Essai ${people}`, ...(siren && { siret: siretOf(siren) }) };
    issuer.person = { sub: `newcomer-${people}`, claims };
    return signedIn();
  };
  const signedIn = async (): Promise<TestBrowser> => {
    const browser = new TestBrowser(api.app);
    await browser.signIn(issuer);
    return browser;
  };
  const sirenOf = async (id: string): Promise<string> =>
    (await api.rows<{ siren: string }>('SELECT siren FROM organization WHERE id = $1', [id]))[0]?.siren ?? '';
  const codeOf = (answer: { errors: readonly { extensions: { code: string } }[] }): string | undefined =>
    answer.errors[0]?.extensions.code;
  const rolesOf = async (browser: TestBrowser): Promise<string[]> =>
    (await browser.graphql(VIEWER)).data.viewer.memberships.map(({ role }: { role: string }) => role);
  /** With a role that an invitation gave. */
  const invited = async (role: string, into = organizationId, key = coordinator): Promise<TestBrowser> => {
    const made = await api.send(INVITE, { input: { organizationId: into, role } }, { key });
    const browser = await newcomer();
    const { data } = await browser.graphql(ACCEPT, { input: { token: made.data.invitationCreate.token } });
    expect(data.invitationAccept).toEqual({ organizationId: into, userErrors: [] });
    return browser;
  };

  it('gives no right to somebody who signs in, wherever they work', async () => {
    const browser = await newcomer(await sirenOf(organizationId));
    const { data } = await browser.graphql(VIEWER);
    expect(data.viewer).toMatchObject({ audience: 'PUBLIC', memberships: [] });
  });

  it('waits for a moderator when it is the first account of an organization', async () => {
    const empty = await api.organization('Ville sans compte (démonstration)');
    const browser = await newcomer(await sirenOf(empty));
    const { data } = await browser.graphql(REQUEST, { input: { role: 'COORDINATOR' } });
    expect(data.membershipRequest).toMatchObject({
      request: { role: 'COORDINATOR', state: 'OPEN', fromWorkplace: true, firstAccount: true },
      userErrors: [],
    });
    const input = { id: data.membershipRequest.request.id };
    // neither the person, who has no role yet, nor a coordinator of another organization
    expect(codeOf(await browser.graphql(CONFIRM, { input }))).toBe('FORBIDDEN');
    expect(codeOf(await api.send(CONFIRM, { input }, { key: coordinator }))).toBe('NOT_FOUND');
    expect(await rolesOf(browser)).toEqual([]);
    const listed = await api.send('{ membershipRequests { id memberName firstAccount } }', {}, { key: moderator });
    expect(listed.data.membershipRequests).toContainEqual(expect.objectContaining({ ...input, firstAccount: true }));
    const confirmed = await api.send(CONFIRM, { input }, { key: moderator });
    expect(confirmed.data.membershipConfirm).toMatchObject({ request: { state: 'CONFIRMED' }, userErrors: [] });
    expect(await rolesOf(browser)).toEqual(['COORDINATOR']);
    const again = await api.send(CONFIRM, { input }, { key: moderator });
    expect(again.data.membershipConfirm.userErrors).toEqual([{ code: 'REQUEST_DECIDED' }]);
  });

  it('is confirmed by a coordinator of the organization, with a role of their choice', async () => {
    const browser = await newcomer(await sirenOf(organizationId));
    const { data } = await browser.graphql(REQUEST, { input: { organizationId, role: 'COORDINATOR' } });
    const { id } = data.membershipRequest.request;
    const confirmed = await api.send(CONFIRM, { input: { id, role: 'READER' } }, { key: coordinator });
    expect(confirmed.data.membershipConfirm.request).toEqual({ state: 'CONFIRMED', role: 'READER' });
    expect((await browser.graphql(VIEWER)).data.viewer).toMatchObject({ audience: 'NETWORK' });
  });

  it('is refused with a reason that the person reads, and may be asked for again', async () => {
    const browser = await newcomer();
    const ask = { input: { organizationId, role: 'CONTRIBUTOR' } };
    const { data } = await browser.graphql(REQUEST, ask);
    expect((await browser.graphql(REQUEST, ask)).data.membershipRequest.userErrors).toEqual([{ code: 'REQUEST_OPEN' }]);
    const { id } = data.membershipRequest.request;
    const short = await api.send(REFUSE, { input: { id, reason: 'non' } }, { key: coordinator });
    expect(short.data.membershipRefuse.userErrors).toEqual([{ code: 'REASON_REQUIRED' }]);
    const reason = 'Vous travaillez dans une autre collectivité.';
    await api.send(REFUSE, { input: { id, reason } }, { key: coordinator });
    expect((await browser.graphql(VIEWER)).data.viewer.membershipRequests).toEqual([{ state: 'REFUSED', reason }]);
    expect((await browser.graphql(REQUEST, ask)).data.membershipRequest.userErrors).toEqual([]);
  });

  it('waits for at most three organizations at a time, and for one that is known', async () => {
    const browser = await newcomer(demoSiren(99_001));
    const unknown = await browser.graphql(REQUEST, { input: { role: 'READER' } });
    expect(unknown.data.membershipRequest.userErrors).toEqual([{ code: 'ORGANIZATION_UNKNOWN' }]);
    for (let wish = 0; wish < 4; wish += 1) {
      const id = await api.organization(`Ville souhaitée ${wish} (démonstration)`);
      const { data } = await browser.graphql(REQUEST, { input: { organizationId: id, role: 'READER' } });
      expect(data.membershipRequest.userErrors).toEqual(wish < 3 ? [] : [{ code: 'TOO_MANY_REQUESTS' }]);
    }
  });

  it('shows names of people to those who keep them, and to nobody else', async () => {
    const asking = (key?: string) => api.send(MEMBERS, { id: organizationId }, key === undefined ? {} : { key });
    expect((await asking(coordinator)).errors).toEqual([]);
    expect((await asking(moderator)).errors).toEqual([]);
    expect(codeOf(await asking())).toBe('UNAUTHENTICATED');
    const other = await api.organization('Ville voisine (démonstration)');
    for (const key of [await api.person('READER', organizationId), await api.person('COORDINATOR', other)]) {
      expect(codeOf(await asking(key))).toBe('FORBIDDEN');
      for (const query of ['{ membershipRequests { memberName } }', '{ members { displayName } }']) {
        expect(codeOf(await api.send(query, {}, { key }))).toBe('FORBIDDEN');
      }
    }
    expect(codeOf(await api.send('{ members { displayName } }', {}, { key: moderator }))).toBe('FORBIDDEN');
    expect((await api.send('{ members { displayName } }', {}, { key: administrator })).errors).toEqual([]);
  });

  describe('by invitation', () => {
    it('works once, gives the role, and shows its token once', async () => {
      const input = { organizationId, role: 'CONTRIBUTOR', idempotencyKey: 'one-invitation' };
      const made = await api.send(INVITE, { input }, { key: coordinator });
      const { token, invitation } = made.data.invitationCreate;
      expect(token).toMatch(/^mli_[\w-]{43}$/);
      expect((await api.send(INVITE, { input }, { key: coordinator })).data.invitationCreate).toMatchObject({
        token: null,
        invitation: { id: invitation.id },
      });
      const kept = await api.rows('SELECT * FROM invitation');
      expect(JSON.stringify([kept, await api.rows('SELECT * FROM audit_event')])).not.toContain(token);
      const browsers = [await newcomer(), await newcomer(), await newcomer()];
      const answers = await Promise.all(browsers.map((browser) => browser.graphql(ACCEPT, { input: { token } })));
      const accepted = answers.filter(({ data }) => data.invitationAccept.userErrors.length === 0);
      expect(accepted).toHaveLength(1);
      expect((await Promise.all(browsers.map(rolesOf))).flat()).toEqual(['CONTRIBUTOR']);
    });

    it.each([
      ['expired', "UPDATE invitation SET expires_at = now() - interval '1 second' WHERE id = $1"],
      ['revoked', null],
    ])('is void when it is %s', async (_, change) => {
      const made = await api.send(INVITE, { input: { organizationId, role: 'READER' } }, { key: coordinator });
      const { token, invitation } = made.data.invitationCreate;
      if (change !== null) await api.rows(change, [invitation.id]);
      else expect((await api.send(VOID, { input: { id: invitation.id } }, { key: coordinator })).errors).toEqual([]);
      const browser = await newcomer();
      const { data } = await browser.graphql(ACCEPT, { input: { token } });
      expect(data.invitationAccept.userErrors).toEqual([{ code: 'INVITATION_VOID' }]);
      expect(await rolesOf(browser)).toEqual([]);
    });

    it('is made by coordinators of a verified organization alone', async () => {
      const unverified = await api.organization('Ville non vérifiée (démonstration)', false);
      const refused = [
        [organizationId, await api.person('CONTRIBUTOR', organizationId)],
        [organizationId, moderator],
        [unverified, await api.person('COORDINATOR', unverified)],
        [await api.organization('Ville d’à côté (démonstration)'), coordinator],
      ] as const;
      for (const [id, key] of refused) {
        const answer = await api.send(INVITE, { input: { organizationId: id, role: 'READER' } }, { key });
        expect(codeOf(answer)).toBe('FORBIDDEN');
      }
    });

    it('takes no role away that is higher', async () => {
      const browser = await invited('COORDINATOR');
      const made = await api.send(INVITE, { input: { organizationId, role: 'READER' } }, { key: coordinator });
      await browser.graphql(ACCEPT, { input: { token: made.data.invitationCreate.token } });
      expect(await rolesOf(browser)).toEqual(['COORDINATOR']);
    });

    it('is accepted by the form of the account page', async () => {
      const made = await api.send(INVITE, { input: { organizationId, role: 'READER' } }, { key: coordinator });
      const { token } = made.data.invitationCreate;
      const browser = await newcomer();
      expect((await browser.get(`/account?invitation=${token}`)).text).toContain(`value="${token}"`);
      expect((await browser.post('/account/invitations/accept', { token })).status).toBe(303);
      expect((await browser.get('/account')).text).toContain('Lecteur');
      expect((await browser.post('/account/invitations/accept', { token })).status).toBe(400);
    });
  });

  describe('ends', () => {
    it('at the next request of whoever leaves', async () => {
      const browser = await invited('CONTRIBUTOR');
      expect((await browser.graphql(VIEWER)).data.viewer.audience).toBe('NETWORK');
      const { data } = await browser.graphql(LEAVE, { input: { organizationId } });
      expect(data.membershipLeave).toEqual({ organizationId, userErrors: [] });
      expect((await browser.graphql(VIEWER)).data.viewer).toMatchObject({ audience: 'PUBLIC', memberships: [] });
      expect(codeOf(await browser.graphql(LEAVE, { input: { organizationId } }))).toBe('NOT_FOUND');
    });

    it('by a coordinator, for somebody else of the organization alone', async () => {
      const browser = await invited('CONTRIBUTOR');
      const listed = await api.send(MEMBERS, { id: organizationId }, { key: coordinator });
      const { displayName } = (await browser.graphql(VIEWER)).data.viewer;
      const { id } = listed.data.organizationMembers.find(
        (one: { memberName: string }) => one.memberName === displayName,
      );
      const other = await api.organization('Ville étrangère (démonstration)');
      const stranger = await api.person('COORDINATOR', other);
      expect(codeOf(await api.send(END, { input: { id } }, { key: stranger }))).toBe('NOT_FOUND');
      expect((await api.send(END, { input: { id } }, { key: coordinator })).errors).toEqual([]);
      expect(await rolesOf(browser)).toEqual([]);
    });

    it('tells the last coordinator, two who leave at once as well', async () => {
      const own = await api.organization('Ville à deux têtes (démonstration)');
      const first = await api.person('COORDINATOR', own);
      const two = [await invited('COORDINATOR', own, first), await invited('COORDINATOR', own, first)];
      await api.rows(
        "DELETE FROM membership WHERE organization_id = $1 AND member_id IN (SELECT id FROM member WHERE subject LIKE 'test|0%')",
        [own],
      );
      const input = { organizationId: own };
      const answers = await Promise.all(two.map((browser) => browser.graphql(LEAVE, { input })));
      const codes = answers.flatMap(({ data }) =>
        data.membershipLeave.userErrors.map(({ code }: { code: string }) => code),
      );
      expect(codes).toEqual(['LAST_COORDINATOR']);
      const [last] = two.filter((_, index) => answers[index]?.data.membershipLeave.userErrors.length);
      const left = await last?.graphql(LEAVE, { input: { ...input, evenIfLast: true } });
      expect(left?.data.membershipLeave.userErrors).toEqual([]);
    });
  });

  describe('of one person with two subjects', () => {
    it('is brought together by an administrator alone, and never by a mailbox', async () => {
      const claims = { email: 'alix@demonstration.invalid', given_name: 'Alix', usual_name: 'Deux-Services' };
      const made = await api.send(INVITE, { input: { organizationId, role: 'CONTRIBUTOR' } }, { key: coordinator });
      issuer.person = { sub: 'old-subject', claims };
      const old = await signedIn();
      await old.graphql(ACCEPT, { input: { token: made.data.invitationCreate.token } });
      issuer.person = { sub: 'new-subject', claims };
      const fresh = await signedIn();
      // the same name, the same mailbox: another account all the same
      expect(await rolesOf(fresh)).toEqual([]);
      const found = await api.send('{ members(search: "Deux-Services") { id roles } }', {}, { key: administrator });
      const [otherId, id] = found.data.members.map((member: { id: string }) => member.id);
      const input = { id, otherId };
      for (const key of [moderator, coordinator]) {
        expect(codeOf(await api.send(RECONCILE, { input }, { key }))).toBe('FORBIDDEN');
      }
      const { data } = await api.send(RECONCILE, { input }, { key: administrator });
      expect(data.memberReconcile).toMatchObject({ member: { id }, userErrors: [] });
      expect(codeOf(await fresh.graphql(VIEWER))).toBe('UNAUTHENTICATED');
      expect(await rolesOf(old)).toEqual(['CONTRIBUTOR']);
      expect(await rolesOf(await signedIn())).toEqual(['CONTRIBUTOR']);
      issuer.person = { sub: 'old-subject', claims };
      expect(await rolesOf(await signedIn())).toEqual(['CONTRIBUTOR']);
      const again = await api.send(RECONCILE, { input }, { key: administrator });
      expect(again.data.memberReconcile.userErrors).toEqual([{ code: 'SAME_MEMBER' }]);
    });
  });

  it('is written down, without a name', async () => {
    const events = await api.rows<{ action: string; text: string }>(
      'SELECT action, details::text AS text FROM audit_event',
    );
    const actions = new Set(events.map(({ action }) => action));
    for (const action of [
      'memberCreate',
      'sessionOpen',
      'membershipRequest',
      'membershipConfirm',
      'membershipRefuse',
      'membershipLeave',
      'membershipEnd',
      'invitationCreate',
      'invitationAccept',
      'invitationRevoke',
      'memberReconcile',
    ]) {
      expect([...actions]).toContain(action);
    }
    expect(events.map(({ text }) => text).join()).not.toMatch(/Nour|Alix|Essai|@/);
  });
});

function siretOf(siren: string): string {
  for (let number = 10; ; number += 1) {
    const siret = `${siren}${String(number).padStart(5, '0')}`;
    if (isValidSiret(siret)) return siret;
  }
}
