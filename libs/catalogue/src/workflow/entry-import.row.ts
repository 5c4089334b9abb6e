import { contentHash, localize, type UserError, UserInputError } from '@maillage/kernel';
import { entryMessages } from '../domain/entry.messages.js';
import { personalDataErrors, personalDataIn } from '../fields/content-personal-data.js';
import { validateContent } from '../fields/content-validation.js';
import { kindOf } from '../kinds/kind.registry.js';
import type { EntryImportResult, EntryImportRow, PreparedImportRow } from './entry-import.js';
import { textHashes } from './entry-text.js';

/**
 * Every check of a row that needs no database. Nobody is there to decide on personal data: it is refused.
 * @throws UserInputError naming every fault of the content at once
 */
export function prepareImportRow(row: EntryImportRow): PreparedImportRow {
  const { kind, subjectOrganizationId, audience = 'PUBLIC', relations = [] } = row;
  const content = validateContent(kindOf(kind), row.content);
  const personal = personalDataIn(kindOf(kind), content);
  if (personal.length > 0) throw new UserInputError(personalDataErrors(personal, []));
  const { sourceId, sourceUrl = null, raw } = row.origin;
  const hash = contentHash({ kind, subjectOrganizationId, content, relations, raw });
  const origin = { sourceId, sourceUrl, raw };
  return { kind, subjectOrganizationId, audience, content, relations, origin, hash, ...textHashes(content) };
}

/** Classes of SQLSTATE that tell of the data: bad values, broken constraints, limits, a trigger's refusal. */
const DATA_FAULTS: ReadonlySet<string> = new Set(['22', '23', '54', 'P0']);

/** True for what one row alone may be to blame for. */
export function isFaultOfARow(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && code.length === 5 && DATA_FAULTS.has(code.slice(0, 2));
}

export function refusedByDatabase(error: unknown): EntryImportResult {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  const told = localize(entryMessages.ROW_NOT_STORABLE, { code, reason: message.slice(0, 300) });
  const errors: UserError[] = [{ code: 'ROW_NOT_STORABLE', message: told, path: [] }];
  return { outcome: 'REFUSED', entryId: null, revision: null, published: false, conflict: null, errors };
}
