import { EntryReviewService, EntryWritingService } from '@maillage/catalogue';
import { UnitOfWork } from '@maillage/database';
import type { Progress, Services } from '../reference/reference-data.js';
import { HEARING_SOURCE, hearingCities, type HearingFact, hearingFacts } from './content/hearing.js';
import { ensureOrganizationOf, seedActor } from './network-bodies.js';
import { SeedRepository } from './seed.repository.js';

/** The documented facts of the hearing: maintained by the network, about the cities, waiting to be claimed by them. */
export async function writeHearingFacts(services: Services, networkId: string, onProgress: Progress): Promise<void> {
  for (const [index, fact] of hearingFacts.entries()) {
    const subjectId = await ensureOrganizationOf(services, hearingCities[fact.subject]);
    await writeFact(services, networkId, subjectId, fact);
    onProgress('facts of the hearing', index + 1, hearingFacts.length);
  }
}

async function writeFact(services: Services, ownerId: string, subjectId: string, fact: HearingFact): Promise<void> {
  const { kind, content, sourceId, system } = fact;
  const key = (move: string): string => `seed:${HEARING_SOURCE}:${sourceId}:${move}`;
  const { id } = await services.get(EntryWritingService).create(seedActor, {
    kind,
    ownerId,
    subjectOrganizationId: subjectId,
    content,
    proposedSystem: system === undefined ? null : { name: system },
    idempotencyKey: key('create'),
  });
  await services
    .get(UnitOfWork)
    .run((transaction) => new SeedRepository().setOrigin(transaction, id, HEARING_SOURCE, sourceId));
  await services.get(EntryReviewService).publish(seedActor, { id, baseRevision: 1, idempotencyKey: key('publish') });
}
