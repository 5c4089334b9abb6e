import type { EntryPushAnswer, EntryPushCommand, EntryPushItem, PushOutcome } from '@maillage/catalogue';
import { type Language, UserInputError } from '@maillage/kernel';
import { userErrorIn } from '../../errors/graphql-error.filter.js';
import { contentCommand } from '../entry-content.mapper.js';
import type { EntriesImportInput, EntryImportItemInput } from './entries-import.inputs.js';
import type { EntriesImportPayload } from './entries-import.payload.js';

export function pushCommand(input: EntriesImportInput): EntryPushCommand {
  const { batchId, source, ownerId, publish, dryRun, items, idempotencyKey } = input;
  const sent = { batchId, source, publish, dryRun, items: items.map(itemOf) };
  return { ...sent, ownerId: ownerId ?? null, idempotencyKey: idempotencyKey ?? null };
}

/** A content of no kind, or of two, is told of its item alone. */
function itemOf(item: EntryImportItemInput): EntryPushItem {
  const { sourceId, sourceUrl, state, content, subjectOrganizationId, audience, baseRevision } = item;
  const sent = { sourceId, sourceUrl, state, subjectOrganizationId, audience, baseRevision };
  if (!content) return { ...sent, content: null };
  try {
    const { kind, kindField, content: values } = contentCommand(content, ['content']);
    return { ...sent, content: { kind, kindField, values, relations: content.relations ?? [] } };
  } catch (error) {
    if (!(error instanceof UserInputError)) throw error;
    return { ...sent, content: null, errors: error.errors };
  }
}

export function importPayload(
  { results, replayed }: EntryPushAnswer,
  language: Language,
): Omit<EntriesImportPayload, 'userErrors'> {
  const count = (wanted: PushOutcome): number => results.filter(({ outcome }) => outcome === wanted).length;
  return {
    results: results.map((result) => ({ ...result, errors: result.errors.map((one) => userErrorIn(one, language)) })),
    counts: {
      created: count('CREATED'),
      updated: count('UPDATED'),
      unchanged: count('UNCHANGED'),
      conflicts: count('CONFLICT'),
      rejected: count('REJECTED'),
      withdrawn: count('WITHDRAWN'),
    },
    replayed,
  };
}
