import { type FieldNode, type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

/**
 * Whether the query asks for a field below the one being resolved, so that nothing is computed that nobody reads.
 * Fragments are followed; `@skip` and `@include` are not weighed: a field that may be asked for is taken as asked.
 * @param path names from the field's own selection on, e.g. `['edges', 'highlight']`
 */
export function selects(info: GraphQLResolveInfo, ...path: readonly string[]): boolean {
  return selectedFields(info, ...path).length > 0;
}

/** Every selection of the field at `path`, aliases included. */
export function selectedFields(info: GraphQLResolveInfo, ...path: readonly string[]): readonly FieldNode[] {
  return path.reduce<readonly FieldNode[]>(
    (nodes, name) => nodes.flatMap((node) => fieldsBelow(node, info)).filter((node) => node.name.value === name),
    info.fieldNodes,
  );
}

/** Names of the fields selected below the field at `path`. */
export function childNames(info: GraphQLResolveInfo, ...path: readonly string[]): readonly string[] {
  return selectedFields(info, ...path).flatMap((node) => fieldsBelow(node, info).map((field) => field.name.value));
}

/** By node: documents that come again are parsed once, and a node belongs to one document with its fragments. */
const known = new WeakMap<FieldNode, readonly FieldNode[]>();

function fieldsBelow(node: FieldNode, info: GraphQLResolveInfo): readonly FieldNode[] {
  if (!node.selectionSet) return [];
  const fields = known.get(node) ?? fieldsOf(node.selectionSet, info);
  known.set(node, fields);
  return fields;
}

function fieldsOf(set: SelectionSetNode, info: GraphQLResolveInfo): FieldNode[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    const inner =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection.selectionSet
        : info.fragments[selection.name.value]?.selectionSet;
    return inner ? fieldsOf(inner, info) : [];
  });
}
