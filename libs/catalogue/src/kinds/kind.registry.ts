import { envelopeFields } from '../fields/envelope/envelope.fields.js';
import { enumeration, type Enumeration } from '../fields/enumeration.js';
import { fieldsIn, type FieldTable, type Requirement } from '../fields/field.js';
import { dataCharterKind } from './data-charter/data-charter.kind.js';
import type { EntryKind } from './kind.js';
import { procurementClauseKind } from './procurement-clause/procurement-clause.kind.js';
import { useCaseKind } from './use-case/use-case.kind.js';

/** Every kind of entry of the product. A new kind is one folder and one line here. */
export const entryKinds: readonly EntryKind[] = [useCaseKind, procurementClauseKind, dataCharterKind];

const byName: ReadonlyMap<string, EntryKind> = new Map(entryKinds.map((kind) => [kind.kind, kind]));

/** @throws RangeError for a name that is no kind: stored entries and typed inputs never have one */
export function kindOf(kind: string): EntryKind {
  const found = byName.get(kind);
  if (!found) throw new RangeError(`No such kind of entry: ${kind}`);
  return found;
}

export function isKind(kind: string): boolean {
  return byName.has(kind);
}

/** Name of the field that holds a kind's own content beside the envelope's: `useCase` for `USE_CASE`. */
export function contentFieldOf({ typeName }: EntryKind): string {
  return `${typeName.charAt(0).toLowerCase()}${typeName.slice(1)}`;
}

/** The kinds as a closed set with labels. */
export const kindEnumeration: Enumeration = enumeration(
  'EntryKind',
  ['Type de fiche', 'Kind of entry'],
  Object.fromEntries(entryKinds.map(({ kind, label }) => [kind, [label.fr, label.en] as const])),
);

const tables = new WeakMap<EntryKind, FieldTable>();

/** Envelope and kind's fields in one table. @throws Error when a kind declares a name of the envelope */
export function allFieldsOf(kind: EntryKind): FieldTable {
  const known = tables.get(kind);
  if (known) return known;
  const clash = Object.keys(kind.fields).filter((name) => name in envelopeFields);
  if (clash.length > 0) throw new Error(`${kind.kind} declares fields of the envelope: ${clash.join(', ')}`);
  const table: FieldTable = { ...envelopeFields, ...kind.fields };
  tables.set(kind, table);
  return table;
}

/** A field that must be answered, and when. */
export interface RequirementRow {
  /** E.g. `['cost', 'oneOffBand']`. */
  readonly path: readonly string[];
  readonly requirement: Requirement;
}

/** Everything a kind asks for, by stage and risk, in one table; derived from its fields. */
export function requirementTable(kind: EntryKind): readonly RequirementRow[] {
  const known = requirements.get(kind);
  if (known) return known;
  const rows = requirementRows(kind);
  requirements.set(kind, rows);
  return rows;
}

const requirements = new WeakMap<EntryKind, readonly RequirementRow[]>();

function requirementRows(kind: EntryKind): readonly RequirementRow[] {
  return fieldsIn(allFieldsOf(kind)).flatMap(({ field, path, inList }) =>
    field.required && !inList ? [{ path, requirement: field.required }] : [],
  );
}

/**
 * One name, one meaning: GraphQL types and enums are made from these names.
 * @throws Error when two different groups or closed sets share a name
 */
export function assertUniqueNames(kinds: readonly EntryKind[]): void {
  const seen = new Map<string, unknown>();
  for (const { field } of kinds.flatMap((kind) => fieldsIn(allFieldsOf(kind)))) {
    const shape = field.shape.type === 'LIST' ? field.shape.of.shape : field.shape;
    if (shape.type === 'LIST') throw new Error(`A list of lists has no form: ${field.label.en}`);
    if (shape.type !== 'OBJECT' && shape.type !== 'ENUM') continue;
    const [name, meaning] =
      shape.type === 'OBJECT' ? [shape.name, shape.fields] : [shape.enumeration.name, shape.enumeration];
    if (seen.has(name) && seen.get(name) !== meaning) throw new Error(`Two meanings of the name ${name}`);
    seen.set(name, meaning);
  }
}

assertUniqueNames(entryKinds);
