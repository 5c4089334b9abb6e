import { API_KEY_SCOPES } from '@maillage/identity';
import { randomUUID } from 'node:crypto';
import { type Cast, createKey, createPerson, createWebhook, nameContact } from './cast.js';
import type { Who } from './expectation.js';
import { type OrganizationName, people } from './people.js';

/**
 * Before a call that uses its right up: the cast as it must be for it. Visitors and portals need none.
 * @param lacks a scope that the key has not
 */
type Double = (cast: Cast, who: Who, lacks?: string) => Promise<Cast>;

export const doubles: Readonly<Record<string, Double>> = {
  'entryContactRemove own': named,
  'memberErase own': doubled,
  'webhookDelete A': (cast, who, lacks) => withWebhook(cast, 'A', who, lacks),
  'webhookDelete P': (cast, who, lacks) => withWebhook(cast, 'P', who, lacks),
  'webhookDelete N': (cast, who, lacks) => withWebhook(cast, 'N', who, lacks),
};

async function named(cast: Cast, who: Who, lacks?: string): Promise<Cast> {
  const memberId = cast.memberIds.get(who);
  if (memberId !== undefined) await nameContact(cast.api, cast.entries['B named'], memberId);
  return lacks === undefined ? cast : { ...cast, keys: new Map([[who, await cast.keyWithout(who, lacks)]]) };
}

/** A receiver that may be deleted. */
async function withWebhook(cast: Cast, name: OrganizationName, who: Who, lacks?: string): Promise<Cast> {
  const webhooks = { ...cast.webhooks, [name]: await createWebhook(cast.api, cast.organizations[name]) };
  if (lacks === undefined) return { ...cast, webhooks };
  return { ...cast, webhooks, keys: new Map([[who, await cast.keyWithout(who, lacks)]]) };
}

/** Another person who is the same in every respect, and may be erased. */
async function doubled(cast: Cast, who: Who, lacks?: string): Promise<Cast> {
  const person = people[who];
  if (!person) return cast;
  const memberId = await createPerson(cast.api, cast.organizations, `${who} ${randomUUID()}`, person);
  const scopes = API_KEY_SCOPES.filter((scope) => scope !== person.without && scope !== lacks);
  const { key } = await createKey(cast.api, { memberId, scopes });
  return { ...cast, keys: new Map([[who, key]]), memberIds: new Map([[who, memberId]]) };
}
