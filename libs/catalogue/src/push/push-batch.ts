import { localize, type Localized, type UserError, UserInputError } from '@maillage/kernel';
import { conflictOf, type ImportConflict } from '../domain/import-decision.js';
import type { ClosedRow, LocatedEntry, SharedRow } from '../entry/entry-import.repository.js';
import { readersOf } from '../entry/entry.repository.js';
import type { ImportBatch, RowFacts } from '../workflow/entry-import.batch.js';
import type { EntryImportOutcome, EntryImportResult, PreparedImportRow } from '../workflow/entry-import.js';
import type { EntryPushItem, EntryPushResult, PushOutcome } from './entry-push.js';
import { pushMessages as messages } from './entry-push.messages.js';

/** An item on its way. */
export interface ItemInHand {
  readonly index: number;
  readonly item: EntryPushItem;
  /** Its content, checked; null for what is rejected, archived or withdrawn. */
  readonly row: PreparedImportRow | null;
  readonly errors: readonly UserError[];
}

const reach = { ORGANIZATION: 0, NETWORK: 1, PUBLIC: 2 } as const;

const outcomes: Readonly<Record<EntryImportOutcome, PushOutcome>> = {
  CREATED: 'CREATED',
  REVISED: 'UPDATED',
  PUBLISHED: 'UPDATED',
  REFRESHED: 'UNCHANGED',
  UNCHANGED: 'UNCHANGED',
  CONFLICT: 'CONFLICT',
  REFUSED: 'REJECTED',
};

/**
 * Decides for each item what is to be written: what `ImportBatch` decides of contents, and audiences and ends beside.
 * No database here.
 */
export class PushBatch {
  readonly shared: SharedRow[] = [];
  readonly closed: ClosedRow[] = [];
  readonly results: EntryPushResult[] = [];

  constructor(
    readonly contents: ImportBatch,
    private readonly publish: boolean,
  ) {}

  reject(hand: ItemInHand, errors: readonly UserError[], located?: LocatedEntry): void {
    this.tell(hand, 'REJECTED', located, errors);
  }

  /** @param facts of the item's row, when it is asked for; throws what is wrong with it */
  add(hand: ItemInHand, located: LocatedEntry | undefined, facts: (row: PreparedImportRow) => RowFacts): void {
    const { item, row, errors } = hand;
    if (errors.length > 0) return this.reject(hand, errors, located);
    const { baseRevision, state } = item;
    const newest = located?.lastRevision ?? 0;
    if (baseRevision !== undefined && baseRevision !== null && baseRevision !== newest) {
      const details = { newest };
      const message = localize(messages.REVISION_CONFLICT, { newest, base: baseRevision });
      return this.tell(hand, 'CONFLICT', located, [
        { code: 'REVISION_CONFLICT', message, path: ['baseRevision'], details },
      ]);
    }
    if (state === 'ARCHIVED' || state === 'WITHDRAWN') return this.end(hand, located, state);
    if (row) this.write(hand, row, located, facts);
  }

  private write(
    hand: ItemInHand,
    row: PreparedImportRow,
    located: LocatedEntry | undefined,
    facts: (row: PreparedImportRow) => RowFacts,
  ): void {
    const audience = hand.item.audience ?? located?.audience ?? 'PUBLIC';
    const moves = located !== undefined && audience !== located.audience && this.speaksFor(located, row);
    if (moves && !this.publish && located.state !== 'DRAFT') {
      return this.reject(hand, [errorOf('PUBLISH_NEEDED', ['audience'])], located);
    }
    try {
      const known = facts({ ...row, audience });
      const entry = known.located && moves ? { ...known.located, audience } : known.located;
      this.contents.add({ ...row, audience }, { ...known, located: entry });
    } catch (error) {
      if (!(error instanceof UserInputError)) throw error;
      return this.reject(hand, error.errors, located);
    }
    const result = this.contents.results.at(-1);
    if (!result) return;
    if (moves) this.share(located, audience);
    this.conclude(hand, result, located, moves);
  }

  /** Archived or withdrawn: only by whoever still speaks for the entry. */
  private end(hand: ItemInHand, located: LocatedEntry | undefined, state: 'ARCHIVED' | 'WITHDRAWN'): void {
    if (!located || located.state === state) return this.tell(hand, 'UNCHANGED', located);
    if (located.state === 'WITHDRAWN' || located.state === 'MERGED') return this.conflict(hand, located, 'CLOSED');
    const conflict = conflictOf(located);
    if (conflict !== null && conflict !== 'ARCHIVED') return this.conflict(hand, located, conflict);
    if (state === 'ARCHIVED' && located.state === 'DRAFT') {
      return this.reject(hand, [errorOf('NOT_PUBLISHED', ['state'])], located);
    }
    if (!this.publish && located.state !== 'DRAFT') {
      return this.reject(hand, [errorOf('PUBLISH_NEEDED', ['state'])], located);
    }
    this.closed.push({ id: located.id, state });
    this.tell(hand, state === 'WITHDRAWN' ? 'WITHDRAWN' : 'UPDATED', located);
  }

  private speaksFor(located: LocatedEntry, row: PreparedImportRow): boolean {
    const closed = located.state === 'WITHDRAWN' || located.state === 'MERGED';
    return !closed && located.kind === row.kind && conflictOf(located) === null;
  }

  private share(located: LocatedEntry, audience: SharedRow['audience']): void {
    const readers = located.publishedRevision === null ? [] : readersOf[audience];
    this.shared.push({ id: located.id, audience, readers, narrowing: reach[audience] < reach[located.audience] });
  }

  private conclude(
    hand: ItemInHand,
    result: EntryImportResult,
    located: LocatedEntry | undefined,
    moved: boolean,
  ): void {
    if (result.conflict !== null && located) return this.conflict(hand, located, result.conflict, result.revision);
    const outcome = outcomes[result.outcome];
    const told = moved && outcome === 'UNCHANGED' ? 'UPDATED' : outcome;
    this.tell(hand, told, located, result.errors, { id: result.entryId, revision: result.revision });
  }

  private conflict(hand: ItemInHand, located: LocatedEntry, why: ImportConflict, draft: number | null = null): void {
    const left = draft === null ? { fr: '', en: '' } : localize(messages.DRAFT_LEFT, { revision: draft });
    const message: Localized = { fr: messages[why].fr + left.fr, en: messages[why].en + left.en };
    const errors = [{ code: why, message, path: ['sourceId'] }];
    this.tell(hand, 'CONFLICT', located, errors, { id: located.id, revision: draft });
  }

  private tell(
    { index, item }: ItemInHand,
    outcome: PushOutcome,
    located: LocatedEntry | undefined,
    errors: readonly UserError[] = [],
    written: { readonly id: string | null; readonly revision: number | null } = { id: null, revision: null },
  ): void {
    const entryId = written.id ?? located?.id ?? null;
    const revision = written.revision ?? located?.lastRevision ?? null;
    this.results.push({ index, sourceId: item.sourceId, outcome, entryId, revision, errors });
  }
}

function errorOf(code: 'PUBLISH_NEEDED' | 'NOT_PUBLISHED', path: readonly string[]): UserError {
  return { code, message: messages[code], path };
}

/** The same place in the caller's input. */
export function placedInBatch(
  result: EntryPushResult,
  kindFields: (index: number) => KindPlace | null,
): EntryPushResult {
  const errors = result.errors.map((error) => ({
    ...error,
    path: ['input', 'items', String(result.index), ...placeOf(error.path, kindFields(result.index))],
  }));
  return { ...result, errors };
}

export interface KindPlace {
  readonly field: string;
  /** Fields of the kind itself. */
  readonly owns: (name: string) => boolean;
}

const ofItem: ReadonlySet<string> = new Set(['sourceId', 'audience', 'state', 'baseRevision', 'content']);

function placeOf(path: readonly string[], kind: KindPlace | null): readonly string[] {
  const [first = '', ...rest] = path[0] === 'input' ? path.slice(1) : path;
  if (first === '' || ofItem.has(first)) return first === '' ? [] : [first, ...rest];
  if (first === 'subjectOrganization') return ['subjectOrganizationId'];
  return ['content', ...(kind?.owns(first) ? [kind.field] : []), first, ...rest];
}
