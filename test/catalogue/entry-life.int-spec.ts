import {
  EntryChecklistService,
  EntryClosingService,
  EntryHistoryService,
  EntryReadingService,
  EntryReviewService,
  EntrySharingService,
  EntryWritingService,
} from '@maillage/catalogue';
import { type Actor, visitor } from '@maillage/identity';
import { DomainError, UserInputError } from '@maillage/kernel';
import { useCaseContent } from '../factories/use-case.factory.js';
import { createTestNetwork, type TestNetwork } from '../support/test-network.js';

describe('the life of an entry', () => {
  let network: TestNetwork;
  let ownerId: string;
  let contributor: Actor;
  let coordinator: Actor;
  let stranger: Actor;
  let writing: EntryWritingService;
  let review: EntryReviewService;
  let reading: EntryReadingService;

  beforeAll(async () => {
    network = await createTestNetwork();
    ownerId = await network.organization('Ville de démonstration');
    contributor = await network.member('CONTRIBUTOR', ownerId);
    coordinator = await network.member('COORDINATOR', ownerId);
    stranger = await network.member('COORDINATOR', await network.organization('Autre ville de démonstration'));
    writing = network.module.get(EntryWritingService);
    review = network.module.get(EntryReviewService);
    reading = network.module.get(EntryReadingService);
  });

  afterAll(() => network.close());

  const create = (changes: Record<string, unknown> = {}, actor = contributor) =>
    writing.create(actor, { kind: 'USE_CASE', ownerId, content: useCaseContent(changes) });

  const published = async (changes: Record<string, unknown> = {}): Promise<string> => {
    const { id } = await create(changes);
    await review.submit(contributor, { id, baseRevision: 1 });
    await review.publish(coordinator, { id, baseRevision: 1 });
    return id;
  };

  const codes = async (work: Promise<unknown>): Promise<string[]> =>
    work.then(
      () => [],
      (error: unknown) => {
        if (error instanceof UserInputError) return error.errors.map((one) => `${one.code} ${one.path.join('.')}`);
        if (error instanceof DomainError) return [error.code];
        throw error;
      },
    );

  it('refuses who has no right to write, and writes nothing', async () => {
    const count = 'SELECT count(*)::int AS n FROM entry';
    const before = await network.rows(count);
    expect(await codes(create({}, stranger))).toEqual(['OWNER_UNKNOWN input.ownerId']);
    expect(await codes(create({}, visitor))).toEqual(['OWNER_UNKNOWN input.ownerId']);
    expect(await network.rows(count)).toEqual(before);
  });

  it('names every fault of a content at once, with its path', async () => {
    const faults = {
      title: '',
      lifecycle: 'LIVE',
      startedOn: '45292',
      contact: 'jeanne.martin@ville.example',
      problme: 'x',
    };
    const given = { kind: 'USE_CASE', ownerId, content: useCaseContent(faults), kindField: 'useCase' };
    expect((await codes(writing.create(contributor, given))).sort()).toEqual([
      'ENUM input.useCase.lifecycle',
      'MANDATORY input.title',
      'ROLE_MAILBOX input.contact',
      'SPREADSHEET_SERIAL input.useCase.startedOn',
      'UNKNOWN_FIELD input.problme',
    ]);
  });

  it('lets a contributor draft and submit, a coordinator publish, and everyone read then', async () => {
    const { id } = await create();
    expect(await reading.entry(visitor, id)).toBeNull();
    expect(await reading.entry(stranger, id)).toBeNull();
    expect((await reading.entry(contributor, id))?.draftState).toBe('DRAFT');
    await review.submit(contributor, { id, baseRevision: 1 });
    expect(await codes(review.publish(contributor, { id, baseRevision: 1 }))).toEqual(['NOT_FOUND']);
    await review.publish(coordinator, { id, baseRevision: 1 });
    const entry = await reading.entry(visitor, id);
    expect(entry).toMatchObject({ state: 'PUBLISHED', version: 1, revision: 1, freshness: 'FRESH' });
    expect(await network.rows('SELECT entry_id FROM outbox WHERE entry_id = $1', [id])).toHaveLength(1);
  });

  it('shows a NETWORK field to members and never to a visitor', async () => {
    const id = await published({ contact: 'numerique@ville.example', cost: { oneOffEur: 12_000 } });
    const forVisitor = await reading.entry(visitor, id);
    expect(JSON.stringify(forVisitor)).not.toContain('numerique@ville.example');
    expect(JSON.stringify(forVisitor)).not.toContain('12000');
    expect(forVisitor?.content['cost']).toHaveProperty('oneOffBand');
    expect((await reading.entry(stranger, id))?.content['contact']).toBe('numerique@ville.example');
  });

  it('asks for what the stage needs before it may be submitted', async () => {
    const { id } = await create({ lifecycle: 'EXPERIMENT' });
    const missing = await codes(review.submit(contributor, { id, baseRevision: 1 }));
    expect(missing).toEqual(expect.arrayContaining([expect.stringMatching(/^FIELD_REQUIRED content\.lessons/)]));
    const checklist = network.module.get(EntryChecklistService);
    expect(await checklist.of(contributor, id, 'SUBMITTED', null)).toHaveLength(missing.length);
    const deployed = await checklist.of(contributor, id, 'SUBMITTED', 'DEPLOYED');
    expect(deployed.map((one) => one.path.join('.'))).toContain('cost.oneOffBand');
    await expect(checklist.of(stranger, id, 'PUBLISHED', null)).rejects.toBeInstanceOf(DomainError);
  });

  it('keeps the published revision in sight while a draft is written beside it, and tells the difference', async () => {
    const id = await published();
    const revised = useCaseContent({ title: 'Tri des demandes, deuxième version (démonstration)' });
    await writing.revise(contributor, { id, baseRevision: 1, content: revised });
    expect((await reading.entry(visitor, id))?.revision).toBe(1);
    expect(await codes(writing.revise(contributor, { id, baseRevision: 1, content: revised }))).toEqual([
      'REVISION_CONFLICT input.baseRevision',
    ]);
    const history = network.module.get(EntryHistoryService);
    expect((await history.revisions(visitor, id)).map((one) => one.number)).toEqual([1]);
    await review.publish(coordinator, { id, baseRevision: 2 });
    const [title, ...others] = await history.diff(visitor, id, 1, 2);
    expect(title).toMatchObject({ path: ['title'], after: revised['title'] });
    expect(others).toEqual([]);
  });

  it('hides a withdrawn entry at once and leaves a tombstone', async () => {
    const id = await published();
    const closing = network.module.get(EntryClosingService);
    expect(await codes(closing.withdraw(stranger, { id }))).toEqual(['NOT_FOUND']);
    await closing.withdraw(coordinator, { id, reason: 'Doublon' });
    expect(await reading.entry(visitor, id)).toBeNull();
    expect(await reading.tombstone(visitor, id)).toEqual({ id, state: 'WITHDRAWN', replacedById: null });
    expect(await network.rows('SELECT version FROM search_hidden WHERE entry_id = $1', [id])).toEqual([{ version: 2 }]);
    expect(await codes(writing.revise(contributor, { id, baseRevision: 1, content: useCaseContent() }))).toEqual([
      'ENTRY_CLOSED input.id',
    ]);
  });

  it('narrows an audience at once, and refuses a stale version', async () => {
    const id = await published();
    const sharing = network.module.get(EntrySharingService);
    const stale = sharing.setAudience(coordinator, { id, audience: 'NETWORK', baseVersion: 0 });
    expect(await codes(stale)).toEqual(['VERSION_CONFLICT input.baseVersion']);
    await sharing.setAudience(coordinator, { id, audience: 'NETWORK', baseVersion: 1 });
    expect(await reading.entry(visitor, id)).toBeNull();
    expect((await reading.entry(stranger, id))?.id).toBe(id);
    const page = await reading.entries(visitor, { ownerId }, { first: 100, after: null });
    expect(page.entries.map((entry) => entry.id)).not.toContain(id);
  });

  it('has one effect for one idempotency key, and refuses the key for another input', async () => {
    const command = { kind: 'USE_CASE', ownerId, content: useCaseContent(), idempotencyKey: 'one' };
    const [first, ...twins] = await Promise.all([1, 2, 3, 4].map(() => writing.create(contributor, command)));
    expect(twins.map((twin) => twin.id)).toEqual([first?.id, first?.id, first?.id]);
    const other = writing.create(contributor, { ...command, content: useCaseContent({ title: 'Autre titre' }) });
    expect(await codes(other)).toEqual(['IDEMPOTENCY_KEY_REUSED input.idempotencyKey']);
  });

  it('publishes nothing of an organization that is not verified', async () => {
    const pending = await network.organization('Ville en attente (démonstration)', false);
    const actor = await network.member('COORDINATOR', pending, false);
    const { id } = await writing.create(actor, { kind: 'USE_CASE', ownerId: pending, content: useCaseContent() });
    expect(await codes(review.publish(actor, { id, baseRevision: 1 }))).toEqual(['OWNER_NOT_VERIFIED input.id']);
  });

  it('lists by keyset without gaps or repeats', async () => {
    for (let n = 0; n < 5; n += 1) await published({ title: `Fiche numéro ${n} (démonstration)` });
    const all = await reading.entries(visitor, { ownerId }, { first: 100, after: null });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await reading.entries(visitor, { ownerId }, { first: 2, after });
      seen.push(...page.entries.map((entry) => entry.id));
      after = page.hasNextPage ? page.cursorAt(-1) : null;
    } while (after !== null);
    expect(seen).toEqual(all.entries.map((entry) => entry.id));
    expect(new Set(seen).size).toBe(seen.length);
  });
});
