import type { Transaction } from '@maillage/database';
import type { Actor } from '@maillage/identity';
import { UserInputError } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { entryMessages } from '../domain/entry.messages.js';
import {
  EntryImportRepository,
  type ImportedContent,
  type ImportOrganization,
  type LocatedEntry,
} from '../entry/entry-import.repository.js';
import { type FoundReferences, EntryReferenceRepository } from '../entry/entry-reference.repository.js';
import { allFieldsOf, kindOf } from '../kinds/kind.registry.js';
import type { RowFacts } from './entry-import.batch.js';
import type { PreparedImportRow } from './entry-import.js';
import { contentReferences, missingReferences, referencesOf, resolveRelations } from './entry-references.js';

const noReferences: FoundReferences = { entries: new Map(), others: new Set() };

/** Whose rows are looked up. */
export interface LookupOptions {
  /** Whose eyes decide which entries a row may point at. */
  readonly reader: Actor;
  readonly source: string;
  /** Stable name that the source's revisions bear. */
  readonly author: string;
  readonly publish: boolean;
  readonly organizations: ReadonlyMap<string, ImportOrganization>;
  /** Whether subject and references must be there; false for a rehearsal before they are. */
  readonly checked: boolean;
}

/** What the database knows of a batch of rows. */
export class ImportRowLookup {
  constructor(
    private readonly options: LookupOptions,
    private readonly located: ReadonlyMap<string, LocatedEntry>,
    private readonly contents: ReadonlyMap<string, ImportedContent>,
    private readonly found: FoundReferences,
  ) {}

  entryOf(sourceId: string): LocatedEntry | undefined {
    return this.located.get(sourceId);
  }

  /** @throws UserInputError SUBJECT_UNKNOWN, REFERENCE_UNKNOWN and what is wrong with the relations */
  factsOf(row: PreparedImportRow): RowFacts {
    const located = this.entryOf(row.origin.sourceId);
    const known = { located, contents: located && this.contents.get(located.id) };
    if (!this.options.checked) return { ...known, relations: [], territories: [] };
    const { reader, organizations } = this.options;
    const subject = organizations.get(row.subjectOrganizationId);
    if (!subject) throw UserInputError.of('SUBJECT_UNKNOWN', entryMessages.SUBJECT_UNKNOWN, ['subjectOrganization']);
    const named = contentReferences(allFieldsOf(kindOf(row.kind)), row.content);
    const { relations, errors } = resolveRelations(reader, row.relations, this.found, located?.id ?? '');
    const missing = [...missingReferences(reader, named, this.found), ...errors];
    if (missing.length > 0) throw new UserInputError(missing);
    return { ...known, relations, territories: subject.territories };
  }
}

/** Asks the database about a batch of rows: three statements, however many rows. */
@Injectable()
export class EntryImportLookup {
  constructor(
    @Inject(EntryImportRepository) private readonly imports: EntryImportRepository,
    @Inject(EntryReferenceRepository) private readonly references: EntryReferenceRepository,
  ) {}

  /**
   * Locks the entries that the rows made earlier.
   * @param alsoSourceIds further entries of the source, which no row speaks of
   */
  async look(
    transaction: Transaction,
    rows: readonly PreparedImportRow[],
    options: LookupOptions,
    alsoSourceIds: readonly string[] = [],
  ): Promise<ImportRowLookup> {
    const { source, author, publish, checked } = options;
    const ids = [...rows.map((row) => row.origin.sourceId), ...alsoSourceIds];
    const located = await this.imports.locate(transaction, source, ids, author);
    const looked = rows.flatMap(({ origin, hash }) => {
      const entry = located.get(origin.sourceId);
      const waits = publish && entry?.lastRevision !== entry?.publishedRevision;
      return entry && (entry.hash !== hash || waits) ? [entry.id] : [];
    });
    const contents = await this.imports.contents(transaction, looked, author);
    const found = checked ? await this.findReferences(transaction, rows) : noReferences;
    return new ImportRowLookup(options, located, contents, found);
  }

  private async findReferences(transaction: Transaction, rows: readonly PreparedImportRow[]): Promise<FoundReferences> {
    const named = rows.flatMap((row) => contentReferences(allFieldsOf(kindOf(row.kind)), row.content));
    const relations = rows.flatMap((row) => row.relations);
    if (named.length + relations.length === 0) return noReferences;
    return this.references.find(transaction, referencesOf(named, relations));
  }
}
