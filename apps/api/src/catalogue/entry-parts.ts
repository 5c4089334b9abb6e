import { allFieldsOf, entryKinds, type EntryParts } from '@maillage/catalogue';
import type { FieldNode, GraphQLResolveInfo } from 'graphql';
import { childNames, selects } from '../request/selection.js';

const contentNames: ReadonlySet<string> = new Set(entryKinds.flatMap((kind) => Object.keys(allFieldsOf(kind))));

/** Beyond this many fields, the whole content is cheaper to read than to take apart. */
const MANY = 16;

/**
 * Says what a query reads of entries, so that nothing else is fetched. Worked out once a document: Apollo keeps the
 * documents that clients send again.
 * @param paths where entries stand below the field being resolved: `[[]]` for the field itself, `[['nodes'], ['edges', 'node']]`
 */
export function entryPartsAt(...paths: readonly (readonly string[])[]): (info: GraphQLResolveInfo) => EntryParts {
  const known = new WeakMap<FieldNode, EntryParts>();
  return (info) => {
    const [node, another] = info.fieldNodes;
    // A field that stands twice in a document is merged from several nodes: rare, and worked out each time.
    if (!node || another) return partsOf(info, paths);
    const parts = known.get(node) ?? partsOf(info, paths);
    known.set(node, parts);
    return parts;
  };
}

function partsOf(info: GraphQLResolveInfo, paths: readonly (readonly string[])[]): EntryParts {
  const names = new Set(paths.flatMap((path) => childNames(info, ...path)));
  const asksTerritory = (organization: string): boolean =>
    paths.some((path) => selects(info, ...path, organization, 'territory'));
  const content = [...names].filter((name) => contentNames.has(name)).sort();
  return {
    content: names.has('completeness') || content.length > MANY ? 'ALL' : content,
    places: asksTerritory('owner') || asksTerritory('subjectOrganization'),
    relations: names.has('relations'),
    system: names.has('system'),
    adoptions: names.has('adoptions') || names.has('adoptionTotal'),
    namedContact: names.has('namedContact'),
    permissions: names.has('permissions'),
    completeness: names.has('completeness'),
  };
}
