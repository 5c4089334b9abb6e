/**
 * Facets: what results are counted and narrowed by. `attribute` is counted. Where values are ids, it holds `id|label`
 * (so that counts come with names) and `filter` the bare id; elsewhere both are the same.
 */
interface FacetDeclaration {
  readonly attribute: string;
  readonly filter: string;
}

const plain = <Name extends string>(name: Name): Record<Name, FacetDeclaration> =>
  ({ [name]: { attribute: name, filter: name } }) as unknown as Record<Name, FacetDeclaration>;

const labelled = <Name extends string>(name: Name): Record<Name, FacetDeclaration> =>
  ({ [name]: { attribute: `${name}Labelled`, filter: name } }) as unknown as Record<Name, FacetDeclaration>;

export const facets = {
  ...plain('kind'),
  ...plain('themes'),
  ...plain('subThemes'),
  ...plain('lifecycle'),
  ...plain('techniques'),
  ...plain('aiActClass'),
  ...plain('costBand'),
  ...plain('organizationType'),
  ...plain('populationBand'),
  ...labelled('region'),
  ...labelled('departement'),
  ...labelled('system'),
  ...labelled('supplier'),
  ...plain('freshness'),
  ...plain('adoptionBand'),
  ...plain('confirmation'),
  ...plain('lang'),
} as const satisfies Record<string, FacetDeclaration>;

export type FacetName = keyof typeof facets;

export const FACET_NAMES = Object.keys(facets) as FacetName[];

/** Owner and subject as `id|name`: counted for suggestions, no facet. */
export const ORGANIZATIONS_LABELLED = 'organizationsLabelled';

/** Counted attributes of the document. */
export const FACET_ATTRIBUTES: readonly string[] = [
  ...FACET_NAMES.map((name) => facets[name].attribute),
  ORGANIZATIONS_LABELLED,
];

/** Attributes that are only filtered by. */
export const FILTER_ATTRIBUTES: readonly string[] = [
  ...FACET_NAMES.map((name) => facets[name].filter).filter((attribute) => !FACET_ATTRIBUTES.includes(attribute)),
  'organizations',
  'archived',
];

/** What the engine takes as one facet value, in bytes of UTF-8. */
const MAX_FACET_BYTES = 468;

/** `id|label`, cut to what the engine takes. */
export function labelledValue(id: string, label: string): string {
  return cutBytes(`${id}|${label}`, MAX_FACET_BYTES);
}

/** Splits `id|label`; ids hold no `|`. */
export function splitLabelled(value: string): { value: string; label: string } {
  const bar = value.indexOf('|');
  return bar < 0 ? { value, label: value } : { value: value.slice(0, bar), label: value.slice(bar + 1) };
}

/** A facet value that the engine takes. */
export function facetValue(value: string): string {
  return cutBytes(value, MAX_FACET_BYTES);
}

/** Cuts at a whole character, so that what is left is valid text. */
function cutBytes(text: string, max: number): string {
  if (Buffer.byteLength(text, 'utf8') <= max) return text;
  let bytes = 0;
  let cut = '';
  for (const character of text) {
    bytes += Buffer.byteLength(character, 'utf8');
    if (bytes > max) break;
    cut += character;
  }
  return cut;
}
