import type { Localized } from '@maillage/kernel';
import { canonicalJson } from '@maillage/kernel';
import type { EntryKind } from '../kinds/kind.js';
import { allFieldsOf } from '../kinds/kind.registry.js';
import type { EntryContent } from './entry-content.js';
import type { Field, FieldTable } from './field.js';

/** One answer that differs; absent values are undefined. */
export interface FieldDifference {
  /** Names and list positions, e.g. `['risks', '0', 'mitigation']`. */
  readonly path: readonly string[];
  readonly label: Localized;
  readonly before: unknown;
  readonly after: unknown;
}

/** Differences down to single answers; items of lists are compared by position. Pure. */
export function diffContent(kind: EntryKind, before: EntryContent, after: EntryContent): readonly FieldDifference[] {
  return diffTable(allFieldsOf(kind), before, after, []);
}

function diffTable(
  table: FieldTable,
  before: EntryContent,
  after: EntryContent,
  path: readonly string[],
): FieldDifference[] {
  return Object.entries(table).flatMap(([name, field]) => diffValue(field, before[name], after[name], [...path, name]));
}

function diffValue(field: Field<unknown>, before: unknown, after: unknown, path: readonly string[]): FieldDifference[] {
  if (canonicalJson(before ?? null) === canonicalJson(after ?? null)) return [];
  const { shape } = field;
  if (shape.type === 'OBJECT') {
    return diffTable(shape.fields, (before ?? {}) as EntryContent, (after ?? {}) as EntryContent, path);
  }
  if (shape.type === 'LIST' && shape.of.shape.type === 'OBJECT') {
    const [old, now] = [before, after].map((value) => (Array.isArray(value) ? (value as unknown[]) : []));
    const length = Math.max(old?.length ?? 0, now?.length ?? 0);
    return Array.from({ length }, (_, index) =>
      diffValue(shape.of, old?.[index], now?.[index], [...path, String(index)]),
    ).flat();
  }
  return [{ path, label: field.label, before, after }];
}
