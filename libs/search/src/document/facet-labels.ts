import { allFieldsOf, entryKinds, type Enumeration, fieldsIn, kindEnumeration } from '@maillage/catalogue';
import type { Localized } from '@maillage/kernel';
import type { FacetName } from './facet.js';

/** Closed sets of the field tables, by the facet that they feed. */
const sets: ReadonlyMap<string, Enumeration> = new Map([
  ['kind', kindEnumeration],
  ...entryKinds.flatMap((kind) =>
    fieldsIn(allFieldsOf(kind)).flatMap(({ field }): [string, Enumeration][] => {
      const shape = field.shape.type === 'LIST' ? field.shape.of.shape : field.shape;
      return field.facet && shape.type === 'ENUM' ? [[field.facet, shape.enumeration]] : [];
    }),
  ),
]);

/** Label of a facet's value; null for values that are no member of a closed set (bands, codes). */
export function facetLabel(name: FacetName, value: string): Localized | null {
  return sets.get(name === 'lang' ? 'language' : name)?.values[value]?.label ?? null;
}

/** Values of a closed set with their labels, in the order declared; none for other facets. */
export function facetMembers(name: FacetName): [value: string, label: Localized][] {
  return Object.entries(sets.get(name)?.values ?? {}).map(([value, { label }]) => [value, label]);
}
