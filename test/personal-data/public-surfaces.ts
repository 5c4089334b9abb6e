import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { buildSchema, type GraphQLSchema } from 'graphql';
import type { SendOptions, TestApi } from '../support/test-api.js';
import { wholeQueries } from './whole-query.js';

/** Whom a surface is read as: a visitor, or a portal whose key sees what is public. */
export interface PublicReader {
  readonly api: TestApi;
  readonly options: SendOptions;
  /** Every entry there is, hidden ones too. */
  readonly entryIds: readonly string[];
  /** Every revision there is. */
  readonly revisions: readonly { readonly id: string; readonly revision: number }[];
  /** Some of the entries, for surfaces that give the same short answer for each. */
  readonly someIds: readonly string[];
  readonly organizationIds: readonly string[];
  /** Words to search for. */
  readonly words: readonly string[];
}

/** Something that anybody can read, as text. */
export interface PublicSurface {
  readonly name: string;
  readonly read: (reader: PublicReader) => Promise<readonly string[]>;
  /**
   * What must stand in it while there is a public entry of each kind, so that nobody looks for canaries where nothing is:
   * WORD, the word of these entries; else a text of its own. A surface that refuses visitors says so.
   */
  readonly shows: string;
}

/** Stands for the word of public entries. */
export const WORD = '<word>';
const REFUSED = 'UNAUTHENTICATED';

export const schema: GraphQLSchema = buildSchema(readFileSync('apps/api/schema.graphql', 'utf8'));

type Values = Readonly<Record<string, unknown>>;

/** Answers that a reader may get instead of data. Any other error is about the document, which then proves nothing. */
const REFUSALS: readonly unknown[] = ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'];

/** A root field with all that it gives, to its last page, once for each set of arguments. */
const root = (
  name: string,
  shows: string,
  each: (reader: PublicReader) => readonly Values[] = () => [{}],
): PublicSurface => ({
  name,
  shows,
  async read(reader) {
    const { api, options } = reader;
    const texts: string[] = [];
    for (const values of each(reader)) {
      const names = [...Object.keys(values), ...('first' in values ? ['after'] : [])];
      for (const query of wholeQueries(schema, name, names)) {
        for (let after: string | null = null; ;) {
          const answer = await api.send(query, { ...values, after }, options);
          const broken = answer.errors.find(({ extensions }) => !REFUSALS.includes(extensions.code));
          if (broken) throw new Error(`${name}: ${broken.extensions.code} ${broken.message}`);
          texts.push(JSON.stringify(answer));
          const end = answer.data?.[name]?.pageInfo;
          if (!end?.hasNextPage) break;
          after = end.endCursor;
        }
      }
    }
    return texts;
  },
});

const ofEntries = ({ entryIds }: PublicReader): Values[] => entryIds.map((id) => ({ id }));
const ofSome = ({ someIds }: PublicReader): Values[] => someIds.map((id) => ({ id }));
const byWord = ({ words }: PublicReader): Values[] => words.map((search) => ({ search }));
const ofOrganizations = ({ organizationIds }: PublicReader): Values[] =>
  organizationIds.map((organizationId) => ({ organizationId }));
const pages = [{ first: 100 }];
/** A hundred entries with every field cost more than one operation may. */
const entryPages = [{ first: 50 }];

const http = (path: string, shows: string, accept?: string): PublicSurface => ({
  name: `GET ${path}${accept ? ` as ${accept}` : ''}`,
  shows,
  read: async ({ api, options }) => {
    const headers = { ...(options.key && { authorization: `Bearer ${options.key}` }), ...(accept && { accept }) };
    const { headers: told, rawPayload, statusCode } = await api.app.inject({ method: 'GET', url: path, headers });
    const body = told['content-encoding'] === 'gzip' ? gunzipSync(rawPayload) : rawPayload;
    return [`${statusCode} ${JSON.stringify(told)} ${body.toString('utf8')}`];
  },
});

const SLUGS = ['use-case', 'procurement-clause', 'data-charter'];

/** Many addresses as one surface. */
const addresses = (
  name: string,
  shows: string,
  paths: (reader: PublicReader) => readonly string[],
  accept?: string,
): PublicSurface => ({
  name,
  shows,
  async read(reader) {
    const texts: string[] = [];
    for (const path of paths(reader)) texts.push(...(await http(path, shows, accept).read(reader)));
    return texts;
  },
});

/** Addresses of entries, each as of every kind: a wrong kind must tell nothing either. */
const ofEntry =
  (place: string) =>
  ({ someIds }: PublicReader): string[] =>
    someIds.flatMap((id) => SLUGS.map((slug) => `/${place}/${slug}/${id}`));

/** A line each: what comes to be readable by anybody (feed, webhooks, DCAT, exports) is added here. */
export const surfaces: readonly PublicSurface[] = [
  root('entry', WORD, (reader) => [...ofEntries(reader), ...reader.revisions]),
  root('entries', WORD, ({ organizationIds }) => [
    ...entryPages,
    ...organizationIds.map((id) => ({ first: 50, filter: { ownerId: id } })),
  ]),
  root('entryRevisions', '"publishedAt"', ofEntries),
  root('entryDiff', WORD, ({ revisions }) =>
    revisions.filter(({ revision }) => revision > 1).map(({ id, revision: to }) => ({ id, from: to - 1, to })),
  ),
  root('entryChecklist', REFUSED, ofSome),
  root('entryTombstone', '"entryTombstone":', ofSome),
  root('entrySubmissions', REFUSED, () => entryPages),
  root('territoryRoles', REFUSED),
  root('search', WORD, ({ words }) => [{ query: '', first: 100 }, ...words.map((query) => ({ query }))]),
  root('suggest', WORD, ({ words }) => words.map((word) => ({ query: word.slice(0, 12), first: 20 }))),
  root('organization', 'Ville de démonstration', ({ organizationIds }) => organizationIds.map((id) => ({ id }))),
  root('organizations', 'Ville de démonstration', () => pages),
  root('systems', '"systems":', (reader) => [...pages, ...byWord(reader)]),
  root('suppliers', '"suppliers":', (reader) => [...pages, ...byWord(reader)]),
  root('territories', '"territories":', byWord),
  root('glossary', '"glossary":', (reader) => [...pages, ...byWord(reader)]),
  root('glossaryHistory', REFUSED),
  root('unansweredQueries', REFUSED),
  root('apiKeys', REFUSED, ofOrganizations),
  root('webhooks', REFUSED, ofOrganizations),
  root('portals', REFUSED, ofOrganizations),
  root('portal', REFUSED, ({ someIds }) => someIds.map((keyId) => ({ keyId }))),
  root('feedReconciliation', REFUSED, () => entryPages),
  root('feedReceiptKey', 'BEGIN PUBLIC KEY'),
  root('webhookDeliveries', REFUSED, ({ someIds }) => someIds.map((webhookId) => ({ webhookId, first: 100 }))),
  root('organizationMembers', REFUSED, ofOrganizations),
  root('invitations', REFUSED, ofOrganizations),
  root('membershipRequests', REFUSED, (reader) => [{}, ...ofOrganizations(reader)]),
  root('members', REFUSED, (reader) => [{ first: 100 }, ...byWord(reader)]),
  root('changes', WORD, () => [{ first: 1_000 }]),
  root('feedInfo', '"headSeq":'),
  root('feedDigest', '"sum":'),
  root('feedBucket', '"version":', () => [{ index: 0, buckets: 1 }]),
  root('feedEntries', WORD, ({ entryIds }) => [{ ids: entryIds.slice(0, 100) }]),
  root('auditLog', REFUSED),
  root('auditHead', '"auditHead":'),
  root('enumLabels', 'Cas d’usage'),
  root('fieldTable', 'Problème à résoudre', () =>
    ['USE_CASE', 'PROCUREMENT_CLAUSE', 'DATA_CHARTER'].map((kind) => ({ kind })),
  ),
  root('health', '"health":{'),
  root('viewer', '"viewer":{'),
  http('/health', '200 '),
  http('/health/ready', '200 '),
  http('/graphiql', 'GraphiQL'),
  http('/account', 'Maillage'),
  http('/audit.csv', REFUSED),
  http('/feed/receipt-key.pem', 'BEGIN PUBLIC KEY'),
  http('/feed/snapshot.ndjson', WORD),
  http('/feed/document.schema.json', '"properties"'),
  http('/schema.graphql', 'type Query'),
  http('/', 'Maillage'),
  http('/catalog', 'Catalogue Maillage'),
  http('/catalog.ttl', 'Catalogue Maillage'),
  ...SLUGS.flatMap((slug) => [
    ...['csv', 'json', 'ndjson'].map((form) => http(`/download/${slug}.${form}`, WORD)),
    http(`/download/${slug}.schema.json`, '"fields"'),
  ]),
  ...['csv', 'ndjson'].map((form) => http(`/download/history.${form}`, WORD)),
  http('/download/history.schema.json', '"fields"'),
  http('/atom', WORD),
  addresses('GET /atom of an organization', WORD, ({ organizationIds }) =>
    organizationIds.map((id) => `/atom?organization=${id}`),
  ),
  http('/atom?theme=ADMINISTRATION_ORGANISATION', WORD),
  {
    name: 'GET /atom of a search',
    shows: WORD,
    read: async (reader) => {
      const texts = await addresses('', WORD, ({ words }) =>
        words.map((word) => `/atom?q=${encodeURIComponent(word)}`),
      ).read(reader);
      // The words asked for stand in the feed's own title and links: what counts is what it found by them.
      return texts.map((text) => text.slice(Math.max(text.search(/<(?:entry|at:deleted-entry)\b/), 0) || text.length));
    },
  },
  http('/nulle-part', '404 '),
  addresses('GET /id', '303 ', ofEntry('id')),
  ...['application/ld+json', 'text/turtle', 'text/html'].map((form) =>
    addresses(`GET /doc as ${form}`, WORD, ofEntry('doc'), form),
  ),
  {
    name: 'messages of refused mutations',
    shows: REFUSED,
    read: async ({ api, options, someIds }) => {
      const texts: string[] = [];
      for (const id of someIds) {
        const query =
          'mutation ($id: ID!) { entryConfirm(input: { id: $id }) { entry { title } userErrors { message details } } }';
        texts.push(JSON.stringify(await api.send(query, { id }, options)));
      }
      return texts;
    },
  },
];
