import {
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { assumedLengths } from './cost-weights.js';

/**
 * How long a list usually is, where no page size says it.
 * @param coordinate `Type.field`
 * @param path names of the fields above
 */
export type LengthOf = (coordinate: string, path: readonly string[]) => number | undefined;

/** Lists about one type of the schema: as of a large one. */
const OF_ONE_TYPE: Readonly<Record<string, number>> = {
  fields: 25,
  inputFields: 25,
  enumValues: 15,
  args: 2,
  interfaces: 1,
  possibleTypes: 3,
};

/** Lists of the product as its table says, lists about the schema as long as they are on average. */
export function listLengths(schema: GraphQLSchema): LengthOf {
  const types = Object.values(schema.getTypeMap());
  const onAverage: Readonly<Record<string, number>> = {
    fields: average(types, (type) => (isObjectType(type) || isInterfaceType(type) ? countOf(type.getFields()) : 0)),
    inputFields: average(types, (type) => (isInputObjectType(type) ? countOf(type.getFields()) : 0)),
    enumValues: average(types, (type) => (isEnumType(type) ? type.getValues().length : 0)),
  };
  return (coordinate, path) => {
    if (!coordinate.startsWith('__')) return assumedLengths[coordinate];
    const name = coordinate.slice(coordinate.indexOf('.') + 1);
    if (name === 'types') return types.length;
    return (path.at(-1) === 'types' ? onAverage[name] : undefined) ?? OF_ONE_TYPE[name];
  };
}

function average(types: readonly GraphQLNamedType[], count: (type: GraphQLNamedType) => number): number {
  return types.reduce((total, type) => total + count(type), 0) / types.length;
}

function countOf(fields: object): number {
  return Object.keys(fields).length;
}
