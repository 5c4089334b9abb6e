import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  getNullableType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isListType,
  isLeafType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  type ValueNode,
} from 'graphql';
import { type Amount, largestOf, product, sum, type Variables } from './amount.js';
import { ASSUMED_LENGTH, weights } from './cost-weights.js';
import type { LengthOf } from './list-lengths.js';

/** Rows of a page whose size nobody said. */
const DEFAULT_PAGE = 20;
/** Sizes are weighed up to here; larger ones are refused by the resolvers. */
const LARGEST_PAGE = 1_000;

/** Arguments that say how many things are asked for. */
const LIST_ARGUMENTS = ['names', 'ids'];

/**
 * Points that an operation costs at most, as a function of its variables: one for each field of the answer, times the
 * page sizes above it, and what its root fields weigh. Built once a document; a document without page sizes in variables
 * is a number from then on. `@skip` and `@include` are not weighed: what may be asked for counts as asked.
 */
export function operationCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  lengthOf: LengthOf,
): Amount {
  const root = schema.getRootType(operation.operation);
  if (!root) return 0;
  return new CostOfSelections(schema, document, operation, lengthOf).of(operation.selectionSet, root, null, []);
}

class CostOfSelections {
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;

  constructor(
    private readonly schema: GraphQLSchema,
    document: DocumentNode,
    private readonly operation: OperationDefinitionNode,
    private readonly lengthOf: LengthOf,
  ) {
    this.fragments = new Map(
      document.definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
      ),
    );
  }

  /** @param page size of the page that the selection is of: of the lists in a connection. @param path names above */
  of(set: SelectionSetNode, parent: GraphQLCompositeType, page: Amount | null, path: readonly string[]): Amount {
    const always: Amount[] = [];
    // An object is of one kind: of what is asked of different kinds the most expensive counts.
    const byKind = new Map<string, Amount[]>();
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        always.push(this.ofField(selection, parent, page, path));
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.fragments.get(selection.name.value);
      if (!fragment) continue;
      const type = fragment.typeCondition ? this.schema.getType(fragment.typeCondition.name.value) : parent;
      if (!type || !isCompositeType(type)) continue;
      const amount = this.of(fragment.selectionSet, type, page, path);
      if (isAbstractType(parent) && !isAbstractType(type)) {
        byKind.set(type.name, [...(byKind.get(type.name) ?? []), amount]);
      } else always.push(amount);
    }
    return sum([...always, largestOf([...byKind.values()].map(sum))]);
  }

  private ofField(node: FieldNode, parent: GraphQLCompositeType, page: Amount | null, path: readonly string[]): Amount {
    const name = node.name.value;
    const coordinate = `${parent.name}.${name}`;
    const field = fieldOf(parent, name);
    if (!field) return 1;
    const own = 1 + this.weightOf(coordinate, path);
    const type = getNamedType(field.type);
    if (!node.selectionSet || !isCompositeType(type)) return own;
    const asked = pageOf(node, field);
    const isList = isListType(getNullableType(field.type));
    const inner = this.of(node.selectionSet, type, isList ? null : asked, [...path, name]);
    if (!isList) return sum([own, inner]);
    return sum([own, product([this.length(node, coordinate, asked ?? page, path), inner])]);
  }

  private weightOf(coordinate: string, path: readonly string[]): number {
    if (path.length > 0) return 0;
    const usual = this.operation.operation === OperationTypeNode.MUTATION ? weights.mutation : weights.query;
    return weights.fields[coordinate] ?? (coordinate.includes('.__') ? 0 : usual);
  }

  private length(node: FieldNode, coordinate: string, page: Amount | null, path: readonly string[]): Amount {
    const named = node.arguments?.find(({ name }) => LIST_ARGUMENTS.includes(name.value))?.value;
    return (named && namedCount(named)) ?? this.lengthOf(coordinate, path) ?? page ?? ASSUMED_LENGTH;
  }
}

function fieldOf(parent: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> | undefined {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  return isUnionType(parent) ? undefined : parent.getFields()[name];
}

/** What `first` says; null where the field has no such argument. */
function pageOf(node: FieldNode, field: GraphQLField<unknown, unknown>): Amount | null {
  const declared = field.args.find(({ name }) => name === 'first');
  if (!declared || !isLeafType(getNamedType(declared.type))) return null;
  const usual = typeof declared.defaultValue === 'number' ? declared.defaultValue : DEFAULT_PAGE;
  const given = node.arguments?.find(({ name }) => name.value === 'first')?.value;
  if (given?.kind === Kind.INT) return sizeOf(Number(given.value), usual);
  if (given?.kind !== Kind.VARIABLE) return usual;
  const variable = given.name.value;
  return (variables: Variables) => sizeOf(variables[variable], usual);
}

function sizeOf(value: unknown, usual: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? Math.min(Math.max(value, 1), LARGEST_PAGE) : usual;
}

/** How many names a list argument gives; undefined: none, which means all. */
function namedCount(value: ValueNode): number | undefined {
  if (value.kind === Kind.LIST) return value.values.length;
  if (value.kind === Kind.ENUM || value.kind === Kind.STRING) return 1;
  return undefined;
}
