import { ReadPool, type Statement } from '@maillage/database';
import { JoinedCalls } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { DOCUMENT_READER } from '../fallback/document-follower.js';

/** Milliseconds that a change may wait for the engine's index before searches go another way. */
const PATIENCE = 30_000;

/** What every search must know first; cached by none. */
export interface SearchState {
  /** Entries that were narrowed and that the engine may still show. */
  readonly hidden: readonly string[];
  /** How far the index has followed: the number of a change. */
  readonly place: number;
  /**
   * The engine's index is whole and follows. Else it was emptied and is being filled, or cannot be written into, while
   * PostgreSQL's own documents are further.
   */
  readonly isEngineCurrent: boolean;
}

/**
 * One small statement: two places, the age of the first change that the index has not followed, and a table that is
 * nearly always empty. `$1`: name of the index; `$2`: reader of `search_document`; `$3`: milliseconds.
 */
const statement: Statement = {
  name: 'search-state',
  text: `
    SELECT ARRAY(SELECT entry_id::text FROM search_hidden) AS hidden, p.engine::float8 AS place,
           p.engine >= p.own OR (p.engine > 0 AND NOT coalesce(
             (SELECT o.created_at < now() - $3::float8 * interval '1 ms'
                FROM outbox o WHERE o.seq > p.engine ORDER BY o.seq LIMIT 1), true)) AS "isEngineCurrent"
      FROM (SELECT coalesce(max(c.seq) FILTER (WHERE c.reader = $1), 0) AS engine,
                   coalesce(max(c.seq) FILTER (WHERE c.reader = $2), 0) AS own
              FROM feed_counter f LEFT JOIN feed_checkpoint c
                ON c.epoch = f.epoch AND c.seq <= f.n AND c.reader IN ($1, $2)) AS p`,
};

/** Searches that come at the same time share a look that began when all of them had come. */
@Injectable()
export class SearchStateView {
  private readonly states: JoinedCalls<SearchState>;

  constructor(@Inject(ReadPool) pool: ReadPool) {
    this.states = new JoinedCalls(async (index) => {
      const [state] = await pool.query<SearchState>(statement, [index, DOCUMENT_READER, PATIENCE]);
      return state ?? { hidden: [], place: 0, isEngineCurrent: true };
    });
  }

  /** @param index name of the engine's index */
  read(index: string): Promise<SearchState> {
    return this.states.get(index);
  }
}
