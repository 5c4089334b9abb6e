import { localize, type UserError, UserInputError } from '@maillage/kernel';
import { prepareImportRow } from '../workflow/entry-import.row.js';
import type { EntryPushItem } from './entry-push.js';
import { pushMessages as messages } from './entry-push.messages.js';
import type { ItemInHand } from './push-batch.js';

const MAX_SOURCE_ID = 300;
/** Items between two turns that others get: some 20 ms of checks. */
const IN_A_ROW = 50;

/**
 * Every check of the items that needs no database. What is at fault is told of its item and stops no other.
 * @param turn lets the other requests of the process go on
 */
export async function itemsInHand(
  items: readonly EntryPushItem[],
  ownerId: string,
  turn: () => Promise<unknown>,
): Promise<readonly ItemInHand[]> {
  const met = new Map<string, number>();
  const hands: ItemInHand[] = [];
  for (const [index, item] of items.entries()) {
    if (index > 0 && index % IN_A_ROW === 0) await turn();
    const first = met.get(item.sourceId);
    if (first === undefined) met.set(item.sourceId, index);
    const twice = first === undefined ? [] : [errorOf('ITEM_TWICE', { first })];
    hands.push({ index, item, ...checked(item, ownerId, twice) });
  }
  return hands;
}

function checked(
  item: EntryPushItem,
  ownerId: string,
  known: readonly UserError[],
): Pick<ItemInHand, 'row' | 'errors'> {
  const { sourceId, state, content } = item;
  const nameless = sourceId.trim() === '' || sourceId.length > MAX_SOURCE_ID ? [errorOf('SOURCE_ID')] : [];
  const errors = [...known, ...nameless];
  if (state === 'ARCHIVED' || state === 'WITHDRAWN') return { row: null, errors };
  errors.push(...(item.errors ?? []));
  if (!content && errors.length === 0) errors.push({ ...errorOf('CONTENT_REQUIRED'), path: ['content'] });
  if (!content || errors.length > 0) return { row: null, errors };
  try {
    const row = prepareImportRow({
      kind: content.kind,
      subjectOrganizationId: item.subjectOrganizationId ?? ownerId,
      content: content.values,
      relations: content.relations,
      origin: { sourceId, sourceUrl: item.sourceUrl ?? null, raw: {} },
    });
    return { row, errors };
  } catch (error) {
    if (!(error instanceof UserInputError)) throw error;
    return { row: null, errors: error.errors };
  }
}

function errorOf(
  code: 'ITEM_TWICE' | 'SOURCE_ID' | 'CONTENT_REQUIRED',
  values: Record<string, number> = {},
): UserError {
  return { code, message: localize(messages[code], values), path: ['sourceId'] };
}
