/** What one document may hold. Fragments count where they are used, for `fields`, `depth` and `rootFields`. */
export const queryLimits = {
  tokens: 4_000,
  aliases: 15,
  directives: 5,
  depth: 12,
  /** Of a document that asks about the schema alone; the usual introspection query is 15 deep. */
  introspectionDepth: 20,
  rootFields: 10,
  fields: 600,
  /** The same answer asked for again in one place. */
  duplicates: 20,
} as const;

export type QueryLimit = Exclude<keyof typeof queryLimits, 'introspectionDepth'>;

/** A limit that a document breaks, as `extensions.limit` of its error tells it. */
export interface BrokenLimit {
  readonly name: QueryLimit;
  readonly limit: number;
  readonly seen: number;
}

/** Errors told of one document; a program that is that wrong needs no more. */
export const MAX_ERRORS = 5;
