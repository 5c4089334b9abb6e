import { type Transaction, UnitOfWork } from '@maillage/database';
import { ActorService, ApiKeyRepository, AuditRepository, hashSecret, makeKey, parseKey } from '@maillage/identity';
import { DomainError, newId } from '@maillage/kernel';
import { type DemoPerson, readDemoKeys, writeDemoKeys } from '../demo-keys.js';
import type { Services } from '../reference/reference-data.js';
import { people, type PersonDefinition } from './content/people.js';
import { subjectOf, territoryIdOf } from './demo-cast.js';
import { DemoKeyRepository } from './demo-key.repository.js';
import { seedActor } from './network-bodies.js';

const DAY = 86_400_000;
const VALID_DAYS = 365;

/** Someone of the demonstration that a key can be given to. */
type Holder = PersonDefinition & {
  /** Of the member; of a portal, its organization's. */
  readonly id: string;
  readonly organization: DemoPerson['organization'];
};

/**
 * A working key for each person of the demonstration. Those of the data folder that still work stay; the others are
 * made anew, and keys that nobody holds any more are revoked: a lost file gives nobody a second key.
 */
export async function ensureDemoKeys(services: Services, folder: string): Promise<readonly DemoPerson[]> {
  const holders = await services.get(UnitOfWork).run((transaction) => holdersIn(transaction));
  const kept = await readDemoKeys(folder);
  const held = await Promise.all(holders.map((holder) => workingKey(services, holder, kept)));
  if (held.every((person) => person !== null) && held.length === kept.length) return held;
  const made = await services.get(UnitOfWork).run(async (transaction) => {
    const working = held.flatMap((person) => (person ? [parseKey(person.key)?.shortId ?? ''] : []));
    await new DemoKeyRepository().revokeOthers(transaction, seedActor.name, working);
    const keys: DemoPerson[] = [];
    for (const [index, holder] of holders.entries()) {
      keys.push(held[index] ?? (await makeDemoKey(services, transaction, holder)));
    }
    return keys;
  });
  await writeDemoKeys(folder, made);
  return made;
}

/** Those that are still in the database: a network may drop people of the demonstration. */
async function holdersIn(transaction: Transaction): Promise<Holder[]> {
  const repository = new DemoKeyRepository();
  const members = new Map((await repository.members(transaction)).map((member) => [member.subject, member]));
  const holders: Holder[] = [];
  for (const person of people) {
    if (person.role === 'PORTAL') {
      const organization = await repository.organizationOfTerritory(transaction, territoryIdOf(person.place));
      if (organization) holders.push({ ...person, id: organization.id, organization });
      continue;
    }
    const member = members.get(subjectOf(person.key));
    if (member) holders.push({ ...person, name: member.name, id: member.id, organization: member.organization });
  }
  return holders;
}

/** The person's key of the file, if it still acts as that person. */
async function workingKey(services: Services, holder: Holder, kept: readonly DemoPerson[]): Promise<DemoPerson | null> {
  const person = kept.find(({ role, name }) => role === holder.role && name === holder.name);
  if (!person) return null;
  try {
    const actor = await services.get(ActorService).actorFor(`Bearer ${person.key}`);
    const id = actor.kind === 'PORTAL' ? actor.organizationId : actor.kind === 'MEMBER' ? actor.id : '';
    return id === holder.id ? person : null;
  } catch (error) {
    // revoked, expired, or of another database: it is made anew
    if (error instanceof DomainError && error.code === 'UNAUTHENTICATED') return null;
    throw error;
  }
}

async function makeDemoKey(services: Services, transaction: Transaction, holder: Holder): Promise<DemoPerson> {
  const { key, shortId, secret } = makeKey('demo');
  const { role, name, organization, scopes } = holder;
  const id = newId();
  await services.get(ApiKeyRepository).insert(transaction, {
    id,
    shortId,
    secretHash: hashSecret(secret),
    name,
    ...(role === 'PORTAL' ? { organizationId: holder.id } : { memberId: holder.id }),
    scopes,
    audience: 'NETWORK',
    expiresAt: new Date(Date.now() + VALID_DAYS * DAY),
    createdBy: seedActor.name,
  });
  await services
    .get(AuditRepository)
    .append(transaction, { actor: seedActor.name, action: 'demoKeyCreate', objectId: id });
  return { role, name, organization, key };
}
