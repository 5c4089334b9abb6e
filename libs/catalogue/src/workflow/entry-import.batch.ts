import { canonicalJson, newId, type UserError } from '@maillage/kernel';
import { removesAnswers } from '../domain/content-narrowing.js';
import { nextReview } from '../domain/freshness.js';
import { decideImport, type ImportConflict } from '../domain/import-decision.js';
import type {
  CreatedRow,
  ImportedContent,
  LocatedEntry,
  RefreshedRow,
  RevisedRow,
} from '../entry/entry-import.repository.js';
import type { NewRelation } from '../entry/entry.repository.js';
import { readersOf } from '../entry/entry.repository.js';
import { kindOf } from '../kinds/kind.registry.js';
import type { EntryImportResult, PreparedImportRow } from './entry-import.js';

/** What the database knows about a row. */
export interface RowFacts {
  /** The entry that the row made earlier. */
  readonly located: LocatedEntry | undefined;
  /** Present when the row differs from what was applied last, or waits for publication. */
  readonly contents: ImportedContent | undefined;
  readonly relations: readonly NewRelation[];
  /** Codes of the subject's places. */
  readonly territories: readonly string[];
}

/** Decides for each row what is to be written, and gathers it for a few statements. No database here. */
export class ImportBatch {
  readonly created: CreatedRow[] = [];
  readonly revised: RevisedRow[] = [];
  readonly refreshed: RefreshedRow[] = [];
  readonly results: EntryImportResult[] = [];

  constructor(
    private readonly publish: boolean,
    private readonly now: Date,
  ) {}

  refuse(errors: readonly UserError[]): void {
    this.results.push({ outcome: 'REFUSED', entryId: null, revision: null, published: false, conflict: null, errors });
  }

  add(row: PreparedImportRow, facts: RowFacts): void {
    const { located, contents } = facts;
    if (!located) return this.create(row, facts);
    const sameRow = located.hash === row.hash;
    const sameContent = sameRow || saysTheSame(row, contents);
    const change = { sameRow, sameContent, sameKind: located.kind === row.kind };
    const decision = decideImport(located, change, this.publish);
    switch (decision.action) {
      case 'UNCHANGED':
        return this.tell('UNCHANGED', located);
      case 'REFRESH':
        this.refreshed.push({ id: located.id, hash: row.hash, ...row.origin });
        return this.tell('REFRESHED', located);
      case 'LEAVE':
        return this.tell('CONFLICT', located, { conflict: decision.conflict });
      case 'PUBLISH':
        this.revise(row, facts, located, { number: located.lastRevision, fresh: false, published: true });
        return this.tell('PUBLISHED', located, { revision: located.lastRevision, published: true });
      case 'REVISE': {
        const number = located.lastRevision + 1;
        const { publish: published, conflict } = decision;
        this.revise(row, facts, located, { number, fresh: true, published });
        return this.tell(conflict ? 'CONFLICT' : 'REVISED', located, { revision: number, published, conflict });
      }
    }
  }

  private create(row: PreparedImportRow, facts: RowFacts): void {
    const id = newId();
    const { kind, audience, hash, origin } = row;
    this.created.push({ ...this.revision(id, row, facts, audience, this.publish), kind, audience, hash, ...origin });
    const published = this.publish;
    this.results.push({ outcome: 'CREATED', entryId: id, revision: 1, published, conflict: null, errors: [] });
  }

  private revise(
    row: PreparedImportRow,
    facts: RowFacts,
    located: LocatedEntry,
    how: { readonly number: number; readonly fresh: boolean; readonly published: boolean },
  ): void {
    const narrowing = how.published && removesAnswers(facts.contents?.published, row.content);
    const revision = this.revision(located.id, row, facts, located.audience, how.published);
    this.revised.push({ ...revision, ...how, narrowing, hash: row.hash, ...row.origin });
  }

  private revision(
    id: string,
    row: PreparedImportRow,
    facts: RowFacts,
    audience: PreparedImportRow['audience'],
    published: boolean,
  ) {
    const { content, titleHash, textHash, subjectOrganizationId: subject } = row;
    const { relations, territories } = facts;
    const kind = kindOf(row.kind);
    const review = { highRisk: kind.isHighRisk(content), ended: kind.isEnded(content) };
    return {
      ...{ id, subject, content, titleHash, textHash, relations, published },
      reviewBy: nextReview(this.now, review),
      readers: [...readersOf[audience]].sort(),
      themes: themesOf(content),
      territories,
    };
  }

  private tell(
    outcome: EntryImportResult['outcome'],
    located: LocatedEntry,
    more: { revision?: number; published?: boolean; conflict?: ImportConflict | null } = {},
  ): void {
    const told = { revision: null, published: false, conflict: null, errors: [], ...more };
    this.results.push({ outcome, entryId: located.id, ...told });
  }
}

/** What differs is only in columns that the entry does not carry (a date of update, a logo). */
function saysTheSame(row: PreparedImportRow, contents: ImportedContent | undefined): boolean {
  if (!contents?.imported || contents.importedHasRelations || row.relations.length > 0) return false;
  if (contents.importedSubjectId !== row.subjectOrganizationId) return false;
  return canonicalJson(contents.imported) === canonicalJson(row.content);
}

function themesOf(content: PreparedImportRow['content']): string[] {
  const themes = content['themes'];
  return Array.isArray(themes) ? [...new Set(themes.map(String))].sort() : [];
}
