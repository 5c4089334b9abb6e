import type { EntryRecord, OrganizationCard, SystemCard } from './entry-record.js';

/** A part of a batch, as `entryRecordsStatement` gives it. */
export interface RecordRow {
  readonly part: 'ENTRY' | 'ORGANIZATION' | 'SYSTEM';
  readonly id: string;
  readonly json: string;
}

type SharedPart = 'owner' | 'subjectOrganization' | 'system';
type StoredRecord = Omit<EntryRecord, SharedPart> & {
  readonly owner: string;
  readonly subjectOrganization: string;
  readonly system: string | null;
};

/**
 * Records of many entries. Each is put together when it is asked for, so that who goes from one to the next holds one of
 * them and not all: a page of the feed would else be ten times its size in memory. Records of one batch share their
 * organizations and systems, the same objects.
 */
export class EntryRecordBatch {
  private readonly entries = new Map<string, string>();
  private readonly organizations = new Map<string, OrganizationCard>();
  private readonly systems = new Map<string, SystemCard>();

  constructor(rows: readonly RecordRow[]) {
    for (const { part, id, json } of rows) {
      if (part === 'ENTRY') this.entries.set(id, json);
      else if (part === 'ORGANIZATION') this.organizations.set(id, JSON.parse(json) as OrganizationCard);
      else this.systems.set(id, JSON.parse(json) as SystemCard);
    }
  }

  /** Undefined for an entry that was never published. */
  get(id: string): EntryRecord | undefined {
    const json = this.entries.get(id);
    if (json === undefined) return undefined;
    const stored = JSON.parse(json) as StoredRecord;
    return Object.assign(stored, {
      owner: this.organization(stored.owner),
      subjectOrganization: this.organization(stored.subjectOrganization),
      // An entry may name a system that there is no more.
      system: stored.system === null ? null : (this.systems.get(stored.system) ?? null),
    });
  }

  /** In the order of their ids. */
  all(): EntryRecord[] {
    return [...this.entries.keys()].sort().flatMap((id) => this.get(id) ?? []);
  }

  private organization(id: string): OrganizationCard {
    const card = this.organizations.get(id);
    if (!card) throw new Error(`entry-records gave an entry without its organization ${id}`);
    return card;
  }
}
