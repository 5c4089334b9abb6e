import { GraphQLScalarType, type ValueNode, valueFromASTUntyped } from 'graphql';

/**
 * A text scalar. Inputs are only checked to be texts: the field tables say what is wrong with a value in the caller's
 * language and at its path, which a scalar cannot.
 */
function textScalar(name: string, description: string, serialize: (value: unknown) => string = String) {
  const parse = (value: unknown): string => {
    if (typeof value === 'string') return value;
    throw new TypeError(`${name} must be a text.`);
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    serialize,
    parseValue: parse,
    parseLiteral: (node: ValueNode) => parse(valueFromASTUntyped(node)),
  });
}

export const DateTimeScalar = textScalar(
  'DateTime',
  'A moment in UTC, ISO 8601: `2026-01-31T08:15:00.000Z`.',
  (value) => (value instanceof Date ? value.toISOString() : String(value)),
);
export const DateScalar = textScalar(
  'Date',
  'A day `YYYY-MM-DD`; where the field allows it, a month `YYYY-MM` or a year `YYYY`: what is known, no invented day.',
);
export const SirenScalar = textScalar(
  'Siren',
  'Number of a French legal unit: nine digits, the last one a check digit.',
);
export const InseeCodeScalar = textScalar(
  'InseeCode',
  'Code of the official geographical code (COG), e.g. `93066`, `2A`.',
);
export const UrlScalar = textScalar('Url', 'A full http(s) address.');

export const JsonScalar = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  description: 'Any JSON value, where the shape depends on the field it tells about.',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
});
