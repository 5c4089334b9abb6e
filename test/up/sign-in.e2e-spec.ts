import { jest } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { people } from '../../apps/cli/src/seed/content/people.js';
import { LaunchedNetwork, PATIENCE, temporaryFolder } from '../support/processes/launched-network.js';
import { WebVisitor } from '../support/sign-in/web-visitor.js';

jest.setTimeout(2 * PATIENCE);

const VIEWER = '{ viewer { kind displayName audience networkRoles memberships { role } sessions { id current acr } } }';

/** What somebody does who tries the demonstration in a browser, with the identity provider that npm start runs. */
describe('signing in to the network that npm start makes', () => {
  const folder = temporaryFolder();
  const network = new LaunchedNetwork({ folder: folder.path });

  beforeAll(async () => {
    await network.up();
  });

  afterAll(async () => {
    network.signal('SIGTERM');
    await network.ended;
    folder.remove();
  });

  /** Chooses who to be on the identity provider's page, which `visitor` is on. */
  const choose = async (visitor: WebVisitor, sub: string, level: 'strong' | 'weak' = 'strong') => {
    expect(visitor.page.text).toContain(`value="${sub}"`);
    return visitor.submit(visitor.page.url, { sub, level });
  };

  const signedIn = async (sub: string): Promise<WebVisitor> => {
    const visitor = new WebVisitor();
    await visitor.open(`${network.url}/auth/sign-in`);
    const { url, status } = await choose(visitor, sub);
    expect({ url, status }).toEqual({ url: `${network.url}/account`, status: 200 });
    return visitor;
  };

  it('tells where to sign in', () => {
    expect(network.stdout).toMatch(/sign in +http:\/\/127\.0\.0\.1:\d+\/account \(.*http:\/\/127\.0\.0\.1:\d+\)/);
  });

  it.each(people.filter(({ role }) => role !== 'PORTAL').map(({ key, name, role }) => ({ key, name, role })))(
    'makes $name, $role, of one click',
    async ({ key, name, role }) => {
      const visitor = await signedIn(key);
      expect(visitor.page.text).toContain(name);
      const { data } = await visitor.graphql(network.url, VIEWER);
      const { kind, displayName, memberships, networkRoles, sessions } = data.viewer;
      expect({ kind, displayName }).toEqual({ kind: 'MEMBER', displayName: name });
      expect([...memberships.map((held: { role: string }) => held.role), ...networkRoles]).toEqual([role]);
      expect(sessions).toMatchObject([{ current: true, acr: 'eidas2' }]);
    },
  );

  it('asks a coordinator for a second factor', async () => {
    const visitor = new WebVisitor();
    await visitor.open(`${network.url}/auth/sign-in`);
    const again = await choose(visitor, 'coordination-valbrune', 'weak');
    expect(new URL(again.url).pathname).toMatch(/^\/interaction\//);
    expect((await choose(visitor, 'coordination-valbrune')).url).toBe(`${network.url}/account`);
  });

  it('lets a reader in without one', async () => {
    const visitor = new WebVisitor();
    await visitor.open(`${network.url}/auth/sign-in?return=/account`);
    await choose(visitor, 'lecture-valbrune', 'weak');
    const { data } = await visitor.graphql(network.url, VIEWER);
    expect(data.viewer.sessions[0]).toMatchObject({ acr: 'eidas1', current: true });
  });

  it('shows somebody new how to come in, and lets them in when they were confirmed', async () => {
    const visitor = await signedIn('nouvelle-agente');
    expect(visitor.page.text).toContain('Valbrune-sur-Lise');
    await visitor.submit('/account/requests', { role: 'CONTRIBUTOR' });
    expect(visitor.page.text).toContain('en attente');
    const coordinator = await signedIn('coordination-valbrune');
    const id = (await coordinator.graphql(network.url, '{ viewer { memberships { organization { id } } } }')).data
      .viewer.memberships[0].organization.id;
    const listed = await coordinator.graphql(
      network.url,
      'query ($id: ID!) { membershipRequests(organizationId: $id) { id memberName fromWorkplace } }',
      { id },
    );
    expect(listed.data.membershipRequests).toMatchObject([
      { memberName: 'Nour Clairevoie (démonstration)', fromWorkplace: true },
    ]);
    const { data } = await coordinator.graphql(
      network.url,
      'mutation ($id: ID!) { membershipConfirm(input: { id: $id }) { userErrors { code } } }',
      { id: listed.data.membershipRequests[0].id },
    );
    expect(data.membershipConfirm.userErrors).toEqual([]);
    expect((await visitor.open(`${network.url}/account`)).text).toContain('Contributeur');
  });

  it('signs out here and at the identity provider', async () => {
    const visitor = await signedIn('redaction-valbrune');
    const asked = await visitor.submit('/auth/sign-out', {});
    expect(asked.url).toMatch(/\/session\/end\?/);
    const xsrf = /name="xsrf" value="(\w+)"/.exec(asked.text)?.[1] ?? '';
    const after = await visitor.submit('/session/end/confirm', { xsrf, logout: 'yes' });
    expect(after.url).toContain(`${network.url}/account?`);
    expect(after.text).toContain('Vous n’êtes pas connecté');
    expect((await visitor.graphql(network.url, VIEWER)).data.viewer.kind).toBe('VISITOR');
  });

  it('is given a role of the network by the command line, and loses it at the next request', async () => {
    const visitor = await signedIn('nouvel-agent');
    const id = /Identifiant de mon compte : <code>([\w-]+)</.exec(visitor.page.text)?.[1] ?? '';
    const roles = async (): Promise<string[]> => (await visitor.graphql(network.url, VIEWER)).data.viewer.networkRoles;
    const member = (...args: string[]) => {
      const command = [resolve('dist/apps/cli/src/main.js'), 'member', ...args];
      return spawnSync(process.execPath, command, { cwd: folder.path, encoding: 'utf8' });
    };
    expect(member('grant', id, 'MODERATOR').stdout).toContain('is MODERATOR');
    expect(await roles()).toEqual(['MODERATOR']);
    expect(member('list', '--search', 'hautbois').stdout).toMatch(
      new RegExp(`^${id}  Émile Hautbois .*  MODERATOR\\n$`),
    );
    expect(member('revoke', id, 'MODERATOR').stdout).toContain('no more');
    expect(await roles()).toEqual([]);
    const { status, stderr } = member('grant', '00000000-0000-7000-8000-000000000000', 'ADMINISTRATOR');
    expect([status, stderr.trim().split('\n')[0]]).toEqual([1, 'There is no such account.']);
  });
});

describe('the development identity provider', () => {
  it('never runs in production, whatever else is configured', () => {
    const { PATH } = process.env;
    const env = {
      PATH,
      MAILLAGE_MODE: 'production',
      PUBLIC_URL: 'https://maillage.example.fr',
      SIGN_IN_ISSUER: 'https://issuer.example.fr',
      SIGN_IN_CLIENT_ID: 'x',
      SIGN_IN_CLIENT_SECRET: 'y',
      PORT: '0',
    };
    const entry = resolve('dist/apps/cli/src/identity-provider/main.js');
    const { status, stderr } = spawnSync(process.execPath, [entry], { env, encoding: 'utf8' });
    const lines = stderr.trim().split('\n');
    expect([status, lines]).toEqual([
      1,
      [
        expect.stringContaining('never runs in production'),
        'MAILLAGE_MODE=production',
        expect.stringContaining('SIGN_IN_ISSUER'),
      ],
    ]);
  });
});
