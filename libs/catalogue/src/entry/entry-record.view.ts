import { ReadPool, type Statement } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';
import type { RevisionState } from '../domain/entry-lifecycle.js';
import type { EntryTombstone } from '../reading/entry-reading.service.js';
import type { RecordedDecision } from '../fields/content-personal-data.js';
import type { EntryRecord } from './entry-record.js';
import { ComposedStatements } from './composed-statement.js';
import { entryRecordJson, type EntryParts, WHOLE_ENTRY } from './entry-record.sql.js';

export interface FoundEntry {
  readonly record: EntryRecord;
  readonly newestState: RevisionState;
  readonly reviewComment: string | null;
  /** On personal data in the texts of the newest revision. */
  readonly decisions: readonly RecordedDecision[] | null;
  /** The owner's coordinators may publish without a submission first. */
  readonly oneStepPublishing: boolean;
  /** False for drafts: only the owner reads them. */
  readonly revisionWasPublished: boolean;
}

const select = (revision: string, parts: EntryParts): string => `
  SELECT ${entryRecordJson(parts)} AS record, n.state AS "newestState", n.review_comment AS "reviewComment",
         n.personal_data_decisions AS decisions, w.one_step_publishing AS "oneStepPublishing",
         v.published_at IS NOT NULL AND v.state <> 'REDACTED' AS "revisionWasPublished"
    FROM entry e
    JOIN organization w ON w.id = e.owner_id
    JOIN entry_revision v ON v.entry_id = e.id AND v.number = ${revision}
    JOIN entry_revision n ON n.entry_id = e.id AND n.number = e.last_revision
   WHERE e.id = $1::uuid`;

const oneStatements = new ComposedStatements('entry-one');
const newestStatement: Statement = { name: 'entry-newest', text: select('e.last_revision', WHOLE_ENTRY) };
const tombstoneStatement: Statement = {
  name: 'entry-tombstone',
  text: `SELECT id, state, merged_into_id AS "replacedById" FROM entry
    WHERE id = $1::uuid AND state IN ('WITHDRAWN', 'MERGED') AND audiences_ever @> ARRAY[$2::text]`,
};

/** Whole entries, one statement each. */
@Injectable()
export class EntryRecordView {
  constructor(@Inject(ReadPool) private readonly pool: ReadPool) {}

  /** At a revision; null: the published one, else the newest. */
  async one(id: string, revision: number | null, parts: EntryParts): Promise<FoundEntry | null> {
    const text = select('coalesce($2::int, e.published_revision, e.last_revision)', parts);
    const [row] = await this.pool.query<FoundEntry>(oneStatements.of(text), [id, revision]);
    return row ?? null;
  }

  async newest(id: string): Promise<FoundEntry | null> {
    const [row] = await this.pool.query<FoundEntry>(newestStatement, [id]);
    return row ?? null;
  }

  async tombstone(id: string, audience: 'PUBLIC' | 'NETWORK'): Promise<EntryTombstone | null> {
    const [row] = await this.pool.query<EntryTombstone>(tombstoneStatement, [id, audience]);
    return row ?? null;
  }
}
