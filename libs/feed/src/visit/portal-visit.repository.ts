import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type FeedFilter, filterText } from '../feed/feed-filter.js';

/** How far the reader of a key has come. */
export interface PortalVisit {
  readonly keyId: string;
  readonly epoch: string;
  readonly seq: number;
  readonly filter: FeedFilter;
}

@Injectable()
export class PortalVisitRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** One visit a key, the newest; of a key that was removed meanwhile: none. */
  async remember(visits: readonly PortalVisit[]): Promise<void> {
    const rows = visits.map(({ filter, ...visit }) => ({ ...visit, filter: filterText(filter) }));
    await this.dataSource.query(
      `INSERT INTO portal_visit (key_id, epoch, seq, filter)
       SELECT v."keyId", v.epoch, v.seq, v.filter
         FROM jsonb_to_recordset($1::jsonb) AS v("keyId" uuid, epoch uuid, seq bigint, filter text)
         JOIN api_key k ON k.id = v."keyId"
       ON CONFLICT (key_id) DO UPDATE
          SET epoch = excluded.epoch, seq = excluded.seq, filter = excluded.filter, seen_at = now()`,
      [JSON.stringify(rows)],
    );
  }
}
