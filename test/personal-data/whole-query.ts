import {
  getNamedType,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  parse,
} from 'graphql';
import { measureOf } from '../../apps/api/src/limits/document-measure.js';
import { brokenLimits } from '../../apps/api/src/limits/query-limits.rule.js';

/** Levels of fields below a root field that are asked for. */
const DEPTH = 5;

type Field = GraphQLField<unknown, unknown>;

/**
 * Queries of one root field with every field that it can give, so that a field added later is looked at too: as few
 * as the limits of a document allow.
 * @param names of the arguments given, as variables of the same names
 * @throws Error when a required argument is not given
 */
export function wholeQueries(schema: GraphQLSchema, root: string, names: readonly string[]): string[] {
  const field = schema.getQueryType()?.getFields()[root];
  if (!field) throw new Error(`no root field ${root}`);
  const absent = field.args.find((arg) => isRequiredArgument(arg) && !names.includes(arg.name));
  if (absent) throw new Error(`${root} needs ${absent.name}`);
  const given = field.args.filter(({ name }) => names.includes(name));
  const variables = given.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const values = given.map(({ name }) => `${name}: $${name}`).join(', ');
  const query = (body: string): string =>
    given.length === 0 ? `{ ${root} ${body} }` : `query (${variables}) { ${root}(${values}) ${body} }`;
  const parts = selected(schema, field.type, DEPTH);
  if (parts.length === 0) return [query('')];
  // Each document of a page tells where it ends, so that it can be followed.
  const [ends, others] = [true, false].map((is) => parts.filter((part) => part.startsWith('pageInfo ') === is));
  return packed(others ?? [], (some) => query(`{ ${[...(ends ?? []), ...some].join(' ')} }`));
}

/** Each document takes as many of the parts as it may hold; one that is too large by itself stays, and is refused. */
function packed(parts: readonly string[], write: (some: readonly string[]) => string): string[] {
  const packs: string[][] = [];
  for (const part of parts) {
    const last = packs.at(-1);
    if (last && brokenLimits(measureOf(parse(write([...last, part])))).length === 0) last.push(part);
    else packs.push([part]);
  }
  return packs.map(write);
}

function selected(schema: GraphQLSchema, type: GraphQLOutputType, depth: number): string[] {
  const named = getNamedType(type);
  if (!isObjectType(named) && !isInterfaceType(named)) return [];
  const common = Object.values(named.getFields());
  const parts = ['__typename', ...common.flatMap((field) => fieldText(schema, field, depth, field.name))];
  if (!isInterfaceType(named)) return parts;
  const objects = schema.getPossibleTypes(named);
  const kinds = objects.map((object) => {
    const own = ownFields(object, named).flatMap((field) => {
      // Fields of two kinds may share a name and not a type: each answers under its kind's.
      const clashes = objects.some((other) => isOtherwise(field, other.getFields()[field.name]));
      return fieldText(schema, field, depth, clashes ? `${object.name}_${field.name}: ${field.name}` : field.name);
    });
    return `... on ${object.name} { ${own.join(' ')} }`;
  });
  return [...parts, ...kinds];
}

function ownFields(object: GraphQLObjectType, common: GraphQLInterfaceType): Field[] {
  return Object.values(object.getFields()).filter(({ name }) => !(name in common.getFields()));
}

function isOtherwise({ type }: Field, other: Field | undefined): boolean {
  return other !== undefined && String(other.type) !== String(type);
}

function fieldText(schema: GraphQLSchema, field: Field, depth: number, name: string): string[] {
  const named = getNamedType(field.type);
  const hasFields = isObjectType(named) || isInterfaceType(named);
  if (hasFields && depth === 0) return [];
  if (field.args.some(isRequiredArgument)) return [];
  return [hasFields ? `${name} { ${selected(schema, field.type, depth - 1).join(' ')} }` : name];
}
