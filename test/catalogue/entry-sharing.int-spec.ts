import {
  AdoptionService,
  EntryClosingService,
  EntryReadingService,
  EntryReviewService,
  EntrySharingService,
  EntryWritingService,
  SystemService,
  SystemView,
} from '@maillage/catalogue';
import { type Actor, OrganizationService, visitor } from '@maillage/identity';
import { DomainError, UserInputError } from '@maillage/kernel';
import { useCaseContent } from '../factories/use-case.factory.js';
import { createTestNetwork, type TestNetwork } from '../support/test-network.js';

describe('what organizations do with each other’s entries', () => {
  let network: TestNetwork;
  let ownerId: string;
  let peerId: string;
  let coordinator: Actor;
  let peer: Actor;
  let moderator: Actor;
  let reading: EntryReadingService;

  beforeAll(async () => {
    network = await createTestNetwork();
    ownerId = await network.organization('Ville de démonstration');
    peerId = await network.organization('Ville paire de démonstration');
    coordinator = await network.member('COORDINATOR', ownerId);
    peer = await network.member('COORDINATOR', peerId);
    moderator = await network.moderator();
    reading = network.module.get(EntryReadingService);
  });

  afterAll(() => network.close());

  const publish = async (command: Record<string, unknown> = {}): Promise<string> => {
    const create = { kind: 'USE_CASE', ownerId, content: useCaseContent(), ...command };
    const { id } = await network.module.get(EntryWritingService).create(coordinator, create);
    await network.module.get(EntryReviewService).publish(coordinator, { id, baseRevision: 1 });
    return id;
  };

  const code = async (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'no error',
      (error: unknown) => {
        if (error instanceof UserInputError) return error.errors[0]?.code ?? '';
        if (error instanceof DomainError) return error.code;
        throw error;
      },
    );

  it('counts a reuse once an organization, and asks why it was dropped', async () => {
    const adoptions = network.module.get(AdoptionService);
    const entryId = await publish();
    const reuse = { entryId, organizationId: peerId, state: 'PILOT' as const };
    expect(await code(adoptions.declare(coordinator, reuse))).toBe('FORBIDDEN');
    expect(await code(adoptions.declare(coordinator, { ...reuse, organizationId: ownerId }))).toBe('OWN_ENTRY');
    await adoptions.declare(peer, reuse);
    await adoptions.declare(peer, { ...reuse, state: 'LIVE' });
    expect(await reading.entry(visitor, entryId)).toMatchObject({
      adoptionTotal: 1,
      adoptions: { LIVE: 1 },
      version: 3,
    });
    expect(await code(adoptions.declare(peer, { ...reuse, state: 'DROPPED' }))).toBe('REASON_REQUIRED');
    await adoptions.withdraw(peer, { entryId, organizationId: peerId });
    expect((await reading.entry(visitor, entryId))?.adoptionTotal).toBe(0);
  });

  it('lets the organization that an entry is about take it over', async () => {
    const sharing = network.module.get(EntrySharingService);
    const id = await publish({ subjectOrganizationId: peerId });
    expect((await reading.entry(visitor, id))?.confirmedBySubject).toBe(false);
    expect(await code(sharing.claim(coordinator, { id }))).toBe('NOT_FOUND');
    await sharing.claim(peer, { id });
    expect(await reading.entry(visitor, id)).toMatchObject({ owner: { id: peerId }, confirmedBySubject: true });
    expect(await code(sharing.claim(peer, { id }))).toBe('ALREADY_CLAIMED');
  });

  it('merges a duplicate: its readers are led on, its reuses move, relations to it are hidden', async () => {
    const closing = network.module.get(EntryClosingService);
    const [kept, double] = [await publish(), await publish()];
    const pointing = await publish({ relations: [{ type: 'DERIVED_FROM', target: double }] });
    expect((await reading.entry(visitor, pointing))?.relations).toHaveLength(1);
    const reuse = { entryId: double, organizationId: peerId, state: 'LIVE' as const };
    await network.module.get(AdoptionService).declare(peer, reuse);
    expect(await code(closing.merge(peer, { id: double, intoId: kept }))).toBe('NOT_FOUND');
    expect(await code(closing.merge(moderator, { id: double, intoId: double }))).toBe('MERGE_TARGET');
    await closing.merge(moderator, { id: double, intoId: kept });
    expect(await reading.entry(visitor, double)).toBeNull();
    expect(await reading.tombstone(visitor, double)).toEqual({ id: double, state: 'MERGED', replacedById: kept });
    expect((await reading.entry(visitor, kept))?.adoptionTotal).toBe(1);
    expect(await reading.entry(visitor, pointing)).toMatchObject({ relations: [], version: 2 });
  });

  it('answers alike for what is hidden from whoever merges into it, and for what does not exist', async () => {
    const closing = network.module.get(EntryClosingService);
    const double = await publish({ audience: 'ORGANIZATION' });
    const writing = network.module.get(EntryWritingService);
    const content = useCaseContent();
    const hidden = await writing.create(peer, { kind: 'USE_CASE', ownerId: peerId, content, audience: 'ORGANIZATION' });
    await network.module.get(EntryReviewService).publish(peer, { id: hidden.id, baseRevision: 1 });
    const said = (intoId: string) =>
      closing.merge(coordinator, { id: double, intoId }).catch((error: Error) => error.message);
    expect(await said(hidden.id)).toBe(await said(peerId));
    expect(await said(hidden.id)).toContain('MERGE_TARGET');
  });

  it('refuses relations to what the writer does not see, to itself, twice, and of the wrong kind', async () => {
    const writing = network.module.get(EntryWritingService);
    const target = await publish();
    const draft = await writing.create(peer, { kind: 'USE_CASE', ownerId: peerId, content: useCaseContent() });
    const create = (relations: { type: string; target: string }[]) =>
      code(writing.create(coordinator, { kind: 'USE_CASE', ownerId, content: useCaseContent(), relations }));
    expect(await create([{ type: 'REPLACES', target: draft.id }])).toBe('REFERENCE_UNKNOWN');
    expect(await create([{ type: 'REPLACES', target: 'no id' }])).toBe('REFERENCE_UNKNOWN');
    expect(await create([{ type: 'GOVERNED_BY_CHARTER', target }])).toBe('RELATION_TARGET_KIND');
    expect(await create([1, 2].map(() => ({ type: 'REPLACES', target })))).toBe('RELATION_TWICE');
  });

  it('makes one system of its spellings, shows it with its entries, and follows a merge', async () => {
    const propose = (name: string) =>
      publish({ proposedSystem: { name, supplier: { name: 'Firme de démonstration' } } });
    const [one, same] = [await propose('Tri Rapide'), await propose('TRI  RAPIDE')];
    const [first, second] = [await reading.entry(visitor, one), await reading.entry(visitor, same)];
    expect(second?.system?.id).toBe(first?.system?.id);
    const other = (await reading.entry(visitor, await propose('Tri-Rapide Pro')))?.system?.id ?? '';
    const systems = network.module.get(SystemService);
    const merge = { id: other, intoId: first?.system?.id ?? '' };
    expect(await code(systems.merge(coordinator, 'system', merge))).toBe('FORBIDDEN');
    await systems.merge(moderator, 'system', merge);
    const query = { search: 'tri rapide', first: 10, everything: false, audience: 'PUBLIC' as const };
    const listed = await network.module.get(SystemView).systems(query);
    expect(listed.map(({ id, entryCount }) => ({ id, entryCount }))).toEqual([{ id: merge.intoId, entryCount: 3 }]);
  });

  it('tells followers of every entry that shows a renamed organization', async () => {
    const id = await publish();
    const rename = { id: ownerId, name: 'Ville renommée de démonstration' };
    const organizations = network.module.get(OrganizationService);
    expect(await code(organizations.rename(coordinator, rename))).toBe('FORBIDDEN');
    await organizations.rename(moderator, rename);
    expect(await reading.entry(visitor, id)).toMatchObject({ owner: { name: rename.name }, version: 2 });
  });

  it('archives: readable by its address, gone from the list of what is current', async () => {
    const id = await publish();
    await network.module.get(EntryClosingService).archive(coordinator, { id });
    expect(await reading.entry(visitor, id)).toMatchObject({ state: 'ARCHIVED', reviewBy: null, freshness: null });
    const current = await reading.entries(visitor, {}, { first: 100, after: null });
    const all = await reading.entries(visitor, { states: ['PUBLISHED', 'ARCHIVED'] }, { first: 100, after: null });
    expect(current.entries.map((entry) => entry.id)).not.toContain(id);
    expect(all.entries.map((entry) => entry.id)).toContain(id);
  });
});
