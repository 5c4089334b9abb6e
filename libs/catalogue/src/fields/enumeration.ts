import type { Localized } from '@maillage/kernel';

/** One value of a closed set. */
export interface EnumerationValue {
  readonly label: Localized;
  readonly describe?: Localized;
}

/** A closed set with its labels: the GraphQL enum, the check on write and the facet's labels come from here. */
export interface Enumeration<Value extends string = string> {
  /** GraphQL name, e.g. `Lifecycle`. */
  readonly name: string;
  readonly describe: Localized;
  readonly values: Readonly<Record<Value, EnumerationValue>>;
  /** The value that says "not known": legal, visible, counted as not answered. */
  readonly unknown?: Value;
}

/** Declares a closed set. `values` maps each value to `[French label, English label]`. */
export function enumeration<const Value extends string>(
  name: string,
  describe: readonly [fr: string, en: string],
  values: Readonly<Record<Value, readonly [fr: string, en: string]>>,
  unknown?: NoInfer<Value>,
): Enumeration<Value> {
  const entries = Object.entries(values) as [Value, readonly [string, string]][];
  const labelled = Object.fromEntries(
    entries.map(([value, [fr, en]]) => [value, { label: { fr, en } }]),
  ) as unknown as Record<Value, EnumerationValue>;
  const base = { name, describe: { fr: describe[0], en: describe[1] }, values: labelled };
  return unknown === undefined ? base : { ...base, unknown };
}

export function valuesOf<Value extends string>(of: Enumeration<Value>): Value[] {
  return Object.keys(of.values) as Value[];
}

/** TypeScript type of a closed set's values. */
export type ValueOf<Of> = Of extends Enumeration<infer Value> ? Value : never;
