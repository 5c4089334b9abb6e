import type { CommitmentCompliance } from '../kinds/relation-types.js';
import type { Audience, OrganizationState, OrganizationType } from '@maillage/identity';
import type { TerritoryLevel } from '@maillage/territory';
import type { AdoptionState } from '../adoption/adoption.entity.js';
import type { EntryState } from '../domain/entry-lifecycle.js';
import type { EntryContent } from '../fields/entry-content.js';
import type { ReferenceState } from '../system/system.entity.js';

/** Place of an organization, as cards and facets need it. Population in inhabitants. */
export interface TerritoryCard {
  readonly id: string;
  readonly level: TerritoryLevel;
  readonly code: string;
  readonly name: string;
  readonly population: number | null;
  readonly departementCode: string | null;
  readonly departementName: string | null;
  readonly regionCode: string | null;
  readonly regionName: string | null;
}

export interface OrganizationCard {
  readonly id: string;
  readonly name: string;
  readonly type: OrganizationType;
  readonly siren: string | null;
  readonly state: OrganizationState;
  readonly demonstration: boolean;
  readonly isNetwork: boolean;
  readonly territory: TerritoryCard | null;
}

export interface SupplierCard {
  readonly id: string;
  readonly name: string;
  readonly state: ReferenceState;
}

export interface SystemCard {
  readonly id: string;
  readonly name: string;
  readonly state: ReferenceState;
  readonly supplier: SupplierCard | null;
}

/** A relation with what is needed to decide who sees its target. */
export interface RelationRecord {
  readonly type: string;
  readonly targetEntry: RelatedEntry | null;
  readonly targetSystem: SystemCard | null;
  readonly compliance: readonly CommitmentCompliance[] | null;
}

/** The other end of a relation. */
export interface RelatedEntry extends Visibility {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
}

/** What decides who sees an entry at all. */
export interface Visibility {
  readonly state: EntryState;
  readonly audience: Audience;
  readonly ownerId: string;
  readonly ownerState: OrganizationState;
  /** True for entries that an importer or the network took over from a source. */
  readonly hasOrigin: boolean;
}

export interface EntryOrigin {
  readonly source: string;
  readonly sourceId: string;
  readonly sourceUrl: string | null;
  /** Raw values of the source's row. Shown to those who may edit the entry. */
  readonly raw: Readonly<Record<string, unknown>> | null;
}

/** A member who offers to be called. For the network and the owner, never for the public. */
export interface NamedContact {
  readonly name: string;
  readonly function: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** `YYYY-MM-DD`, included. */
  readonly until: string;
}

export type AdoptionCounts = Readonly<Partial<Record<AdoptionState, number>>>;

/** Everything about one entry at its published revision, before any audience is applied. Never leaves the server as it is. */
export interface EntryRecord {
  readonly id: string;
  readonly kind: string;
  readonly state: EntryState;
  readonly audience: Audience;
  readonly version: number;
  /** Number of the revision that `content` is of. */
  readonly revision: number;
  readonly publishedRevision: number | null;
  readonly lastRevision: number;
  readonly owner: OrganizationCard;
  readonly subjectOrganization: OrganizationCard;
  readonly claimedAt: string | null;
  readonly origin: EntryOrigin | null;
  readonly mergedIntoId: string | null;
  readonly content: EntryContent;
  readonly system: SystemCard | null;
  readonly relations: readonly RelationRecord[];
  readonly adoptions: AdoptionCounts;
  readonly namedContact: NamedContact | null;
  /** ISO 8601 moments in UTC. */
  readonly createdAt: string;
  readonly publishedAt: string | null;
  readonly updatedAt: string;
  readonly lastConfirmedAt: string | null;
  /** `YYYY-MM-DD`; null for what has ended. */
  readonly reviewBy: string | null;
}
