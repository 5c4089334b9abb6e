import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EntryReadingService, SystemView } from '@maillage/catalogue';
import { LaunchError } from '@maillage/kernel';
import { ActorService, ApiKeyService, audienceOf, visitor } from '@maillage/identity';
import { SearchService } from '@maillage/search';
import { TerritoryModule } from '@maillage/territory';
import { type DemoPerson, demoKeysPath, readDemoKeys } from '../../apps/cli/src/demo-keys.js';
import { loadReferenceData, type Services } from '../../apps/cli/src/reference/reference-data.js';
import { people } from '../../apps/cli/src/seed/content/people.js';
import { PENDING, placeDefinitions } from '../../apps/cli/src/seed/content/places.js';
import { stories } from '../../apps/cli/src/seed/content/stories.js';
import { seedNetwork } from '../../apps/cli/src/seed/seed-network.js';
import { spawnCommand } from '../support/processes/test-command.js';
import { createTestNetwork } from '../support/test-network.js';
import { createTestSearch, type TestSearch } from '../support/test-search.js';

/** Everything that a seeding writes; two equal prints are two equal networks. */
const PRINT = `SELECT json_build_object(
  'entries', (SELECT json_agg(json_build_array(e.id, e.state, e.version, e.last_revision, e.review_by) ORDER BY e.id) FROM entry e),
  'revisions', (SELECT count(*) FROM entry_revision), 'adoptions', (SELECT count(*) FROM adoption),
  'organizations', (SELECT count(*) FROM organization), 'memberships', (SELECT count(*) FROM membership),
  'members', (SELECT json_agg(json_build_array(id, display_name) ORDER BY id) FROM member),
  'systems', (SELECT json_agg(json_build_array(id, state) ORDER BY id) FROM system),
  'keys', (SELECT json_agg(json_build_array(id, revoked_at) ORDER BY id) FROM api_key),
  'territories', (SELECT count(*) FROM territory), 'outbox', (SELECT count(*) FROM outbox),
  'audit', (SELECT count(*) FROM audit_event)) AS print`;

const DRAFTED = stories.filter(({ life }) => life.published === undefined);

describe('a network that begins', () => {
  let network: TestSearch;
  let services: Services;
  let folder: string;
  let keys: readonly DemoPerson[];

  const print = async (): Promise<Record<string, unknown>> =>
    (await network.rows<{ print: Record<string, unknown> }>(PRINT))[0]?.print ?? {};
  const count = async (text: string): Promise<number> =>
    (await network.rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${text}`))[0]?.n ?? -1;

  beforeAll(async () => {
    network = await createTestSearch({ modules: [TerritoryModule] });
    services = { get: (service) => network.module.get(service, { strict: false }) };
    folder = await mkdtemp(join(tmpdir(), 'maillage-seed-'));
  });

  afterAll(async () => {
    await network.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('is whole after a seeding that was killed midway, as if it never was', async () => {
    const killed = spawnCommand(network, folder, ['seed'], /demonstration entries [345]\d\//);
    expect((await killed.ended).code).toBeNull();
    const half = await count('entry');
    expect(half).toBeGreaterThan(20);
    expect(half).toBeLessThan(stories.length);
    expect((await spawnCommand(network, folder, ['seed']).ended).code).toBe(0);
    expect(await count('entry')).toBe(stories.length + 4);
    expect(await count('entry_revision v WHERE NOT EXISTS (SELECT 1 FROM entry e WHERE e.id = v.entry_id)')).toBe(0);
    const twice = "SELECT content ->> 'title' FROM entry_revision WHERE number = 1 GROUP BY 1 HAVING count(*) > 1";
    expect(await count(`(${twice}) AS doubles`)).toBe(0);
  }, 120_000);

  it('is not changed by a second seeding, nor by a newer look at the territories', async () => {
    const before = await print();
    expect(await loadReferenceData(services)).toBe(0);
    const again = await seedNetwork(services, { mode: 'demo', dataFolder: folder });
    expect(again.wrote).toBe(false);
    expect(await print()).toEqual(before);
    keys = await readDemoKeys(folder);
    expect(again.people).toEqual(keys);
  });

  it('holds what the stories tell, by kind and state', async () => {
    const rows = await network.rows<{ kind: string; state: string; n: number }>(
      'SELECT kind, state, count(*)::int AS n FROM entry WHERE origin_source IS NULL GROUP BY 1, 2',
    );
    const expected: Record<string, number> = {};
    for (const { kind, life } of stories) {
      const state = life.end?.state ?? (life.published === undefined ? 'DRAFT' : 'PUBLISHED');
      expected[`${kind} ${state}`] = (expected[`${kind} ${state}`] ?? 0) + 1;
    }
    expect(Object.fromEntries(rows.map(({ kind, state, n }) => [`${kind} ${state}`, n]))).toEqual(expected);
    const revisions = await network.rows<{ state: string }>('SELECT DISTINCT state FROM entry_revision ORDER BY 1');
    expect(revisions.map(({ state }) => state)).toEqual([
      'CHANGES_REQUESTED',
      'DRAFT',
      'PUBLISHED',
      'SUBMITTED',
      'SUPERSEDED',
    ]);
    expect(
      await count("entry WHERE origin_source = 'audition-21' AND state = 'PUBLISHED' AND claimed_at IS NULL"),
    ).toBe(4);
    expect(await count('organization WHERE is_network')).toBe(1);
    expect(await count(`organization WHERE state = 'PENDING' AND demonstration`)).toBe(1);
    expect(await count("territory WHERE source = 'DEMO'")).toBe(Object.keys(placeDefinitions).length);
    expect(await count('entry e JOIN organization o ON o.id = e.owner_id WHERE o.demonstration OR o.is_network')).toBe(
      stories.length + 4,
    );
  });

  it('shows a visitor what is public, and members what is theirs', async () => {
    const search = network.module.get(SearchService);
    const seen = async (audience: 'PUBLIC' | 'NETWORK') => {
      const result = await search.search(audience, { query: '', first: 100, facets: ['freshness', 'lifecycle'] });
      return { total: result.totalCount, result };
    };
    const shown = (audiences: readonly string[]): number =>
      stories.filter(
        ({ life, audience = 'PUBLIC' }) =>
          life.published !== undefined && !life.end && audiences.includes(life.narrowedTo ?? audience),
      ).length + 4;
    const [everyone, members] = [await seen('PUBLIC'), await seen('NETWORK')];
    expect(everyone.total).toBe(shown(['PUBLIC']));
    expect(members.total).toBe(shown(['PUBLIC', 'NETWORK']));
    expect(members.total).toBeGreaterThan(everyone.total);
    const reading = network.module.get(EntryReadingService);
    const hidden = await network.rows<{ id: string }>(
      "SELECT id FROM entry WHERE audience <> 'PUBLIC' OR state = 'DRAFT'",
    );
    expect(hidden.length).toBeGreaterThanOrEqual(DRAFTED.length + 5);
    for (const { id } of hidden) expect(await reading.entry(visitor, id)).toBeNull();
    const list = await reading.entries(visitor, {}, { first: 100, after: null });
    const fresh = new Set(list.entries.map(({ freshness }) => freshness));
    expect(fresh).toEqual(new Set(['FRESH', 'DUE', 'OVERDUE', null]));
    expect(list.entries.every(({ publishedAt }) => Date.parse(publishedAt ?? '') <= Date.now())).toBe(true);
    const query = { search: '', first: 50, everything: false, audience: 'PUBLIC' as const };
    const systems = await network.module.get(SystemView).systems(query);
    expect(new Set(systems.map(({ state }) => state))).toEqual(new Set(['CONFIRMED', 'PROPOSED']));
    expect(Math.max(...systems.map(({ entryCount }) => entryCount))).toBeGreaterThan(1);
  });

  it('gives each person of the demonstration a key that acts as it', async () => {
    expect((await stat(demoKeysPath(folder))).mode & 0o777).toBe(0o600);
    expect(keys.map(({ role, name }) => [role, name])).toEqual(people.map(({ role, name }) => [role, name]));
    const actors = network.module.get(ActorService, { strict: false });
    for (const { role, key, organization } of keys) {
      const actor = await actors.actorFor(`Bearer ${key}`);
      if (role === 'PORTAL') {
        expect(actor).toMatchObject({ kind: 'PORTAL', organizationId: organization?.id, audienceLimit: 'NETWORK' });
      } else if (organization) {
        const verified = organization.name !== placeDefinitions[PENDING].name;
        expect(actor).toMatchObject({ memberships: [{ role, organizationId: organization.id, verified }] });
      } else expect(actor).toMatchObject({ memberships: [], networkRoles: new Set([role]) });
      const pending = organization?.name === placeDefinitions[PENDING].name;
      expect(audienceOf(actor)).toBe(pending ? 'PUBLIC' : 'NETWORK');
    }
  });

  it('replaces a key that was revoked, and all of them when their file is lost', async () => {
    const actors = network.module.get(ActorService, { strict: false });
    const works = async (key: string): Promise<boolean> =>
      actors.actorFor(`Bearer ${key}`).then(
        () => true,
        () => false,
      );
    const administrator = await actors.actorFor(`Bearer ${keys.find(({ role }) => role === 'ADMINISTRATOR')?.key}`);
    const [reader] = await network.rows<{ id: string }>('SELECT id FROM api_key WHERE name = $1', [keys[0]?.name]);
    await network.module.get(ApiKeyService, { strict: false }).revoke(administrator, { id: reader?.id ?? '' });
    const mended = (await seedNetwork(services, { mode: 'demo', dataFolder: folder })).people;
    expect(mended.map(({ key }, index) => key === keys[index]?.key)).toEqual(keys.map((_, index) => index > 0));
    await rm(demoKeysPath(folder));
    const renewed = (await seedNetwork(services, { mode: 'demo', dataFolder: folder })).people;
    expect(await Promise.all(renewed.map(({ key }) => works(key)))).toEqual(renewed.map(() => true));
    expect(await Promise.all(mended.map(({ key }) => works(key)))).toEqual(mended.map(() => false));
    expect(await readFile(demoKeysPath(folder), 'utf8')).toContain(renewed[0]?.key);
  });

  it('says in three lines that another version began what it cannot finish', async () => {
    await network.rows("DELETE FROM setup_step WHERE name = 'demonstration'");
    await network.rows("UPDATE idempotency_key SET input_hash = 'other' WHERE key = 'seed:tri-du-courrier:create'");
    const again = seedNetwork(services, { mode: 'demo', dataFolder: folder });
    await expect(again).rejects.toThrow(LaunchError);
    await expect(again).rejects.toThrow(/^.+\n.+\n.+$/);
  });
});

describe('a network in production', () => {
  it('begins with its own body and the networks of towns, and nobody of the demonstration', async () => {
    const network = await createTestNetwork([TerritoryModule]);
    const folder = await mkdtemp(join(tmpdir(), 'maillage-seed-'));
    try {
      const services: Services = { get: (service) => network.module.get(service, { strict: false }) };
      const options = { mode: 'production', dataFolder: folder } as const;
      expect(await seedNetwork(services, options)).toEqual({ wrote: true, people: [] });
      expect(await seedNetwork(services, options)).toEqual({ wrote: false, people: [] });
      const rows = await network.rows<{ name: string; siren: null; demonstration: boolean; is_network: boolean }>(
        'SELECT name, siren, demonstration, is_network FROM organization ORDER BY is_network DESC, name',
      );
      expect(rows).toHaveLength(4);
      expect(rows[0]).toMatchObject({ name: 'Maillage — réseau des collectivités', is_network: true });
      expect(rows.every(({ siren, demonstration }) => siren === null && !demonstration)).toBe(true);
      const left = await network.rows<{ n: number }>(
        'SELECT ((SELECT count(*) FROM member) + (SELECT count(*) FROM api_key) + (SELECT count(*) FROM entry))::int AS n',
      );
      expect(left).toEqual([{ n: 0 }]);
      expect(await readDemoKeys(folder)).toEqual([]);
    } finally {
      await network.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
