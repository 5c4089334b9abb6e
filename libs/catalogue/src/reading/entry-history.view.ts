import { ReadPool, type Statement } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';
import type { EntryContent } from '../fields/entry-content.js';
import type { RevisionSummary } from './entry-history.service.js';
import type { OwnerFacts } from '../entry/entry.policy.js';
import type { Visibility } from '../entry/entry-record.js';
import { territoriesSql } from '../entry/owner-territories.sql.js';

export interface EntryHistory {
  readonly kind: string;
  readonly visibility: Visibility;
  readonly owner: OwnerFacts;
  /** Newest first. */
  readonly revisions: readonly RevisionSummary[];
  /** Contents of the revisions asked for, by number. */
  readonly contents: Readonly<Record<string, EntryContent>>;
}

const iso = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const historyStatement: Statement = {
  name: 'entry-history',
  text: `SELECT e.kind,
      json_build_object('state', e.state, 'audience', e.audience, 'ownerId', e.owner_id, 'ownerState', o.state,
        'hasOrigin', e.origin_source IS NOT NULL) AS visibility,
      json_build_object('id', o.id, 'isNetwork', o.is_network, 'verified', o.state = 'VERIFIED',
        'territories', ${territoriesSql('t')}) AS owner,
      (SELECT json_agg(json_build_object('number', v.number, 'state', v.state, 'createdAt', ${iso('v.created_at')},
         'publishedAt', ${iso('v.published_at')}) ORDER BY v.number DESC)
         FROM entry_revision v WHERE v.entry_id = e.id) AS revisions,
      (SELECT coalesce(json_object_agg(v.number::text, v.content), '{}'::json)
         FROM entry_revision v WHERE v.entry_id = e.id AND v.number = ANY($2::int[])) AS contents
    FROM entry e JOIN organization o ON o.id = e.owner_id LEFT JOIN territory t ON t.id = o.territory_id WHERE e.id = $1::uuid`,
};

@Injectable()
export class EntryHistoryView {
  constructor(@Inject(ReadPool) private readonly pool: ReadPool) {}

  async of(id: string, contents: readonly number[]): Promise<EntryHistory | null> {
    const [row] = await this.pool.query<EntryHistory>(historyStatement, [id, contents]);
    return row ?? null;
  }
}
