import type { EntryReadingService } from '@maillage/catalogue';
import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../request/request-context.js';
import { childNames, selects } from '../request/selection.js';
import { entryPartsAt } from './entry-parts.js';
import { entryObject } from './entry.mapper.js';

const partsOfPayload = entryPartsAt(['entry']);

/**
 * The entry after a mutation, read anew as its caller sees it; not read when nobody asks for it.
 * @param known what the mutation itself tells of it: enough for a caller who asks no more
 */
export async function payloadEntry(
  reading: EntryReadingService,
  context: RequestContext,
  id: string,
  info: GraphQLResolveInfo,
  known: Readonly<Record<string, unknown>> | null = null,
): Promise<{ readonly entry: object | null }> {
  if (!selects(info, 'entry')) return { entry: null };
  if (known && childNames(info, 'entry').every((name) => name in known)) return { entry: known };
  const entry = await reading.entry(context.actor, id, null, partsOfPayload(info));
  return { entry: entry && entryObject(entry, context.language) };
}
