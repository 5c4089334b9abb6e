import type { CommitmentCompliance } from '../kinds/relation-types.js';
import type { Audience } from '@maillage/identity';
import type { PersonalDataDecision } from '../fields/content-personal-data.js';
import type { ProposedSystem } from '../system/system.repository.js';
import type { TwinEntry } from '../entry/entry-reference.repository.js';

/** A relation as its writer gives it: `target` is the id of an entry, or of a system for USES_SYSTEM. */
export interface RelationInput {
  readonly type: string;
  readonly target: string;
  readonly compliance?: readonly CommitmentCompliance[] | null;
}

/** What every mutation may carry so that it can be sent twice. */
export interface Repeatable {
  readonly idempotencyKey?: string | null;
}

export interface EntryCreateCommand extends Repeatable {
  readonly kind: string;
  readonly ownerId: string;
  /** Default: the owner. */
  readonly subjectOrganizationId?: string | null;
  /** Default PUBLIC. Nobody but its owner sees it before it is published. */
  readonly audience?: Audience | null;
  /** Values by field name: those of every entry and those of the kind. */
  readonly content: Readonly<Record<string, unknown>>;
  readonly relations?: readonly RelationInput[] | null;
  /** A system that is not in the catalogue yet; becomes `deployment.system`, PROPOSED. */
  readonly proposedSystem?: ProposedSystem | null;
  /** Path of the kind's own fields in the caller's input, for errors. */
  readonly kindField?: string;
}

export interface EntryReviseCommand extends Repeatable {
  readonly id: string;
  /** Kind of the content given; absent: taken to be the entry's. */
  readonly kind?: string;
  /** Number of the revision that the writer has read. */
  readonly baseRevision: number;
  /** The whole content: what is absent is not answered any more. */
  readonly content: Readonly<Record<string, unknown>>;
  /** Absent: the relations of the base revision are kept. */
  readonly relations?: readonly RelationInput[] | null;
  readonly proposedSystem?: ProposedSystem | null;
  readonly kindField?: string;
}

/** A move on one revision; a stale `baseRevision` is refused. */
export interface RevisionMoveCommand extends Repeatable {
  readonly id: string;
  readonly baseRevision: number;
}

/** A move towards readers: what the texts tell of persons is decided first. */
export interface RevisionShowCommand extends RevisionMoveCommand {
  readonly personalDataDecisions?: readonly PersonalDataDecision[] | null;
}

export interface EntryWritten {
  readonly id: string;
  /** True when an earlier call with the same idempotency key had the effect. */
  readonly replayed: boolean;
  /** Entries of others that say the same: propose to adopt one, or to link to its system. */
  readonly twins: readonly TwinEntry[];
}
