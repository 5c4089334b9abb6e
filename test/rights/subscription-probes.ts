import { ActorService, visitor } from '@maillage/identity';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { parse, subscribe } from 'graphql';
import type { Cast } from './cast.js';
import { WHO, type Who } from './expectation.js';
import type { Probe } from './probe.js';

/** Root fields of subscriptions: they are for everybody. */
export const SUBSCRIPTIONS = ['feedAdvanced'] as const;

const documents: Readonly<Record<(typeof SUBSCRIPTIONS)[number], string>> = {
  feedAdvanced: 'subscription { feedAdvanced { headSeq } }',
};

/** Each of them by everybody, as the server of graphql-ws runs them. */
export function subscriptionProbes(cast: Cast): Probe[] {
  return SUBSCRIPTIONS.flatMap((field) =>
    WHO.map((who) => ({
      name: `subscription ${field}, as ${who}`,
      who,
      actions: [field],
      quick: who === 'vis' || who === 'por' || who === 'rea',
      run: async () => {
        const refusal = await refusalOf(cast, who, documents[field]);
        return refusal === null ? [] : [`${field} is refused to ${who}: ${refusal}`];
      },
    })),
  );
}

async function refusalOf({ api, keys }: Cast, who: Who, document: string): Promise<string | null> {
  const key = keys.get(who);
  const actors = api.app.get(ActorService, { strict: false });
  const contextValue = {
    language: 'fr',
    requestId: 'probe',
    address: 'probe',
    isIdentified: key !== undefined,
    identify: () => actors.actorFor(key && `Bearer ${key}`),
    actor: visitor,
    isLate: false,
  };
  const { schema } = api.app.get(GraphQLSchemaHost, { strict: false });
  const stream = await subscribe({ schema, document: parse(document), contextValue });
  if (!(Symbol.asyncIterator in stream)) return JSON.stringify(stream.errors);
  await stream.return?.(undefined);
  return null;
}
