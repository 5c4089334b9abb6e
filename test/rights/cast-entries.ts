import { EntryClosingService, EntryReviewService, EntryWritingService } from '@maillage/catalogue';
import { type Audience, systemActor } from '@maillage/identity';
import { useCaseContent } from '../factories/use-case.factory.js';
import type { TestApi } from '../support/test-api.js';
import type { OrganizationName } from './people.js';

export interface SeededEntries {
  /** Ids of entries by what is special about them: `A network`, `P taken`. */
  readonly entries: Readonly<Record<string, string>>;
  /** Ids of systems and suppliers by the entry that uses them. */
  readonly systems: Readonly<Record<string, string>>;
  readonly suppliers: Readonly<Record<string, string>>;
}

/** In every title of the cast, and in nothing else. */
export const WORD = 'zephirinette';
export const MAILBOX = 'numerique@ville-demonstration.example';
export const EXACT_EUR = 12_345;

const actor = systemActor('test', ['entry:write', 'import:publish', 'moderate']);

interface Seeding {
  readonly audience?: Audience;
  /** How far it goes; by default it is published. */
  readonly until?: 'DRAFT' | 'SUBMITTED' | 'RETURNED' | 'PUBLISHED';
  readonly relations?: readonly { readonly type: string; readonly target: string }[];
  readonly subject?: OrganizationName;
  readonly system?: string;
}

/** Entries in every state and audience, through the services that make them so. */
export async function seedEntries(
  api: TestApi,
  organizations: Readonly<Record<OrganizationName, string>>,
): Promise<SeededEntries> {
  const entries: Record<string, string> = {};
  const seed = async (name: string, seeding: Seeding = {}): Promise<string> => {
    const id = await seedEntry(api, organizations, name, seeding);
    entries[name] = id;
    return id;
  };
  const closing = api.app.get(EntryClosingService, { strict: false });
  const archive = async (name: string, audience: Audience): Promise<void> => {
    await closing.archive(actor, { id: await seed(name, { audience }) });
  };
  await seed('A public', { system: 'Zirkon public' });
  await seed('A network', { audience: 'NETWORK', system: 'Zirkon network' });
  await seed('A house', { audience: 'ORGANIZATION', system: 'Zirkon house' });
  await archive('A archived', 'PUBLIC');
  await archive('A archived network', 'NETWORK');
  await archive('A archived house', 'ORGANIZATION');
  await seed('A draft', { until: 'DRAFT' });
  await seed('A submitted', { until: 'SUBMITTED' });
  await seed('A submitted network', { until: 'SUBMITTED', audience: 'NETWORK' });
  await seed('A submitted house', { until: 'SUBMITTED', audience: 'ORGANIZATION' });
  await seed('A returned', { until: 'RETURNED' });
  await revise(api, await seed('A revised'));
  const pointsAt = ['A public', 'A network', 'A house'].map((name) => ({
    type: 'DERIVED_FROM',
    target: entries[name] ?? '',
  }));
  await seed('A pointing', { relations: [] });
  await pointFrom(api, entries['A pointing'] ?? '', pointsAt);
  await closing.withdraw(actor, { id: await seed('A withdrawn') });
  await closing.merge(actor, {
    id: await seed('A merged network', { audience: 'NETWORK' }),
    intoId: entries['A public'] ?? '',
  });
  await take(api, await seed('A taken'));
  await seed('P public');
  await take(api, await seed('P taken'));
  await take(api, await seed('P taken network', { audience: 'NETWORK' }));
  await seed('P draft', { until: 'DRAFT' });
  await seed('P submitted', { until: 'SUBMITTED' });
  for (const name of ['A closed', 'P closed', 'N closed']) {
    await closing.withdraw(actor, { id: await seed(name, { until: 'SUBMITTED' }) });
  }
  await revise(api, await seed('P revised'));
  await revise(api, await seed('N revised'));
  // A draft: what is found and counted stays as written.
  await seed('B named', { until: 'DRAFT' });
  await seed('N public');
  await seed('N house', { audience: 'ORGANIZATION' });
  await seed('N draft', { until: 'DRAFT' });
  await seed('N submitted', { until: 'SUBMITTED' });
  await closing.withdraw(actor, { id: await seed('N about A', { subject: 'A' }) });
  await closing.withdraw(actor, { id: await seed('N about P', { subject: 'P' }) });
  const [systems, suppliers] = await Promise.all(['system', 'supplier'].map((table) => referencesOf(api, table)));
  return { entries, systems: systems ?? {}, suppliers: suppliers ?? {} };
}

async function seedEntry(
  api: TestApi,
  organizations: Readonly<Record<OrganizationName, string>>,
  name: string,
  seeding: Seeding,
): Promise<string> {
  const review = api.app.get(EntryReviewService, { strict: false });
  const owner = organizations[name.slice(0, 1) as OrganizationName];
  const { audience = 'PUBLIC', until = 'PUBLISHED', relations, subject, system } = seeding;
  const content = useCaseContent({ title: `${WORD} ${name}`, contact: MAILBOX, cost: { oneOffEur: EXACT_EUR } });
  const written = await api.app.get(EntryWritingService, { strict: false }).create(actor, {
    kind: 'USE_CASE',
    ownerId: owner,
    content,
    audience,
    ...(subject && { subjectOrganizationId: organizations[subject] }),
    ...(relations && { relations }),
    ...(system && { proposedSystem: { name: system, supplier: { name: `${system} SA` } } }),
  });
  const { id } = written;
  const move = { id, baseRevision: 1 };
  if (until === 'SUBMITTED' || until === 'RETURNED') await review.submit(actor, move);
  if (until === 'RETURNED') await review.requestChanges(actor, { ...move, comment: 'À revoir (démonstration).' });
  if (until === 'PUBLISHED') await review.publish(actor, move);
  return id;
}

/** A submitted revision beside what is published, with another contact. */
async function revise(api: TestApi, id: string): Promise<void> {
  const content = useCaseContent({ title: `${WORD} A revised`, contact: `nouvelle-${MAILBOX}` });
  await api.app.get(EntryWritingService, { strict: false }).revise(actor, { id, baseRevision: 1, content });
  await api.app.get(EntryReviewService, { strict: false }).submit(actor, { id, baseRevision: 2 });
}

/** Relations to entries that only their owner's people may name: written where no right is asked. */
async function pointFrom(
  api: TestApi,
  id: string,
  relations: readonly { readonly type: string; readonly target: string }[],
): Promise<void> {
  for (const [position, { type, target }] of relations.entries()) {
    await api.rows(
      `INSERT INTO entry_relation (entry_id, revision, position, type, target_entry_id) VALUES ($1, 1, $2, $3, $4)`,
      [id, position, type, target],
    );
  }
}

/** As if an importer had taken it from a source. */
async function take(api: TestApi, id: string): Promise<void> {
  await api.rows(
    `UPDATE entry SET origin_source = 'demonstration', origin_source_id = $1::text, origin_raw = '{"titre": "brut"}'
      WHERE id = $1::uuid`,
    [id],
  );
}

async function referencesOf(api: TestApi, table: string): Promise<Record<string, string>> {
  const rows = await api.rows<{ id: string; name: string }>(`SELECT id, name FROM ${table} WHERE name LIKE 'Zirkon %'`);
  return Object.fromEntries(rows.map(({ id, name }) => [/Zirkon (\w+)/.exec(name)?.[1] ?? name, id]));
}
