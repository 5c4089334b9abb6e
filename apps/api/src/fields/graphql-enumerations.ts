import { type Enumeration, valuesOf } from '@maillage/catalogue';
import { registerEnumType } from '@nestjs/graphql';

const registered = new Map<Enumeration, Record<string, string>>();

/** The GraphQL enum of a closed set; made once. Values are described by their English labels. */
export function graphqlEnum(set: Enumeration): Record<string, string> {
  const known = registered.get(set);
  if (known) return known;
  const values = valuesOf(set);
  const made = Object.fromEntries(values.map((value) => [value, value]));
  const valuesMap = Object.fromEntries(
    values.map((value) => {
      const { label, describe } = set.values[value] ?? { label: { en: value } };
      return [value, { description: describe?.en ?? label.en }];
    }),
  );
  registerEnumType(made, { name: set.name, description: set.describe.en, valuesMap });
  registered.set(set, made);
  return made;
}

/** Every closed set of the schema, for `enumLabels`. */
export function enumerations(): readonly Enumeration[] {
  return [...registered.keys()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
