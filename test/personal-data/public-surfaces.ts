import { readFileSync } from 'node:fs';
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
}

export const schema: GraphQLSchema = buildSchema(readFileSync('apps/api/schema.graphql', 'utf8'));

type Values = Readonly<Record<string, unknown>>;

/** Answers that a reader may get instead of data. Any other error is about the document, which then proves nothing. */
const REFUSALS: readonly unknown[] = ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND'];

/** A root field with all that it gives, to its last page, once for each set of arguments. */
const root = (name: string, each: (reader: PublicReader) => readonly Values[] = () => [{}]): PublicSurface => ({
  name,
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

const http = (path: string): PublicSurface => ({
  name: `GET ${path}`,
  read: async ({ api, options }) => {
    const headers = options.key ? { authorization: `Bearer ${options.key}` } : {};
    const { headers: told, body, statusCode } = await api.app.inject({ method: 'GET', url: path, headers });
    return [`${statusCode} ${JSON.stringify(told)} ${body}`];
  },
});

/** A line each: what comes to be readable by anybody (feed, webhooks, DCAT, exports) is added here. */
export const surfaces: readonly PublicSurface[] = [
  root('entry', (reader) => [...ofEntries(reader), ...reader.revisions]),
  root('entries', ({ organizationIds }) => [
    ...entryPages,
    ...organizationIds.map((id) => ({ first: 50, filter: { ownerId: id } })),
  ]),
  root('entryRevisions', ofEntries),
  root('entryDiff', ({ revisions }) =>
    revisions.filter(({ revision }) => revision > 1).map(({ id, revision: to }) => ({ id, from: to - 1, to })),
  ),
  root('entryChecklist', ofSome),
  root('entryTombstone', ofSome),
  root('entrySubmissions', () => entryPages),
  root('territoryRoles'),
  root('search', ({ words }) => [{ query: '', first: 100 }, ...words.map((query) => ({ query }))]),
  root('suggest', ({ words }) => words.map((word) => ({ query: word.slice(0, 12), first: 20 }))),
  root('organization', ({ organizationIds }) => organizationIds.map((id) => ({ id }))),
  root('organizations', () => pages),
  root('systems', (reader) => [...pages, ...byWord(reader)]),
  root('suppliers', (reader) => [...pages, ...byWord(reader)]),
  root('territories', byWord),
  root('glossary', (reader) => [...pages, ...byWord(reader)]),
  root('glossaryHistory'),
  root('unansweredQueries'),
  root('apiKeys', ofOrganizations),
  root('webhooks', ofOrganizations),
  root('portals', ofOrganizations),
  root('portal', ({ someIds }) => someIds.map((keyId) => ({ keyId }))),
  root('feedReconciliation', () => entryPages),
  root('feedReceiptKey'),
  root('webhookDeliveries', ({ someIds }) => someIds.map((webhookId) => ({ webhookId, first: 100 }))),
  root('organizationMembers', ofOrganizations),
  root('invitations', ofOrganizations),
  root('membershipRequests', (reader) => [{}, ...ofOrganizations(reader)]),
  root('members', (reader) => [{ first: 100 }, ...byWord(reader)]),
  root('changes', () => [{ first: 1_000 }]),
  root('feedInfo'),
  root('feedDigest'),
  root('feedBucket', () => [{ index: 0, buckets: 1 }]),
  root('feedEntries', ({ entryIds }) => [{ ids: entryIds.slice(0, 100) }]),
  root('auditLog'),
  root('auditHead'),
  root('enumLabels'),
  root('fieldTable', () => ['USE_CASE', 'PROCUREMENT_CLAUSE', 'DATA_CHARTER'].map((kind) => ({ kind }))),
  root('health'),
  root('viewer'),
  http('/health'),
  http('/health/ready'),
  http('/graphiql'),
  http('/account'),
  http('/audit.csv'),
  http('/feed/receipt-key.pem'),
  http('/feed/snapshot.ndjson'),
  http('/feed/document.schema.json'),
  http('/schema.graphql'),
  http('/catalog'),
  http('/catalog.ttl'),
  ...['use-case', 'procurement-clause', 'data-charter'].flatMap((slug) =>
    ['csv', 'schema.json', 'json', 'ndjson'].map((form) => http(`/download/${slug}.${form}`)),
  ),
  ...['csv', 'ndjson', 'schema.json'].map((form) => http(`/download/history.${form}`)),
  http('/atom'),
  {
    name: 'GET /atom of an organization, a theme, a search',
    read: async (reader) => {
      const { organizationIds, words } = reader;
      const texts: string[] = [];
      for (const id of organizationIds) texts.push(...(await http(`/atom?organization=${id}`).read(reader)));
      // The words asked for stand in the feed's own title and links: what counts is what it found by them.
      for (const word of words) {
        const told = await http(`/atom?q=${encodeURIComponent(word)}`).read(reader);
        texts.push(
          ...told.map((text) => text.slice(Math.max(text.search(/<(?:entry|at:deleted-entry)\b/), 0) || text.length)),
        );
      }
      texts.push(...(await http('/atom?theme=ADMINISTRATION_ORGANISATION').read(reader)));
      return texts;
    },
  },
  http('/nulle-part'),
  {
    name: 'GET /id and /doc',
    read: async (reader) => {
      const paths = reader.entryIds.flatMap((id) =>
        ['use-case', 'procurement-clause', 'data-charter'].flatMap((slug) => [
          `/id/${slug}/${id}`,
          `/doc/${slug}/${id}`,
        ]),
      );
      const texts: string[] = [];
      for (const path of paths) texts.push(...(await http(path).read(reader)));
      return texts;
    },
  },
  {
    name: 'messages of refused mutations',
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
