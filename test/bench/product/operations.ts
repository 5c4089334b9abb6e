import { envelopeFields } from '@maillage/catalogue';
import type { BenchQuery } from '../generator/queries.js';
import type { RequestText } from '../load/keep-alive-client.js';

/** Every GraphQL operation of the bench. Values go into variables, never into the text: it is parsed once. */

const organization = 'id name type territory { id name population departementCode regionCode }';

const SEARCH = `query Search($query: String!, $filter: SearchFilter, $facets: [FacetName!]) {
  search(query: $query, filter: $filter, first: 20) {
    totalCount
    edges {
      cursor match
      highlight { title summary text }
      node { id kind title summary themes lifecycle adoptionTotal publishedAt owner { ${organization} } system { id name } }
    }
    facets(names: $facets) { name label values { value label count selected } }
    pageInfo { hasNextPage endCursor }
  }
}`;

const ENTRY = `query Entry($id: ID!) {
  entry(id: $id) {
    id kind state version title summary description themes keywords publishedAt reviewBy
    owner { ${organization} } subjectOrganization { ${organization} }
    system { id name supplier { id name } }
    adoptions { state count }
    ... on UseCase { lifecycle techniques problem aiAct { class } cost { oneOffBand } lessons { worked didNot } }
  }
}`;

const ENTRIES = `query Entries($first: Int, $after: String) {
  entries(first: $first, after: $after) {
    nodes { id kind title summary themes publishedAt adoptionTotal owner { id name } subjectOrganization { id name } }
    pageInfo { hasNextPage endCursor }
  }
}`;

const CHANGES = `query Changes($first: Int, $after: String) {
  changes(first: $first, after: $after) { nextCursor hasMore changes { seq entryId version op document } }
}`;

const CREATE = `mutation Create($input: EntryCreateInput!) {
  entryCreate(input: $input) { entry { id lastRevision } userErrors { code path message } }
}`;

const PUBLISH = `mutation Publish($input: RevisionMoveInput!) {
  entryPublish(input: $input) { entry { id state } userErrors { code path message } }
}`;

/** Found in an answer that is not what was asked for; arrays of user errors are empty in good ones. */
export const REFUSAL = '"errors":[{';
export const USER_REFUSAL = '"code":"';

/** Six facets of a result page. */
export const FACETS = ['kind', 'themes', 'lifecycle', 'organizationType', 'region', 'freshness'];

const kindFields: Readonly<Record<string, string>> = {
  USE_CASE: 'useCase',
  PROCUREMENT_CLAUSE: 'procurementClause',
  DATA_CHARTER: 'dataCharter',
};

/** Requests to one API, by one caller. */
export class Operations {
  /** @param key of the caller; absent: a visitor */
  constructor(
    private readonly url: string,
    private readonly key?: string,
  ) {}

  search({ query, filter }: BenchQuery): RequestText {
    return this.request(SEARCH, { query, filter, facets: FACETS });
  }

  entry(id: string): RequestText {
    return this.request(ENTRY, { id });
  }

  entries(first: number, after: string | null): RequestText {
    return this.request(ENTRIES, { first, after });
  }

  /** `nextCursor` and `hasMore` come first: who only goes on need not read the rest. */
  changes(first: number, after: string | null): RequestText {
    return this.request(CHANGES, { first, after });
  }

  create(kind: string, ownerId: string, content: Readonly<Record<string, unknown>>): RequestText {
    const parts = Object.entries(content);
    const envelope = parts.filter(([name]) => name in envelopeFields);
    const own = parts.filter(([name]) => !(name in envelopeFields));
    const field = kindFields[kind] ?? kind;
    return this.request(CREATE, {
      input: { ownerId, ...Object.fromEntries(envelope), [field]: Object.fromEntries(own) },
    });
  }

  publish(id: string, baseRevision: number): RequestText {
    return this.request(PUBLISH, { input: { id, baseRevision } });
  }

  private request(query: string, variables: Readonly<Record<string, unknown>>): RequestText {
    return {
      url: `${this.url}/graphql`,
      method: 'POST',
      headers: this.key === undefined ? {} : { authorization: `Bearer ${this.key}` },
      body: JSON.stringify({ query, variables }),
    };
  }
}

/** What the bench reads of answers. */
export interface EntriesAnswer {
  readonly entries: {
    readonly nodes: readonly { readonly id: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}
export interface SearchAnswer {
  readonly search: {
    readonly totalCount: number;
    readonly edges: readonly { readonly node: { readonly id: string } }[];
  };
}
export interface CreateAnswer {
  readonly entryCreate: { readonly entry: { readonly id: string; readonly lastRevision: number } };
}
