import type { Audience } from '@maillage/identity';
import type { EntryKind } from '../kinds/kind.js';
import { allFieldsOf } from '../kinds/kind.registry.js';
import type { EntryContent } from './entry-content.js';
import type { Field, FieldTable } from './field.js';

/** What an audience sees of a content: fields of a narrower audience are left out, at every depth, and so are groups of nothing else. Pure. */
export function projectContent(kind: EntryKind, content: EntryContent, audience: Audience): EntryContent {
  return audience === 'PUBLIC' ? publicPart(allFieldsOf(kind), content) : content;
}

/**
 * Goes by the table, whose names are sorted once: a value that it does not know any more is shown to nobody, and what is
 * shown is in the order that canonical JSON asks for.
 */
function publicPart(table: FieldTable, content: EntryContent): EntryContent {
  const shown: Record<string, unknown> = {};
  for (const [name, field] of publicFields(table)) {
    const value = content[name];
    const seen = value === undefined ? undefined : publicValue(field, value);
    if (seen !== undefined) shown[name] = seen;
  }
  return shown;
}

const known = new WeakMap<FieldTable, readonly (readonly [string, Field<unknown>])[]>();

function publicFields(table: FieldTable): readonly (readonly [string, Field<unknown>])[] {
  const found = known.get(table);
  if (found) return found;
  const fields = Object.keys(table)
    .sort()
    .flatMap((name) => {
      const field = table[name];
      return field?.audience === 'PUBLIC' ? [[name, field] as const] : [];
    });
  known.set(table, fields);
  return fields;
}

/** Undefined for a group or a list of which nothing is left: an empty one would tell that something is withheld. */
function publicValue(field: Field<unknown>, value: unknown): unknown {
  const { shape } = field;
  if (shape.type === 'OBJECT' && value !== null && value !== undefined) {
    const part = publicPart(shape.fields, value as EntryContent);
    return Object.keys(part).length === 0 ? undefined : part;
  }
  if (shape.type === 'LIST' && Array.isArray(value)) {
    const items = value.map((item) => publicValue(shape.of, item)).filter((item) => item !== undefined);
    return items.length === 0 ? undefined : items;
  }
  return value;
}
