/** Place of an organization, as a result shows it. Population in inhabitants. */
export interface CardTerritory {
  readonly id: string;
  readonly level: string;
  readonly code: string;
  readonly name: string;
  readonly population: number | null;
  readonly departementCode: string | null;
  readonly regionCode: string | null;
}

export interface CardOrganization {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly demonstration: boolean;
  readonly territory: CardTerritory | null;
}

export interface CardSystem {
  readonly id: string;
  readonly name: string;
  readonly supplier: { readonly id: string; readonly name: string } | null;
}

/** What one result shows: stored in the index, so that a search reads no entry from PostgreSQL. */
export interface EntryCard {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly version: number;
  readonly title: string;
  readonly summary: string;
  readonly lang: string;
  readonly owner: CardOrganization;
  readonly subjectOrganization: CardOrganization;
  /** False: what it says of its subject was not confirmed by that organization. */
  readonly confirmedBySubject: boolean;
  readonly themes: readonly string[];
  readonly subThemes: readonly string[];
  readonly keywords: readonly string[];
  /** Null for kinds without a lifecycle. */
  readonly lifecycle: string | null;
  readonly techniques: readonly string[];
  readonly aiActClass: string | null;
  readonly costBand: string | null;
  readonly system: CardSystem | null;
  readonly adoptionTotal: number;
  /** ISO 8601 moments in UTC. */
  readonly publishedAt: string | null;
  readonly updatedAt: string;
  readonly lastConfirmedAt: string | null;
  /** `YYYY-MM-DD`; null for what has ended. */
  readonly reviewBy: string | null;
  /** Of the day of the search. */
  readonly freshness: 'FRESH' | 'DUE' | 'OVERDUE' | null;
}

/** The card as stored: without what the document holds anyway, and without what the day of reading decides. */
export type StoredCard = Omit<EntryCard, 'title' | 'summary' | 'freshness'>;
