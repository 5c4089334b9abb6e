import type { EntryKind } from '../kinds/kind.js';
import { allFieldsOf } from '../kinds/kind.registry.js';
import type { EntryContent } from './entry-content.js';
import type { Field, FieldTable } from './field.js';

/** Texts of a content by weight, for the search document. */
export interface SearchTexts {
  readonly title: string;
  readonly summary: string;
  readonly text: string;
}

/** Searchable texts of a content that was projected for its audience. Pure. */
export function searchTexts(kind: EntryKind, content: EntryContent): SearchTexts {
  const parts: Record<'TITLE' | 'SUMMARY' | 'TEXT', string[]> = { TITLE: [], SUMMARY: [], TEXT: [] };
  visit(allFieldsOf(kind), content, (field, value) => {
    if (field.search && typeof value === 'string') parts[field.search.weight].push(value);
  });
  return { title: parts.TITLE.join(' '), summary: parts.SUMMARY.join(' '), text: parts.TEXT.join('\n') };
}

/** Values that feed facets, by facet name. Pure. */
export function facetValues(kind: EntryKind, content: EntryContent): Readonly<Record<string, readonly string[]>> {
  const facets: Record<string, string[]> = {};
  visit(allFieldsOf(kind), content, (field, value, facet) => {
    const name = field.facet ?? facet;
    if (name && value !== undefined && typeof value !== 'object') (facets[name] ??= []).push(String(value));
  });
  return Object.fromEntries(Object.entries(facets).map(([name, values]) => [name, [...new Set(values)]]));
}

type Visitor = (field: Field<unknown>, value: unknown, facet: string | undefined) => void;

function visit(table: FieldTable, content: EntryContent, visitor: Visitor): void {
  for (const [name, field] of Object.entries(table)) visitValue(field, content[name], visitor, undefined, undefined);
}

/** What a list declares (facet, search) holds for its items. */
function visitValue(
  field: Field<unknown>,
  value: unknown,
  visitor: Visitor,
  facet: string | undefined,
  search: Field<unknown>['search'],
): void {
  if (value === undefined || value === null) return;
  const { shape } = field;
  if (shape.type === 'LIST') {
    if (!Array.isArray(value)) return;
    for (const item of value) visitValue(shape.of, item, visitor, field.facet, field.search);
  } else if (shape.type === 'OBJECT') visit(shape.fields, value as EntryContent, visitor);
  else visitor(search && !field.search ? { ...field, search } : field, value, facet);
}
