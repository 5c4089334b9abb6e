import { kindOf, nextReview, type EntryState, textHashes } from '@maillage/catalogue';
import type { Audience } from '@maillage/identity';
import { charterContent } from './charter.content.js';
import { clauseContent } from './clause.content.js';
import { type BenchOrganization, type BenchWorld, properName } from './places.js';
import { Random } from './random.js';
import { useCaseContent } from './use-case.content.js';
import { cityTopics } from './words/city-topics.js';
import { serviceTopics } from './words/service-topics.js';
import type { Topic } from './words/topic.js';

/** An entry with all that the services would have written about it. */
export interface BenchEntry {
  readonly id: string;
  readonly kind: string;
  readonly owner: BenchOrganization;
  readonly subject: BenchOrganization;
  readonly state: EntryState;
  readonly audience: Audience;
  readonly content: Readonly<Record<string, unknown>>;
  readonly titleHash: string;
  readonly textHash: string | null;
  /** 1, or 2 where a first text was published before this one. */
  readonly revisions: 1 | 2;
  readonly version: number;
  readonly createdAt: string;
  /** Null for drafts. */
  readonly publishedAt: string | null;
  /** `YYYY-MM-DD`; null for what has ended and for drafts. */
  readonly reviewBy: string | null;
  readonly adoptions: readonly BenchAdoption[];
}

export interface BenchAdoption {
  readonly id: string;
  readonly organizationId: string;
  readonly state: string;
  readonly reason: string | null;
}

export const topics: readonly Topic[] = [...serviceTopics, ...cityTopics];

const kinds = [
  ['USE_CASE', 78],
  ['PROCUREMENT_CLAUSE', 14],
  ['DATA_CHARTER', 8],
] as const;
const states = [
  ['PUBLISHED', 90],
  ['ARCHIVED', 4],
  ['WITHDRAWN', 3],
  ['DRAFT', 3],
] as const;
const audiences = [
  ['PUBLIC', 88],
  ['NETWORK', 10],
  ['ORGANIZATION', 2],
] as const;

const FIRST_DAY = Date.UTC(2024, 0, 8);
const SPAN = 700 * 86_400_000;

/** The entry of that number. It depends on the seed, the number and the world, on nothing else. */
export function inventEntry(seed: number, number: number, world: BenchWorld): BenchEntry {
  const random = new Random(seed, number);
  const kind = random.weighted(kinds);
  const state = random.weighted(states);
  const audience = random.weighted(audiences);
  const [network] = world.organizations;
  const subject = random.zipf(world.organizations.slice(1));
  const owner = network && random.chance(0.05) ? network : subject;
  const content = contentOf(random, kind, subject, world);
  const created = FIRST_DAY + Math.floor(random.next() * SPAN);
  const published = state === 'DRAFT' ? null : new Date(created + random.integer(1, 20 * 86_400) * 1_000);
  const revisions = state !== 'DRAFT' && random.chance(0.1) ? 2 : 1;
  return {
    id: random.uuid(created),
    kind,
    owner,
    subject,
    state,
    audience,
    content,
    ...textHashes(content),
    revisions,
    version: state === 'DRAFT' ? 0 : revisions + (state === 'PUBLISHED' ? 0 : 1),
    createdAt: new Date(created).toISOString(),
    publishedAt: published?.toISOString() ?? null,
    reviewBy: state === 'PUBLISHED' && published ? reviewOf(kind, content, published) : null,
    adoptions: state === 'PUBLISHED' && kind === 'USE_CASE' ? adoptionsOf(random, world, subject, created) : [],
  };
}

function contentOf(
  random: Random,
  kind: string,
  organization: BenchOrganization,
  world: BenchWorld,
): Readonly<Record<string, unknown>> {
  const subject = { topic: random.zipf(topics), organization: organization.name, project: properName(random) };
  if (kind === 'PROCUREMENT_CLAUSE') return clauseContent(random, subject);
  return kind === 'DATA_CHARTER' ? charterContent(random, subject) : useCaseContent(random, subject, world.systems);
}

function reviewOf(kindName: string, content: Readonly<Record<string, unknown>>, published: Date): string | null {
  const kind = kindOf(kindName);
  return nextReview(published, { highRisk: kind.isHighRisk(content), ended: kind.isEnded(content) });
}

/** Most entries are reused by nobody, a few by many. */
function adoptionsOf(
  random: Random,
  world: BenchWorld,
  subject: BenchOrganization,
  created: number,
): readonly BenchAdoption[] {
  if (random.chance(0.7)) return [];
  const others = random
    .some(world.organizations.slice(1), 1 + random.zipfRank(12))
    .filter(({ id }) => id !== subject.id);
  return others.map((organization) => {
    const state = random.zipf(['INTERESTED', 'STUDYING', 'PILOT', 'LIVE', 'DROPPED']);
    const reason = state === 'DROPPED' ? 'Moyens insuffisants cette année (démonstration).' : null;
    return { id: random.uuid(created), organizationId: organization.id, state, reason };
  });
}
