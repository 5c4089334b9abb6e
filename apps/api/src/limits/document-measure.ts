import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  OperationTypeNode,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';

/** Sizes of a document. Of several operations and fragments, used or not, the largest one counts. */
export interface DocumentMeasure {
  readonly tokens: number;
  readonly aliases: number;
  readonly directives: number;
  readonly depth: number;
  readonly rootFields: number;
  readonly fields: number;
  readonly duplicates: number;
  /** Asks about the schema and nothing else. */
  readonly isIntrospection: boolean;
}

interface Size {
  readonly fields: number;
  readonly depth: number;
  /** Fields of the selection itself, fragments opened. */
  readonly width: number;
}

const NOTHING: Size = { fields: 0, depth: 0, width: 0 };

/** One pass over the document, one over each fragment: linear, whatever the document. */
export function measureOf(document: DocumentNode): DocumentMeasure {
  const sizes = new Sizes(document);
  const parts = document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION || definition.kind === Kind.FRAGMENT_DEFINITION
      ? [{ definition, size: sizes.ofSet(definition.selectionSet) }]
      : [],
  );
  const operations = parts.filter(({ definition }) => definition.kind === Kind.OPERATION_DEFINITION);
  const largest = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), 0);
  return {
    tokens: document.tokenCount ?? 0,
    ...counted(document),
    depth: largest(parts.map(({ size }) => size.depth)),
    fields: largest(parts.map(({ size }) => size.fields)),
    rootFields: largest(operations.map(({ size }) => size.width)),
    isIntrospection: isIntrospection(document),
  };
}

/** What is counted where it is written. */
function counted(document: DocumentNode): Pick<DocumentMeasure, 'aliases' | 'directives' | 'duplicates'> {
  const counts = { aliases: 0, directives: 0, duplicates: 0 };
  visit(document, {
    Field: (node) => void (node.alias && (counts.aliases += 1)),
    Directive: () => void (counts.directives += 1),
    SelectionSet: (node) => void (counts.duplicates += duplicatesIn(node)),
  });
  return counts;
}

function duplicatesIn({ selections }: SelectionSetNode): number {
  return selections.length - new Set(selections.map(keyOf)).size;
}

function keyOf(selection: SelectionNode): string {
  if (selection.kind === Kind.FIELD) return (selection.alias ?? selection.name).value;
  if (selection.kind === Kind.FRAGMENT_SPREAD) return `...${selection.name.value}`;
  return `... on ${selection.typeCondition?.name.value ?? ''}`;
}

/** Sizes of selections, each fragment looked at once. A fragment inside itself adds nothing: validation refuses it. */
class Sizes {
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  private readonly known = new Map<string, Size>();

  constructor(document: DocumentNode) {
    this.fragments = fragmentsOf(document);
  }

  ofSet({ selections }: SelectionSetNode): Size {
    return selections
      .map((selection) => this.of(selection))
      .reduce(
        (sum, one) => ({
          fields: sum.fields + one.fields,
          depth: Math.max(sum.depth, one.depth),
          width: sum.width + one.width,
        }),
        NOTHING,
      );
  }

  private of(selection: SelectionNode): Size {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return this.ofFragment(selection.name.value);
    if (selection.kind === Kind.INLINE_FRAGMENT) return this.ofSet(selection.selectionSet);
    const inner = selection.selectionSet ? this.ofSet(selection.selectionSet) : NOTHING;
    return { fields: inner.fields + 1, depth: inner.depth + 1, width: 1 };
  }

  private ofFragment(name: string): Size {
    const known = this.known.get(name);
    if (known) return known;
    const fragment = this.fragments.get(name);
    if (!fragment) return NOTHING;
    this.known.set(name, NOTHING);
    const size = this.ofSet(fragment.selectionSet);
    this.known.set(name, size);
    return size;
  }
}

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
}

const ABOUT_THE_SCHEMA = new Set(['__schema', '__type', '__typename']);

/** Every root field of every operation asks about the schema; one of them more than its name. */
export function isIntrospection(document: DocumentNode): boolean {
  const roots = document.definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return [];
    if (definition.operation !== OperationTypeNode.QUERY) return [null];
    return rootsOf(definition.selectionSet, fragmentsOf(document), new Set());
  });
  const names = roots.map((field) => field?.name.value ?? '');
  return names.every((name) => ABOUT_THE_SCHEMA.has(name)) && names.some((name) => name !== '__typename');
}

function rootsOf(
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  seen: Set<string>,
): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) return rootsOf(selection.selectionSet, fragments, seen);
    const fragment = fragments.get(selection.name.value);
    if (!fragment || seen.has(selection.name.value)) return [];
    seen.add(selection.name.value);
    return rootsOf(fragment.selectionSet, fragments, seen);
  });
}
