import {
  getNamedType,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

/** Levels of fields below a root field that are asked for. */
const DEPTH = 5;

/**
 * A query of one root field with every field that it can give, so that a field added later is looked at too.
 * @param names of the arguments given, as variables of the same names
 * @throws Error when a required argument is not given
 */
export function wholeQuery(schema: GraphQLSchema, root: string, names: readonly string[]): string {
  const field = schema.getQueryType()?.getFields()[root];
  if (!field) throw new Error(`no root field ${root}`);
  const absent = field.args.find((arg) => isRequiredArgument(arg) && !names.includes(arg.name));
  if (absent) throw new Error(`${root} needs ${absent.name}`);
  const given = field.args.filter(({ name }) => names.includes(name));
  const variables = given.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const values = given.map(({ name }) => `${name}: $${name}`).join(', ');
  const body = selection(schema, field.type, DEPTH);
  return given.length === 0 ? `{ ${root} ${body} }` : `query (${variables}) { ${root}(${values}) ${body} }`;
}

function selection(schema: GraphQLSchema, type: GraphQLOutputType, depth: number): string {
  const named = getNamedType(type);
  if (!isObjectType(named) && !isInterfaceType(named)) return '';
  const common = Object.values(named.getFields());
  const parts = ['__typename', ...common.flatMap((field) => fieldText(schema, field, depth, ''))];
  for (const object of isInterfaceType(named) ? schema.getPossibleTypes(named) : []) {
    const own = Object.values(object.getFields()).filter((field) => !(field.name in named.getFields()));
    // Fields of two kinds may share a name and not a type: each answers under its kind's.
    parts.push(
      `... on ${object.name} { ${own.flatMap((one) => fieldText(schema, one, depth, object.name)).join(' ')} }`,
    );
  }
  return `{ ${parts.join(' ')} }`;
}

function fieldText(
  schema: GraphQLSchema,
  field: GraphQLField<unknown, unknown>,
  depth: number,
  prefix: string,
): string[] {
  const named = getNamedType(field.type);
  const hasFields = isObjectType(named) || isInterfaceType(named);
  if (hasFields && depth === 0) return [];
  if (field.args.some(isRequiredArgument)) return [];
  const name = prefix === '' ? field.name : `${prefix}_${field.name}: ${field.name}`;
  return [hasFields ? `${name} ${selection(schema, field.type, depth - 1)}` : name];
}
