import { useCaseContent } from '../factories/use-case.factory.js';
import { useCaseInput } from '../api/operations.js';
import type { Cast } from './cast.js';
import type { PeopleOf } from './cast-people.js';
import { WORD } from './cast-entries.js';
import type { Who } from './expectation.js';
import type { OrganizationName } from './people.js';

export interface Call {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What a call is about. */
export interface Aim {
  readonly cast: Cast;
  readonly who: Who;
  /** After the field's name in a row: `A`, `A-house`, `own`. */
  readonly about: string;
  /** The id as it is, or one that nothing has. */
  readonly id: (real: string | undefined) => string;
}

type Calls = Readonly<Record<string, (aim: Aim) => Call>>;

/**
 * Calls that change nothing: where a right is held, the answer is about what comes after it, a revision that is not the
 * newest, a key that has ended, a move that the state does not allow. A few do what is done already.
 */
const mutation = (field: string, input: Readonly<Record<string, unknown>>, type = typeOf(field)): Call => ({
  query: `mutation ($input: ${type}!) { ${field}(input: $input) { userErrors { code } } }`,
  variables: { input },
});
const reading = (query: string, variables: Readonly<Record<string, unknown>> = {}): Call => ({ query, variables });

/** No revision and no version has this number. */
const NEVER = 999;

const entry = (aim: Aim, name: string): string => aim.id(aim.cast.entries[`${aim.about.slice(0, 1)} ${name}`]);
const organization = (aim: Aim): string => aim.id(aim.cast.organizations[aim.about as OrganizationName]);
/** The one that is submitted, so that it lies in its territory's reach: nobody there may do more for that. */
const within = (aim: Aim): string => entry(aim, 'submitted');
const move =
  (field: string, name: string, more: Readonly<Record<string, unknown>> = {}) =>
  (aim: Aim) =>
    mutation(field, { id: entry(aim, name), ...more });
const submission = (aim: Aim): string =>
  entry(aim, { 'A-draft': 'draft', 'A-house': 'submitted house' }[aim.about] ?? 'submitted');
const moderation =
  (field: string, more: Readonly<Record<string, unknown>> = {}) =>
  (aim: Aim) =>
    mutation(field, { id: aim.cast.organizations.B, ...more });
const reference = (field: string, more: (id: string) => Readonly<Record<string, unknown>>) => (aim: Aim) => {
  const known = field.startsWith('system') ? aim.cast.systems : aim.cast.suppliers;
  const id = known['public'] ?? '';
  return mutation(field, { id, ...more(id) });
};
/** Paused, so that nothing can be sent to it. */
const webhook = (aim: Aim): string => aim.id(aim.cast.webhooks[aim.about as OrganizationName]);
const of = ({ cast, about }: Aim): PeopleOf => cast.peopleOf[about === 'P' ? 'P' : 'A'];
const territory = (field: string) => (aim: Aim) =>
  mutation(field, { memberId: aim.id(undefined), territoryId: 'COMMUNE-Z1001' });

/** By field: what `expectation.ts` has rows of. */
export const rootCalls: Calls = {
  entryChecklist: (aim) => reading('query ($id: ID!) { entryChecklist(id: $id) { code } }', { id: within(aim) }),
  entrySubmissions: () => reading('{ entrySubmissions(first: 1) { nodes { id } } }'),
  entryCreate: (aim) =>
    mutation('entryCreate', {
      ...useCaseInput(organization(aim), useCaseContent()),
      subjectOrganizationId: '00000000-0000-7000-8000-000000000001',
    }),
  entryRevise: (aim) => {
    const { useCase, title, summary, description, themes } = useCaseInput('', useCaseContent());
    const content = { title, summary, description, themes, useCase };
    return mutation('entryRevise', { id: within(aim), baseRevision: NEVER, ...content });
  },
  entrySubmit: move('entrySubmit', 'submitted', { baseRevision: NEVER }),
  entryConfirm: move('entryConfirm', 'submitted'),
  entryRequestChanges: (aim) =>
    mutation('entryRequestChanges', { id: submission(aim), baseRevision: NEVER, comment: 'Non.' }),
  entryPublish: move('entryPublish', 'submitted', { baseRevision: NEVER }),
  entrySetAudience: move('entrySetAudience', 'submitted', { audience: 'NETWORK', baseVersion: NEVER }),
  entryArchive: move('entryArchive', 'submitted'),
  entryWithdraw: move('entryWithdraw', 'closed'),
  entryMerge: (aim) => mutation('entryMerge', { id: entry(aim, 'revised'), intoId: entry(aim, 'revised') }),
  entryContactOffer: move('entryContactOffer', 'closed', { email: 'prenom.nom@ville-demonstration.example' }),
  entryContactRemove: (aim) =>
    mutation('entryContactRemove', { id: aim.about === 'own' ? aim.id(aim.cast.entries['B named']) : within(aim) }),
  memberErase: ({ cast, about, who, id }) =>
    mutation('memberErase', { memberId: id(about === 'own' ? cast.memberIds.get(who) : cast.erased) }),
  auditLog: () => reading('{ auditLog(first: 1) { pageInfo { hasNextPage } } }'),
  entryClaim: (aim) => mutation('entryClaim', { id: aim.id(aim.cast.entries[`N about ${aim.about}`]) }),
  entriesImport: (aim) =>
    mutation('entriesImport', { batchId: 'b', source: 'droits.example', ownerId: organization(aim), items: [] }),
  adoptionDeclare: (aim) =>
    mutation('adoptionDeclare', { entryId: entry(aim, 'public'), organizationId: organization(aim), state: 'LIVE' }),
  adoptionWithdraw: (aim) =>
    mutation('adoptionWithdraw', { entryId: entry(aim, 'public'), organizationId: organization(aim) }),
  systemConfirm: reference('systemConfirm', () => ({})),
  systemMerge: reference('systemMerge', (intoId) => ({ intoId })),
  supplierConfirm: reference('supplierConfirm', () => ({})),
  supplierMerge: reference('supplierMerge', (intoId) => ({ intoId })),
  organizationCreate: () => mutation('organizationCreate', { type: 'ASSOCIATION', name: 'Sans', siren: '123456789' }),
  organizationVerify: moderation('organizationVerify'),
  organizationRename: moderation('organizationRename', { name: 'Ville B (démonstration)' }),
  organizationJoinNetwork: moderation('organizationJoinNetwork', { networkId: 'none' }),
  organizationLeaveNetwork: moderation('organizationLeaveNetwork', { networkId: 'none' }),
  organizationSetPublishing: (aim) => mutation('organizationSetPublishing', { id: organization(aim), oneStep: true }),
  territoryRoles: () => reading('{ territoryRoles { memberId } }'),
  territoryRoleGrant: territory('territoryRoleGrant'),
  territoryRoleEnd: territory('territoryRoleEnd'),
  membershipRequest: (aim) => mutation('membershipRequest', { organizationId: aim.id(undefined), role: 'READER' }),
  membershipRequestWithdraw: (aim) => mutation('membershipRequestWithdraw', { id: aim.id(undefined) }),
  membershipLeave: (aim) => mutation('membershipLeave', { organizationId: aim.id(undefined) }),
  membershipRequests: ({ cast, about, id }) =>
    about === 'all'
      ? reading('{ membershipRequests { id } }')
      : reading('query ($id: ID) { membershipRequests(organizationId: $id) { id } }', {
          id: id(cast.organizations[about as OrganizationName]),
        }),
  membershipConfirm: (aim) => mutation('membershipConfirm', { id: aim.id(of(aim).decidedRequest) }),
  membershipRefuse: (aim) => mutation('membershipRefuse', { id: aim.id(of(aim).decidedRequest), reason: 'Aucune.' }),
  membershipEnd: (aim) => mutation('membershipEnd', { id: aim.id(of(aim).lastCoordinator) }),
  organizationMembers: (aim) =>
    reading('query ($id: ID!) { organizationMembers(organizationId: $id) { id } }', { id: organization(aim) }),
  invitations: (aim) =>
    reading('query ($id: ID!) { invitations(organizationId: $id) { id } }', { id: organization(aim) }),
  invitationCreate: (aim) =>
    mutation('invitationCreate', { organizationId: organization(aim), role: 'READER', validDays: 0 }),
  invitationAccept: () => mutation('invitationAccept', { token: 'mli_none' }),
  invitationRevoke: (aim) => mutation('invitationRevoke', { id: aim.id(of(aim).endedInvitation) }),
  members: () => reading('{ members(first: 1) { id } }'),
  memberReconcile: ({ cast }) => mutation('memberReconcile', { id: cast.somebody, otherId: cast.somebody }),
  sessionRevoke: (aim) => mutation('sessionRevoke', { id: aim.id(undefined) }),
  sessionRevokeAll: () => mutation('sessionRevokeAll', {}),
  apiKeys: (aim) => reading('query ($id: ID!) { apiKeys(organizationId: $id) { id } }', { id: organization(aim) }),
  apiKeyCreate: (aim) =>
    mutation('apiKeyCreate', { organizationId: organization(aim), name: 'Portail', audience: 'PUBLIC', validDays: 0 }),
  apiKeyRotate: (aim) =>
    mutation('apiKeyRotate', { id: aim.id(aim.cast.endedPortalKeys.get(aim.about as OrganizationName)) }),
  apiKeyRevoke: (aim) => mutation('apiKeyRevoke', { id: aim.id(endedKey(aim)) }),
  portals: (aim) =>
    reading('query ($id: ID!) { portals(organizationId: $id) { nodes { key { id } } } }', { id: organization(aim) }),
  portal: (aim) =>
    reading('query ($id: ID!) { portal(keyId: $id) { key { id } } }', {
      id: aim.id(aim.cast.endedPortalKeys.get(aim.about as OrganizationName)),
    }),
  feedReconciliation: () => reading('{ feedReconciliation(first: 1) { nodes { lag } } }'),
  feedReceipt: () =>
    mutation('feedReceipt', { epoch: '00000000-0000-7000-8000-000000000000', headSeq: 0, buckets: [] }),
  webhooks: (aim) => reading('query ($id: ID!) { webhooks(organizationId: $id) { id } }', { id: organization(aim) }),
  webhookDeliveries: (aim) =>
    reading('query ($id: ID!) { webhookDeliveries(webhookId: $id) { nodes { id } } }', { id: webhook(aim) }),
  webhookCreate: (aim) => mutation('webhookCreate', { organizationId: organization(aim), url: 'nowhere' }),
  webhookUpdate: (aim) => mutation('webhookUpdate', { id: webhook(aim) }),
  webhookRotateSecret: (aim) => mutation('webhookRotateSecret', { id: webhook(aim) }),
  webhookTest: (aim) => mutation('webhookTest', { id: webhook(aim) }),
  webhookReplay: (aim) => mutation('webhookReplay', { webhookId: webhook(aim), since: '2026-01-01T00:00:00Z' }),
  webhookDelete: (aim) => mutation('webhookDelete', { id: webhook(aim) }),
  glossaryHistory: () => reading('{ glossaryHistory(first: 1) { pageInfo { hasNextPage } } }'),
  glossaryUpsert: () =>
    mutation('glossaryUpsert', { terms: [{ text: 'zwindel' }, { text: 'zwandel' }], preview: true }),
  glossaryRemove: ({ cast }) => mutation('glossaryRemove', { id: cast.glossaryGroup, baseVersion: NEVER }),
  unansweredQueries: () => reading('{ unansweredQueries(first: 1) { edges { node { id } } } }'),
  unansweredQueryDismiss: () => mutation('unansweredQueryDismiss', { id: 'zwurbel' }),
  import: () => reading('{ viewer { permissions { canImport } } }'),
};

/** Fields that everybody may ask; what is shown to whom is another matter. */
export const openCalls: Calls = {
  auditHead: () => reading('{ auditHead { hash } }'),
  changes: () => reading('{ changes(first: 1) { headSeq } }'),
  feedBucket: () => reading('{ feedBucket(index: 0) { entryId } }'),
  feedDigest: () => reading('{ feedDigest { count } }'),
  feedEntries: () => reading('{ feedEntries(ids: []) { seq } }'),
  feedInfo: () => reading('{ feedInfo { epoch } }'),
  entries: () => reading('{ entries(first: 1) { nodes { id } } }'),
  entry: ({ cast }) => reading('query ($id: ID!) { entry(id: $id) { id } }', { id: cast.entries['A public'] }),
  entryDiff: ({ cast }) =>
    reading('query ($id: ID!) { entryDiff(id: $id, from: 1, to: 1) { path } }', { id: cast.entries['A public'] }),
  entryRevisions: ({ cast }) =>
    reading('query ($id: ID!) { entryRevisions(id: $id) { number } }', { id: cast.entries['A public'] }),
  entryTombstone: ({ cast }) =>
    reading('query ($id: ID!) { entryTombstone(id: $id) { id } }', { id: cast.entries['A withdrawn'] }),
  enumLabels: () => reading('{ enumLabels(names: ["Audience"]) { name } }'),
  feedReceiptKey: () => reading('{ feedReceiptKey { algorithm } }'),
  fieldTable: () => reading('{ fieldTable(kind: USE_CASE) { path } }'),
  glossary: () => reading('{ glossary(first: 1) { totalCount } }'),
  health: () => reading('{ health { version } }'),
  organization: ({ cast }) =>
    reading('query ($id: ID!) { organization(id: $id) { id } }', { id: cast.organizations.A }),
  organizations: () => reading('{ organizations(first: 1) { nodes { id } } }'),
  search: () => reading(`{ search(query: "${WORD}") { totalCount } }`),
  suggest: () => reading(`{ suggest(query: "${WORD}") { mode } }`),
  suppliers: () => reading('{ suppliers(first: 1) { id } }'),
  systems: () => reading('{ systems(first: 1) { id } }'),
  territories: () => reading('{ territories(search: "territoire") { id } }'),
  viewer: () => reading('{ viewer { kind } }'),
};

/** Of the organization's portals; of oneself; of somebody else. Whoever has none asks for another's. */
function endedKey({ cast, who, about }: Aim): string | undefined {
  const other = cast.endedOwnKeys.get(who === 'nat' ? 'new' : 'nat');
  if (about === 'person') return other;
  if (about === 'own') return cast.endedOwnKeys.get(who) ?? other;
  return cast.endedPortalKeys.get(about as OrganizationName);
}

/** Name of the input: of its own, or shared by several mutations. */
function typeOf(field: string): string {
  const sharedInputs: Readonly<Record<string, string>> = {
    entrySubmit: 'RevisionMoveInput',
    entryPublish: 'RevisionMoveInput',
    entryConfirm: 'EntryMoveInput',
    entryContactRemove: 'EntryMoveInput',
    entryArchive: 'EntryMoveInput',
    entryClaim: 'EntryMoveInput',
    systemConfirm: 'ReferenceConfirmInput',
    supplierConfirm: 'ReferenceConfirmInput',
    systemMerge: 'ReferenceMergeInput',
    supplierMerge: 'ReferenceMergeInput',
    organizationVerify: 'OrganizationMoveInput',
    webhookDelete: 'WebhookMoveInput',
    webhookRotateSecret: 'WebhookMoveInput',
    webhookTest: 'WebhookMoveInput',
    territoryRoleGrant: 'TerritoryRoleInput',
    territoryRoleEnd: 'TerritoryRoleInput',
  };
  return sharedInputs[field] ?? `${field.slice(0, 1).toUpperCase()}${field.slice(1)}Input`;
}
