import { jest } from '@jest/globals';
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PUBLISH, CREATE, useCaseInput, WITHDRAW } from '../api/operations.js';
import { useCaseContent } from '../factories/use-case.factory.js';
import { ask, askGraphql } from '../support/processes/http-client.js';
import {
  type ChildName,
  eventually,
  LaunchedNetwork,
  PATIENCE,
  slowness,
  temporaryFolder,
} from '../support/processes/launched-network.js';

interface DemoPerson {
  readonly role: string;
  readonly name: string;
  readonly organization: { readonly id: string; readonly name: string } | null;
  readonly key: string;
}

jest.setTimeout(2 * PATIENCE);

/** What a newcomer does after `npm start`, in order, as clients over HTTP: nothing but the address and the keys' file. */
describe('the network that npm start makes', () => {
  const folder = temporaryFolder();
  const keysPath = join(folder.path, '.maillage', 'demo-keys.json');
  let network: LaunchedNetwork | undefined;

  afterAll(async () => {
    network?.signal('SIGTERM');
    await network?.ended;
    folder.remove();
  });

  const running = (): LaunchedNetwork => network as LaunchedNetwork;
  const launch = async (): Promise<void> => {
    network = new LaunchedNetwork({ folder: folder.path });
    await network.up();
  };
  const people = (): DemoPerson[] => (JSON.parse(readFileSync(keysPath, 'utf8')) as { people: DemoPerson[] }).people;
  const coordinator = (): DemoPerson => people().find(({ role }) => role === 'COORDINATOR') as DemoPerson;
  const send = async (query: string, variables: Record<string, unknown> = {}, key?: string) =>
    (await askGraphql(running().url, query, variables, key)).body;

  /** What a visitor finds. @returns titles; none while search is not there */
  const found = async (query: string): Promise<string[]> => {
    const { data } = await send('query ($query: String!) { search(query: $query) { edges { node { title } } } }', {
      query,
    });
    return (data?.search?.edges ?? []).map(({ node }: { node: { title: string } }) => node.title);
  };
  const findable = async (word: string, within: number): Promise<void> =>
    eventually(
      async () => (await found(word)).some((title) => title.includes(word)),
      within,
      () => `${word} found by a visitor:\n${running().stdout}`,
    );
  /** Writes a use case and publishes it as the coordinator. @returns its id */
  const publish = async (word: string): Promise<string> => {
    const { key, organization } = coordinator();
    const content = useCaseContent({ title: `Essai ${word} (démonstration)` });
    const input = useCaseInput(organization?.id ?? '', content);
    const { data: written } = await send(CREATE, { input }, key);
    expect(written.entryCreate.userErrors).toEqual([]);
    const { id } = written.entryCreate.entry as { id: string };
    const { data } = await send(PUBLISH, { input: { id, baseRevision: 1 } }, key);
    expect(data.entryPublish).toMatchObject({ entry: { state: 'PUBLISHED' }, userErrors: [] });
    return id;
  };

  it('shows a visitor the demonstration and the hearing within seconds', async () => {
    await launch();
    expect(running().stdout).toContain('✓ demonstration network');
    await findable('démonstration', 10_000 * slowness());
    await eventually(
      async () => (await ask(`${running().url}/health`)).body.search.indexes.every(isCaughtUp),
      10_000 * slowness(),
      () => 'indexes at the head of the changes',
    );
    const { data } = await send(
      '{ search(query: "") { totalCount } montpellier: search(query: "Montpellier") { totalCount } }',
    );
    expect(data.search.totalCount).toBeGreaterThanOrEqual(50);
    expect(data.montpellier.totalCount).toBeGreaterThan(0);
  });

  it('signs each of its people in by the key of the file, which its user alone may read', async () => {
    expect(statSync(keysPath).mode & 0o077).toBe(0);
    expect(people().length).toBeGreaterThanOrEqual(8);
    for (const { role, name, organization, key } of people()) {
      const { data } = await send(
        '{ viewer { kind displayName networkRoles memberships { role organization { id } } } }',
        {},
        key,
      );
      const { kind, displayName, networkRoles, memberships } = data.viewer;
      if (role === 'PORTAL') expect(kind).toBe('PORTAL');
      else expect({ kind, displayName }).toEqual({ kind: 'MEMBER', displayName: name });
      if (organization) expect(memberships[0].organization.id).toBe(organization.id);
      else expect(networkRoles).toEqual([role]);
    }
  });

  it('finds what the demo coordinator publishes, and no longer what is withdrawn', async () => {
    const id = await publish('wolframite');
    await findable('wolframite', 5_000 * slowness());
    const { data } = await send(WITHDRAW, { input: { id } }, coordinator().key);
    expect(data.entryWithdraw).toMatchObject({ tombstone: { id, state: 'WITHDRAWN' }, userErrors: [] });
    // at once: what is withdrawn is hidden by the transaction that withdraws it
    expect(await found('wolframite')).toEqual([]);
  });

  it.each([
    ['meilisearch', 'spodumène'],
    ['worker', 'cinabre'],
  ] as const)('takes entries while %s is killed, and finds them when it is back', async (name: ChildName, word) => {
    const toldBefore = running().stdout.length;
    running().kill(name);
    await publish(word);
    await running().told('is back', PATIENCE, toldBefore);
    await findable(word, 30_000 * slowness());
    expect((await ask(`${running().url}/health`)).body.status).toBe('OK');
  });

  it('makes new keys when their file is lost, and the lost ones open nothing any more', async () => {
    const lost = coordinator();
    running().signal('SIGTERM');
    expect((await running().ended).code).toBe(0);
    rmSync(keysPath);
    await launch();
    expect(existsSync(keysPath)).toBe(true);
    const made = coordinator();
    expect(made.key).not.toBe(lost.key);
    const ask = async (key: string) => send('{ viewer { displayName } }', {}, key);
    expect((await ask(made.key)).data.viewer.displayName).toBe(lost.name);
    expect((await ask(lost.key)).errors[0].extensions.code).toBe('UNAUTHENTICATED');
    await findable('cinabre', 5_000 * slowness());
  });
});

function isCaughtUp({ exists, lag }: { exists: boolean | null; lag: number | null }): boolean {
  return exists === true && lag === 0;
}
