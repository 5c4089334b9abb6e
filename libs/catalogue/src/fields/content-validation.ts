import { editDistance, localize, type UserError, UserInputError } from '@maillage/kernel';
import type { EntryKind } from '../kinds/kind.js';
import { allFieldsOf } from '../kinds/kind.registry.js';
import type { EntryContent } from './entry-content.js';
import type { Field, FieldTable } from './field.js';
import { contentRules, type FieldRules, type Rule } from './rules/content-rules.js';
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
  collect(contentRules(table), content, path, problems);
  if (problems.length > 0) throw new UserInputError(problems.slice(0, MAX_PROBLEMS));
  const derived = plain(kind.derive(withInitials(table, content))) as EntryContent;
  const broken = kind.check(derived);
  if (broken.length > 0)
    throw new UserInputError(broken.map((error) => ({ ...error, path: [...path, ...error.path] })));
  return derived;
}

/** A copy, normalised; unknown names are reported with the nearest known one. */
function shaped(
  table: FieldTable,
  raw: unknown,
  path: readonly string[],
  problems: UserError[],
  depth: number,
): Record<string, unknown> {
  const content: Record<string, unknown> = {};
  if (raw === null || typeof raw !== 'object' || Array.isArray(raw) || depth > MAX_DEPTH) return content;
  for (const [name, value] of Object.entries(raw)) {
    const field = Object.hasOwn(table, name) ? table[name] : undefined;
    if (!field) {
      if (!isEmpty(value)) problems.push(unknownField(table, name, path));
      continue;
    }
    const normal = normalised(field, value, [...path, name], problems, depth);
    if (!isEmpty(normal)) content[name] = normal;
  }
  return content;
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

/** Of each value the first cause alone is told. */
function collect(
  fields: readonly FieldRules[],
  content: Readonly<Record<string, unknown>>,
  path: readonly string[],
  problems: UserError[],
): void {
  for (const { name, mandatory, rules, group } of fields) {
    const value = content[name];
    if (value === undefined) {
      if (mandatory) problems.push(problemOf(mandatory, value, [...path, name]));
      continue;
    }
    const broken = rules.find((rule) => !rule.passes(value));
    if (broken) problems.push(problemOf(broken, value, [...path, name]));
    if (!group) continue;
    if (!group.isListed) collectGroup(group, value, [...path, name], problems);
    else if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) collectGroup(group, item, [...path, name, String(index)], problems);
    }
  }
}

function collectGroup(
  { fields, rule }: NonNullable<FieldRules['group']>,
  value: unknown,
  path: readonly string[],
  problems: UserError[],
): void {
  if (rule.passes(value)) collect(fields, value as Readonly<Record<string, unknown>>, path, problems);
  else problems.push(problemOf(rule, value, path));
}

function problemOf({ code, message }: Rule, value: unknown, path: readonly string[]): UserError {
  return { code, message: shownValue(message, value), path };
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
