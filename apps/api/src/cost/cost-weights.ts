/**
 * What fields cost beyond the point that each field of an answer costs, in proportion to the statements and requests to
 * the search engine that they cause. `docs/guides/limits.md` tells portal developers the same table.
 */
export const weights = {
  /** A root field that is not named below: one statement. */
  query: 10,
  /** A mutation: a transaction of several statements, an audit row, an outbox row. */
  mutation: 200,
  /** Root fields that cost more than one statement. */
  fields: {
    'Query.health': 200,
    'Query.search': 200,
    'Query.suggest': 100,
    'Query.feedDigest': 200,
    'Query.feedBucket': 200,
    'Query.entryChecklist': 50,
    'Query.entryDiff': 50,
    'Query.glossary': 50,
    'Mutation.feedReceipt': 1_000,
    'Mutation.glossaryUpsert': 1_000,
    'Mutation.entriesImport': 3_000,
  } as Readonly<Record<string, number>>,
} as const;

/** Length of a list of objects that neither a page size nor this table tells. */
export const ASSUMED_LENGTH = 5;

/** Lists whose usual length is another one. */
export const assumedLengths: Readonly<Record<string, number>> = {
  'Query.apiKeys': 20,
  'Query.entryChecklist': 30,
  'Query.entryDiff': 20,
  'Query.entryRevisions': 20,
  'Query.enumLabels': 60,
  'Query.feedBucket': 400,
  'Query.feedEntries': 100,
  'Query.fieldTable': 60,
  'Query.invitations': 10,
  'Query.membershipRequests': 10,
  'Query.organizationMembers': 20,
  'Query.territoryRoles': 10,
  'Query.webhooks': 10,
  'Portal.deliveries': 20,
  'EnumLabels.values': 12,
  'FeedDigest.buckets': 256,
  'EntriesImportPayload.results': 200,
  'EntryImportResult.errors': 1,
  'SearchConnection.facets': 15,
  'SearchFacet.values': 20,
  'SearchHealth.indexes': 2,
  'Viewer.memberships': 2,
};

/** Most that one operation may cost, whoever sends it: a hundred entries of 250 fields. */
export const MAX_COST = 30_000;

/** What an operation costs that only asks about the schema: its answer is remembered. */
export const INTROSPECTION_COST = 500;
/** Values of the largest answer about the schema, as estimated; the usual introspection query is a third. */
export const MAX_INTROSPECTION_VALUES = 400_000;
