import { EntryClosingService, EntryReviewService, EntrySharingService, EntryWritingService } from '@maillage/catalogue';
import { type Actor, OrganizationService, systemActor } from '@maillage/identity';
import { DomainError, UserInputError } from '@maillage/kernel';
import { useCaseContent } from '../factories/use-case.factory.js';
import { indexedOf, truthOf } from '../support/index-truth.js';
import { createTestSearch, type TestSearch } from '../support/test-search.js';
import { startTestWorker } from '../support/processes/test-process.js';

const WRITERS = 16;
const ROUNDS = 6;

describe('the index under 16 concurrent writers', () => {
  let network: TestSearch;

  beforeAll(async () => {
    network = await createTestSearch();
  });

  afterAll(() => network.close());

  /** Writers step on each other's entries: a conflict is an answer, anything else a fault. */
  const allowed = async (work: Promise<unknown>): Promise<void> => {
    try {
      await work;
    } catch (error) {
      if (!(error instanceof UserInputError || error instanceof DomainError)) throw error;
    }
  };

  it('agrees with the database on ids and versions, in both audiences', async () => {
    const [cityId, peerId] = [await network.organization('Ville'), await network.organization('Ville paire')];
    const city = await network.member('COORDINATOR', cityId);
    const peer = await network.member('COORDINATOR', peerId);
    const moderator = await network.moderator();
    const [writing, review] = [network.module.get(EntryWritingService), network.module.get(EntryReviewService)];
    const [sharing, closing] = [network.module.get(EntrySharingService), network.module.get(EntryClosingService)];
    const organizations = network.module.get(OrganizationService, { strict: false });
    const system = systemActor('test', ['organization:write', 'moderate']);
    const shared: string[] = [];
    const publish = async (actor: Actor, ownerId: string, subjectOrganizationId: string): Promise<string> => {
      const command = { kind: 'USE_CASE', ownerId, subjectOrganizationId, content: useCaseContent() };
      const { id } = await writing.create(actor, command);
      await review.publish(actor, { id, baseRevision: 1 });
      return id;
    };
    const flip = async (id: string, audience: 'PUBLIC' | 'NETWORK' | 'ORGANIZATION'): Promise<void> => {
      const [row] = await network.rows<{ version: number }>('SELECT version FROM entry WHERE id = $1', [id]);
      await allowed(sharing.setAudience(city, { id, audience, baseVersion: row?.version ?? 0 }));
    };
    const any = (): string => shared[Math.floor(Math.random() * shared.length)] ?? '';
    const moves = [
      () => flip(any(), 'NETWORK'),
      () => flip(any(), 'PUBLIC'),
      () => flip(any(), 'ORGANIZATION'),
      () => allowed(closing.merge(moderator, { id: any(), intoId: any() })),
      () => allowed(sharing.claim(peer, { id: any() })),
      () => allowed(organizations.rename(system, { id: cityId, name: `Ville ${Math.random()}` })),
      () => allowed(closing.withdraw(city, { id: any() })),
      () => allowed(closing.archive(city, { id: any() })),
    ];
    /** What chance may leave out, each on an entry that nobody else touches. */
    const fates = [
      (id: string) => closing.archive(city, { id }),
      async (id: string) => closing.merge(moderator, { id, intoId: await publish(city, cityId, cityId) }),
      (id: string) => sharing.claim(peer, { id }),
      // Again, should the city have been renamed in between.
      async (id: string) => {
        for (let tries = 0; tries < 5; tries += 1) await flip(id, 'ORGANIZATION');
      },
    ];
    const worker = await startTestWorker(network.database.url, network.indexPrefix);
    try {
      await Promise.all(
        Array.from({ length: WRITERS }, async (_, writer) => {
          for (let n = 0; n < ROUNDS; n += 1) {
            const id = await publish(city, cityId, n % 2 === 0 ? peerId : cityId);
            shared.push(id);
            await moves[(writer + n) % moves.length]?.();
            if (n % 3 === 0) await flip(id, 'NETWORK');
          }
          await fates[writer % fates.length]?.(await publish(city, cityId, peerId));
        }),
      );
    } finally {
      expect(await worker.stop()).toBe(0);
    }
    await network.catchUp();
    for (const audience of ['PUBLIC', 'NETWORK'] as const) {
      const truth = await truthOf(network, audience);
      expect(truth.length).toBeGreaterThan(10);
      expect(await indexedOf(network, audience)).toEqual(truth);
    }
    const [seen] = await network.rows<{ merged: number; claimed: number; narrow: number; archived: number }>(
      `SELECT count(*) FILTER (WHERE state = 'MERGED')::int AS merged, count(claimed_at)::int AS claimed,
              count(*) FILTER (WHERE audience = 'ORGANIZATION')::int AS narrow,
              count(*) FILTER (WHERE state = 'ARCHIVED')::int AS archived FROM entry`,
    );
    for (const count of Object.values(seen ?? {})) expect(count).toBeGreaterThan(0);
    expect(await network.rows('SELECT entry_id FROM search_hidden')).toEqual([]);
  });
});
