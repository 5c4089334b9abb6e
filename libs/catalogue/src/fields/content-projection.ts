import type { Audience } from '@maillage/identity';
import type { EntryKind } from '../kinds/kind.js';
import { allFieldsOf } from '../kinds/kind.registry.js';
import type { EntryContent } from './entry-content.js';
import type { Field, FieldTable } from './field.js';

/** What an audience sees of a content: fields of a narrower audience are left out, at every depth. Pure. */
export function projectContent(kind: EntryKind, content: EntryContent, audience: Audience): EntryContent {
  return audience === 'PUBLIC' ? publicPart(allFieldsOf(kind), content) : content;
}

function publicPart(table: FieldTable, content: EntryContent): EntryContent {
  const shown: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(content)) {
    const field = table[name];
    // A value that the table does not know any more is shown to nobody.
    if (field && field.audience === 'PUBLIC' && value !== undefined) shown[name] = publicValue(field, value);
  }
  return shown;
}

function publicValue(field: Field<unknown>, value: unknown): unknown {
  const { shape } = field;
  if (shape.type === 'OBJECT' && value !== null) return publicPart(shape.fields, value as EntryContent);
  if (shape.type === 'LIST' && Array.isArray(value)) return value.map((item) => publicValue(shape.of, item));
  return value;
}
