import { type ASTVisitor, GraphQLError, type ValidationContext } from 'graphql';
import { type DocumentMeasure, measureOf } from './document-measure.js';
import { limitMessage } from './limit.messages.js';
import { type BrokenLimit, queryLimits, type QueryLimit } from './query-limits.js';

/**
 * Refuses documents that are out of all proportion. It looks at the document before any other rule looks inside: some of
 * those take a time that grows with the square of the fields. Documents that were valid once are not looked at again:
 * they come from Apollo's store.
 */
export function queryLimitsRule(context: ValidationContext): ASTVisitor {
  return {
    Document: {
      enter(document) {
        const broken = brokenLimits(measureOf(document));
        if (broken.length === 0) return undefined;
        for (const one of broken) {
          context.reportError(new GraphQLError(limitMessage(one).en, { extensions: { limit: one } }));
        }
        // The other rules see an empty document: of one that is refused already nothing more is worth knowing.
        return { ...document, definitions: [] };
      },
    },
  };
}

export function brokenLimits(measure: DocumentMeasure): readonly BrokenLimit[] {
  const { isIntrospection, ...seen } = measure;
  return (Object.keys(seen) as QueryLimit[]).flatMap((name) => {
    const limit = name === 'depth' && isIntrospection ? queryLimits.introspectionDepth : queryLimits[name];
    return seen[name] > limit ? [{ name, limit, seen: seen[name] }] : [];
  });
}
