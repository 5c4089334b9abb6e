import { editDistance, localize, type UserError, UserInputError } from '@maillage/kernel';
import { type ValidationError, validateSync } from 'class-validator';
import type { EntryKind } from '../kinds/kind.js';
import { allFieldsOf } from '../kinds/kind.registry.js';
import type { EntryContent } from './entry-content.js';
import type { Field, FieldTable } from './field.js';
import { contentClassOf, type RuleText, ruleTextOf } from './rules/content-class.js';
import { ruleMessages } from './rules/rule.messages.js';

/** No declared content is deeper; hostile input is cut here. */
const MAX_DEPTH = 8;
const MAX_PROBLEMS = 100;

/**
 * A content that may be stored: outer white space trimmed, empty answers absent, defaults and derived values filled in.
 * Total: any JSON value gives a content or errors, never anything else. Idempotent on what it returns.
 * @throws UserInputError naming every field at fault, with paths that start at the field
 */
export function validateContent(kind: EntryKind, raw: unknown, path: readonly string[] = []): EntryContent {
  const table = allFieldsOf(kind);
  const problems: UserError[] = [];
  const content = shaped(table, raw, path, problems, 0);
  for (const error of validateSync(content, { stopAtFirstError: false, forbidUnknownValues: false })) {
    collect(error, path, problems);
  }
  if (problems.length > 0) throw new UserInputError(problems.slice(0, MAX_PROBLEMS));
  const derived = plain(kind.derive(withInitials(table, plain(content) as EntryContent))) as EntryContent;
  const broken = kind.check(derived);
  if (broken.length > 0)
    throw new UserInputError(broken.map((error) => ({ ...error, path: [...path, ...error.path] })));
  return derived;
}

/** An instance of the table's class, normalised; unknown names are reported with the nearest known one. */
function shaped(
  table: FieldTable,
  raw: unknown,
  path: readonly string[],
  problems: UserError[],
  depth: number,
): Record<string, unknown> {
  const instance = new (contentClassOf(table))();
  if (raw === null || typeof raw !== 'object' || Array.isArray(raw) || depth > MAX_DEPTH) return instance;
  for (const [name, value] of Object.entries(raw)) {
    const field = Object.hasOwn(table, name) ? table[name] : undefined;
    if (!field) {
      if (!isEmpty(value)) problems.push(unknownField(table, name, path));
      continue;
    }
    const normal = normalised(field, value, [...path, name], problems, depth);
    if (!isEmpty(normal)) instance[name] = normal;
  }
  return instance;
}

function normalised(
  field: Field<unknown>,
  value: unknown,
  path: readonly string[],
  problems: UserError[],
  depth: number,
): unknown {
  const { shape } = field;
  if (typeof value === 'string') {
    return shape.type === 'TEXT' && shape.format === 'VERBATIM'
      ? value.normalize('NFC')
      : value.normalize('NFC').trim();
  }
  if (shape.type === 'LIST' && Array.isArray(value)) {
    return value
      .map((item, index) => normalised(shape.of, item, [...path, String(index)], problems, depth))
      .filter((item) => !isEmpty(item));
  }
  if (shape.type === 'OBJECT' && value !== null && typeof value === 'object' && !Array.isArray(value)) {
    const inner = shaped(shape.fields, value, path, problems, depth + 1);
    return Object.keys(inner).length === 0 ? undefined : inner;
  }
  return value;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function unknownField(table: FieldTable, name: string, path: readonly string[]): UserError {
  const short = name.slice(0, 60);
  const near = Object.keys(table).find(
    (known) => known.toLowerCase() === short.toLowerCase() || editDistance(known, short) <= 2,
  );
  const suggestion = near
    ? { fr: ` Vouliez-vous dire « ${near} » ?`, en: ` Did you mean “${near}”?` }
    : { fr: '', en: '' };
  const message = {
    fr: localize(ruleMessages.UNKNOWN_FIELD, { name: short, suggestion: suggestion.fr }).fr,
    en: localize(ruleMessages.UNKNOWN_FIELD, { name: short, suggestion: suggestion.en }).en,
  };
  return { code: 'UNKNOWN_FIELD', message, path: [...path, short] };
}

function collect(error: ValidationError, path: readonly string[], problems: UserError[]): void {
  const here = [...path, error.property];
  // A missing or wrongly typed value breaks every other rule too: only the first cause is told.
  const [first] = Object.values(error.constraints ?? {})
    .flatMap((reported) => ruleTextOf(reported) ?? [])
    .sort((a, b) => order(a) - order(b));
  if (first) problems.push({ code: first.code, message: shownValue(first.message, error.value), path: here });
  for (const child of error.children ?? []) collect(child, here, problems);
}

const PRIORITY = ['MANDATORY', 'TYPE', 'CONTROL_CHARACTER', 'SPREADSHEET_SERIAL', 'ARTEFACT', 'TOO_LONG'];

function order(text: RuleText): number {
  const rank = PRIORITY.indexOf(text.code);
  return rank < 0 ? PRIORITY.length : rank;
}

function shownValue(message: UserError['message'], value: unknown): UserError['message'] {
  // Never String(value): a hostile object may carry a `toString` of its own.
  const shown = (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, 40);
  return { fr: message.fr.replace('$value', () => shown), en: message.en.replace('$value', () => shown) };
}

function withInitials(table: FieldTable, content: EntryContent): EntryContent {
  const initials = Object.entries(table).flatMap(([name, field]) =>
    field.initial !== undefined && content[name] === undefined ? [[name, field.initial] as const] : [],
  );
  return initials.length === 0 ? content : { ...content, ...Object.fromEntries(initials) };
}

/** Plain JSON data, without classes and absent values. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([name, inner]) => [name, plain(inner)]),
  );
}
