import { without } from '../support/without.js';

/** Operations that several suites send, as a client would: with variables. */

export const CREATE = `mutation Create($input: EntryCreateInput!) {
  entryCreate(input: $input) {
    entry { id state revision lastRevision version draftState }
    twins { id title ownerName }
    replayed
    userErrors { code message path details }
  }
}`;

const moved =
  'entry { id state version lastRevision draftState reviewComment audience reviewBy owner { id } } userErrors { code message path details }';

export const SUBMIT = `mutation Submit($input: RevisionMoveInput!) { entrySubmit(input: $input) { ${moved} } }`;
export const REQUEST_CHANGES = `mutation Ask($input: EntryRequestChangesInput!) { entryRequestChanges(input: $input) { ${moved} } }`;
export const PUBLISH = `mutation Publish($input: RevisionMoveInput!) { entryPublish(input: $input) { ${moved} } }`;
export const REVISE = `mutation Revise($input: EntryReviseInput!) { entryRevise(input: $input) { ${moved} } }`;
export const CONFIRM = `mutation Confirm($input: EntryMoveInput!) { entryConfirm(input: $input) { ${moved} } }`;
export const SET_AUDIENCE = `mutation Share($input: EntrySetAudienceInput!) { entrySetAudience(input: $input) { ${moved} } }`;
export const CLAIM = `mutation Claim($input: EntryMoveInput!) { entryClaim(input: $input) { ${moved} } }`;
export const ARCHIVE = `mutation Archive($input: EntryMoveInput!) { entryArchive(input: $input) { ${moved} } }`;
export const WITHDRAW = `mutation Withdraw($input: EntryWithdrawInput!) {
  entryWithdraw(input: $input) { tombstone { id state replacedById } userErrors { code message path } }
}`;
export const MERGE = `mutation Merge($input: EntryMergeInput!) {
  entryMerge(input: $input) { tombstone { id state replacedById } userErrors { code message path } }
}`;

export const ENTRY = `query Entry($id: ID!, $revision: Int) {
  entry(id: $id, revision: $revision) {
    __typename id kind state audience version revision title summary lang themes contact licence
    owner { id name } subjectOrganization { id name } confirmedBySubject provenance
    adoptions { state count } adoptionTotal completeness { answered asked missing } freshness reviewBy
    relations { type targetEntry { id title } targetSystem { id name } compliance { commitment status note } }
    permissions { canRevise canSubmit canPublish canWithdraw canClaim }
    ... on UseCase { problem lifecycle techniques automation aiAct { role class } cost { oneOffEur oneOffBand } }
    ... on ProcurementClause { topic positions { level text } parameters { key type } }
    ... on DataCharter { charterType commitments { text status } }
  }
}`;

export const SEARCH = `query Search($query: String!, $first: Int, $filter: SearchFilter, $after: String, $names: [FacetName!]) {
  search(query: $query, first: $first, filter: $filter, after: $after) {
    totalCount mode
    edges { node { id title owner { name } themes lifecycle } match highlight { title summary text } cursor }
    facets(names: $names) { name label values { value label count selected } }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** Input of `entryCreate` for a use case, from the flat content of the factory. */
export function useCaseInput(ownerId: string, content: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { title, summary, description, lang, themes, subThemes, keywords, contact, links, ...useCase } = content;
  const envelope = { title, summary, description, lang, themes, subThemes, keywords, contact, links };
  return {
    ownerId,
    ...Object.fromEntries(Object.entries(envelope).filter(([, value]) => value !== undefined)),
    useCase,
  };
}

/** Input of `entryRevise`, likewise. */
export function reviseInput(
  id: string,
  baseRevision: number,
  content: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return { ...without(useCaseInput('', content), 'ownerId'), id, baseRevision };
}
