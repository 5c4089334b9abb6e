import type { EntryReadingService } from '@maillage/catalogue';
import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../request/request-context.js';
import { selects } from '../request/selection.js';
import { entryPartsAt } from './entry-parts.js';
import { entryObject } from './entry.mapper.js';

const partsOfPayload = entryPartsAt(['entry']);

/** The entry after a mutation, read anew as its caller sees it; not read when nobody asks for it. */
export async function payloadEntry(
  reading: EntryReadingService,
  context: RequestContext,
  id: string,
  info: GraphQLResolveInfo,
): Promise<{ readonly entry: object | null }> {
  if (!selects(info, 'entry')) return { entry: null };
  const entry = await reading.entry(context.actor, id, null, partsOfPayload(info));
  return { entry: entry && entryObject(entry, context.language) };
}
