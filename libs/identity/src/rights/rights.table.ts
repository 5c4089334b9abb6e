import type { ApiKeyScope, Audience } from '../api-key/api-key.entity.js';
import type { OrganizationState } from '../organization/organization.entity.js';

/**
 * The rights of the product, whole: who may do what, to what. Policies, guards, SQL and `docs/rights.md` are made from
 * these tables, and nothing else grants anything. `test/rights` holds its own, independent copy of what they should say.
 *
 * Each column says all that somebody may do who is that and nothing else. Somebody who is several of these may do what
 * one of them may. A key never does more than its holder: it also needs the scope of the row.
 */
export const STANDINGS = [
  /** Not signed in. */
  'VISITOR',
  /** The key of an organization's portal, whatever the organization. */
  'PORTAL',
  /** A person signed in, without a role in the organization that it is about. */
  'OTHER',
  /** A role in that organization; where a row is about no organization, in any. */
  'READER',
  'CONTRIBUTOR',
  'COORDINATOR',
  /** Coordinator of a département or région that the organization lies in. */
  'TERRITORY_COORDINATOR',
  /** A role of the network. */
  'MODERATOR',
  'NATIONAL_COORDINATOR',
  'ADMINISTRATOR',
] as const;
export type StandingName = (typeof STANDINGS)[number];

/**
 * What a cell says.
 * - `YES`, `NO`
 * - `VERIFIED`: yes, once a moderator has verified the organization
 * - `NETWORK_BODY`: yes, for what belongs to the network's own body, in whose name moderators act
 * - `MODERATING`: yes; a key also needs the scope `moderate`
 * - `MOOT`: no, and nothing else could be written here: another row has answered, or the question does not arise
 */
export const CELLS = ['YES', 'NO', 'VERIFIED', 'NETWORK_BODY', 'MODERATING', 'MOOT'] as const;
export type Cell = (typeof CELLS)[number];

/** A row: an action and what each standing may do. */
export interface Right {
  /** Scope that a key needs; null: none, as everybody may. */
  readonly scope: ApiKeyScope | null;
  readonly cells: Readonly<Record<StandingName, Cell>>;
}

type Ten = [Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell];

function right(scope: ApiKeyScope | null, ...cells: Ten): Right {
  const named = STANDINGS.map((standing, index) => [standing, cells[index]] as const);
  return { scope, cells: Object.fromEntries(named) as Record<StandingName, Cell> };
}

const [yes, no, ver, net, mod, ___] = CELLS;
const everybody = (): Right => right(null, yes, yes, yes, yes, yes, yes, yes, yes, yes, yes);

/**
 * Rows named after a field of GraphQL's `Query` or `Mutation` say who may call it; a field without a row is refused to
 * everyone. `field.part` is a further case of that field. `see.…` says what of the answers somebody is shown.
 */
// prettier-ignore
export const rights = {
  // Who may ask. What is shown to whom: `see.…` below, and the tables at the end.
  auditHead:          everybody(),
  changes:            everybody(),
  entries:            everybody(),
  entry:              everybody(),
  entryDiff:          everybody(),
  entryRevisions:     everybody(),
  entryTombstone:     everybody(),
  enumLabels:         everybody(),
  feedAdvanced:       everybody(),
  feedReceiptKey:     everybody(),
  feedBucket:         everybody(),
  feedDigest:         everybody(),
  feedEntries:        everybody(),
  feedInfo:           everybody(),
  fieldTable:         everybody(),
  glossary:           everybody(),
  health:             everybody(),
  organization:       everybody(),
  organizations:      everybody(),
  search:             everybody(),
  suggest:            everybody(),
  suppliers:          everybody(),
  systems:            everybody(),
  territories:        everybody(),
  viewer:             everybody(),

  //                          scope of a key        VISI  PORT  OTHER READ  CONT  COOR  TERR  MODE  NATI  ADMI
  // What is seen beyond the public
  /** Entries and fields of the audience NETWORK; of a portal, of its organization. */
  'see.network':        right('read',               no,   ver,  no,   ver,  ver,  ver,  yes,  yes,  yes,  yes),
  /** Drafts, entries of the audience ORGANIZATION, the whole history, the raw origin. */
  'see.inside':         right('read',               no,   no,   no,   yes,  yes,  yes,  no,   net,  no,   net),
  /** A revision that was submitted, of an entry that is not for its organization alone; those of the house: above. */
  'see.submitted':      right('read',               no,   no,   no,   ___,  ___,  ___,  ver,  no,   no,   no ),
  /** An organization that no moderator has verified yet. */
  'see.pending':        right('read',               no,   no,   no,   yes,  yes,  yes,  ___,  yes,  no,   yes),
  /** Systems and suppliers that no visible entry uses. */
  'see.unused':         right('moderate',           no,   no,   no,   no,   no,   no,   no,   yes,  no,   yes),
  /** Notices to an organization: keys that will expire, receivers that were disabled. */
  'see.notices':        right('read',               ___,  ___,  ___,  no,   no,   yes,  ___,  ___,  ___,  ___),

  // Entries: of the organization that owns them
  entryChecklist:       right('read',               no,   no,   no,   yes,  yes,  yes,  no,   net,  no,   net),
  entrySubmissions:     right('read',               no,   no,   no,   no,   no,   yes,  ver,  net,  no,   net),
  entryCreate:          right('entry:write',        no,   no,   no,   no,   yes,  yes,  no,   net,  no,   net),
  entryRevise:          right('entry:write',        no,   no,   no,   no,   yes,  yes,  no,   net,  no,   net),
  entrySubmit:          right('entry:write',        no,   no,   no,   no,   yes,  yes,  no,   net,  no,   net),
  /** "Still true": an owner's word, which nobody else gives. */
  entryConfirm:         right('entry:write',        no,   no,   no,   no,   yes,  yes,  no,   net,  no,   net),
  entryRequestChanges:  right('entry:publish',      no,   no,   no,   no,   no,   yes,  ver,  net,  no,   net),
  entryPublish:         right('entry:publish',      no,   no,   no,   no,   no,   yes,  no,   net,  no,   net),
  entrySetAudience:     right('entry:publish',      no,   no,   no,   no,   no,   yes,  no,   net,  no,   net),
  entryArchive:         right('entry:publish',      no,   no,   no,   no,   no,   yes,  no,   net,  no,   net),
  entryWithdraw:        right('entry:publish',      no,   no,   no,   no,   no,   yes,  no,   mod,  no,   mod),
  entryMerge:           right('entry:publish',      no,   no,   no,   no,   no,   yes,  no,   mod,  no,   mod),
  /** Many at once, from a program of the organization. */
  entriesImport:        right('entry:import',       no,   ver,  no,   no,   no,   ver,  ___,  no,   no,   no),
  /** Putting one's own name on an entry, for members; and taking a name off. */
  entryContactOffer:    right('entry:write',        ___,  ___,  no,   no,   yes,  yes,  no,   net,  no,   net),
  entryContactRemove:   right('organization:write', no,   no,   no,   no,   no,   yes,  no,   net,  no,   net),
  /** One's own name, wherever one has a role by now. */
  'entryContactRemove.own': right('organization:write', ___, ___, yes, yes, yes, yes,   yes,  yes,  yes,  yes),
  /** About the organization that the entry is about. */
  entryClaim:           right('entry:publish',      no,   no,   no,   no,   no,   ver,  ___,  no,   no,   no),
  /** About the organization that reuses. */
  adoptionDeclare:      right('entry:write',        no,   no,   no,   no,   ver,  ver,  ___,  no,   no,   no),
  adoptionWithdraw:     right('entry:write',        no,   no,   no,   no,   ver,  ver,  ___,  no,   no,   no),

  // Systems and suppliers: the network's
  systemConfirm:        right('moderate',           no,   no,   no,   no,   no,   no,   no,   yes,  no,   yes),
  systemMerge:          right('moderate',           no,   no,   no,   no,   no,   no,   no,   yes,  no,   yes),
  supplierConfirm:      right('moderate',           no,   no,   no,   no,   no,   no,   no,   yes,  no,   yes),
  supplierMerge:        right('moderate',           no,   no,   no,   no,   no,   no,   no,   yes,  no,   yes),

  // Organizations and roles
  organizationCreate:        right('organization:write', no, no,  yes,  yes,  yes,  yes,  yes,  yes,  yes,  yes),
  organizationVerify:        right('moderate',      no,   no,   no,   no,   no,   no,   no,   yes,  no,   yes),
  organizationRename:        right('moderate',      no,   no,   no,   no,   no,   no,   no,   yes,  no,   yes),
  organizationJoinNetwork:   right('moderate',      no,   no,   no,   no,   no,   no,   no,   yes,  no,   yes),
  organizationLeaveNetwork:  right('moderate',      no,   no,   no,   no,   no,   no,   no,   yes,  no,   yes),
  organizationSetPublishing: right('entry:publish', no,   no,   no,   no,   no,   ver,  ___,  no,   no,   no),
  territoryRoles:       right('moderate',           no,   no,   no,   no,   no,   no,   no,   yes,  no,   yes),
  territoryRoleGrant:   right('moderate',           no,   no,   no,   no,   no,   no,   no,   yes,  no,   yes),
  territoryRoleEnd:     right('moderate',           no,   no,   no,   no,   no,   no,   no,   yes,  no,   yes),

  // People
  /** For oneself: asking, leaving, taking an invitation, ending one's sessions. */
  membershipRequest:    right('organization:write', ___,  ___,  yes,  yes,  yes,  yes,  yes,  yes,  yes,  yes),
  membershipRequestWithdraw: right('organization:write', ___, ___, yes, yes, yes, yes,  yes,  yes,  yes,  yes),
  membershipLeave:      right('organization:write', ___,  ___,  yes,  yes,  yes,  yes,  yes,  yes,  yes,  yes),
  invitationAccept:     right('organization:write', ___,  ___,  yes,  yes,  yes,  yes,  yes,  yes,  yes,  yes),
  sessionRevoke:        right('key:write',          ___,  ___,  yes,  yes,  yes,  yes,  yes,  yes,  yes,  yes),
  sessionRevokeAll:     right('key:write',          ___,  ___,  yes,  yes,  yes,  yes,  yes,  yes,  yes,  yes),
  /** Of the organization; nobody answers their own request. */
  membershipRequests:   right('organization:write', no,   no,   no,   no,   no,   ver,  ___,  mod,  no,   mod),
  'membershipRequests.all': right('organization:write', no, no, no,   no,   no,   no,   no,   mod,  no,   mod),
  membershipConfirm:    right('organization:write', no,   no,   no,   no,   no,   ver,  ___,  mod,  no,   mod),
  membershipRefuse:     right('organization:write', no,   no,   no,   no,   no,   ver,  ___,  mod,  no,   mod),
  membershipEnd:        right('organization:write', no,   no,   no,   no,   no,   ver,  ___,  mod,  no,   mod),
  organizationMembers:  right('organization:write', no,   no,   no,   no,   no,   ver,  ___,  mod,  no,   mod),
  invitations:          right('organization:write', no,   no,   no,   no,   no,   ver,  ___,  mod,  no,   mod),
  invitationRevoke:     right('organization:write', no,   no,   no,   no,   no,   ver,  ___,  mod,  no,   mod),
  invitationCreate:     right('organization:write', no,   no,   no,   no,   no,   ver,  ___,  no,   no,   no),
  /** Accounts, whosever they are. */
  members:              right('moderate',           no,   no,   no,   no,   no,   no,   no,   no,   no,   yes),
  memberReconcile:      right('moderate',           no,   no,   no,   no,   no,   no,   no,   no,   no,   yes),

  /** Erasure of another, for good; nobody but an administrator, and not by a key that may only act in organizations. */
  memberErase:          right('organization:write', no,   no,   no,   no,   no,   no,   no,   no,   no,   mod),
  /** Erasure of oneself. */
  'memberErase.own':    right('organization:write', ___,  ___,  yes,  yes,  yes,  yes,  yes,  yes,  yes,  yes),
  /** Who did what, personal parts included. */
  auditLog:             right('moderate',           no,   no,   no,   no,   no,   no,   no,   yes,  no,   yes),

  // Keys of the organization's portals
  apiKeys:              right('key:write',          no,   no,   no,   no,   no,   yes,  ___,  no,   no,   yes),
  apiKeyCreate:         right('key:write',          no,   no,   no,   no,   no,   ver,  ___,  no,   no,   no),
  apiKeyRotate:         right('key:write',          no,   no,   no,   no,   no,   ver,  ___,  no,   no,   no),
  apiKeyRevoke:         right('key:write',          no,   no,   no,   no,   no,   yes,  ___,  no,   no,   yes),
  /** One's own key, which acts as oneself. */
  'apiKeyRevoke.own':   right('key:write',          ___,  ___,  yes,  yes,  yes,  yes,  yes,  yes,  yes,  yes),
  /** The key of another person. */
  'apiKeyRevoke.person': right('key:write',         no,   no,   no,   no,   no,   no,   no,   no,   no,   yes),

  // Receivers of pokes, of the organization
  webhooks:             right('key:write',          no,   no,   no,   no,   no,   yes,  ___,  no,   no,   yes),
  webhookDeliveries:    right('key:write',          no,   no,   no,   no,   no,   yes,  ___,  no,   no,   yes),
  webhookCreate:        right('key:write',          no,   no,   no,   no,   no,   ver,  ___,  no,   no,   no),
  webhookUpdate:        right('key:write',          no,   no,   no,   no,   no,   ver,  ___,  no,   no,   no),
  webhookRotateSecret:  right('key:write',          no,   no,   no,   no,   no,   ver,  ___,  no,   no,   no),
  webhookTest:          right('key:write',          no,   no,   no,   no,   no,   ver,  ___,  no,   no,   no),
  webhookReplay:        right('key:write',          no,   no,   no,   no,   no,   ver,  ___,  no,   no,   no),
  webhookDelete:        right('key:write',          no,   no,   no,   no,   no,   yes,  ___,  no,   no,   yes),

  // Portals: how they do, and what they prove
  portals:              right('read',               no,   no,   no,   no,   no,   yes,  ___,  yes,  yes,  yes),
  portal:               right('read',               no,   no,   no,   no,   no,   yes,  ___,  yes,  yes,  yes),
  feedReconciliation:   right('read',               no,   no,   no,   no,   no,   no,   no,   yes,  yes,  yes),
  /** Of what a portal holds, by its own key. */
  feedReceipt:          right(null,                 ___,  yes,  ___,  ___,  ___,  ___,  ___,  ___,  ___,  ___),

  // Words of the search
  glossaryHistory:      right('moderate',           no,   no,   no,   no,   no,   no,   no,   yes,  no,   yes),
  glossaryUpsert:       right('moderate',           no,   no,   no,   no,   no,   no,   no,   yes,  no,   yes),
  glossaryRemove:       right('moderate',           no,   no,   no,   no,   no,   no,   no,   yes,  no,   yes),
  unansweredQueries:    right('read',               no,   no,   no,   no,   no,   no,   no,   yes,  yes,  yes),
  unansweredQueryDismiss: right('moderate',         no,   no,   no,   no,   no,   no,   no,   yes,  no,   yes),

  // The command line
  'import.publish':     right('import:publish',     no,   no,   no,   no,   no,   no,   no,   no,   no,   yes),
} as const satisfies Record<string, Right>;

export type Action = keyof typeof rights;

/** What the product itself does, for an administrator (import, seed): the actions, and the scope that each was granted. */
export const productRights: Readonly<Partial<Record<Action, ApiKeyScope>>> = {
  'see.network': 'read',
  entryCreate: 'entry:write',
  entryRevise: 'entry:write',
  entrySubmit: 'entry:write',
  entryConfirm: 'entry:write',
  entryRequestChanges: 'import:publish',
  entryPublish: 'import:publish',
  entrySetAudience: 'import:publish',
  entryArchive: 'import:publish',
  entryWithdraw: 'import:publish',
  entryMerge: 'import:publish',
  organizationCreate: 'organization:write',
  organizationVerify: 'moderate',
  organizationRename: 'moderate',
  organizationJoinNetwork: 'moderate',
  organizationLeaveNetwork: 'moderate',
  glossaryUpsert: 'moderate',
  glossaryRemove: 'moderate',
};

/** Which entries are shown to readers of an audience: by the entry's own audience. */
// prettier-ignore
export const shownTo: Readonly<Record<Audience, Readonly<Record<Audience, boolean>>>> = {
  PUBLIC:       { PUBLIC: true, NETWORK: false, ORGANIZATION: false },
  NETWORK:      { PUBLIC: true, NETWORK: true,  ORGANIZATION: false },
  ORGANIZATION: { PUBLIC: true, NETWORK: true,  ORGANIZATION: true  },
};

/** States in which readers see an entry; the others are drafts and tombstones. */
export const readableStates = {
  DRAFT: false,
  PUBLISHED: true,
  ARCHIVED: true,
  WITHDRAWN: false,
  MERGED: false,
};

/** Whether entries are shown beyond their owner: by the owner's state, and whether the entry was taken from a source. */
// prettier-ignore
export const shownBeyond: Readonly<Record<OrganizationState, { readonly written: boolean; readonly taken: boolean }>> = {
  PENDING:  { written: false, taken: true },
  VERIFIED: { written: true,  taken: true },
};
