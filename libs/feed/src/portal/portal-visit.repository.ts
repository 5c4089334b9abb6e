import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type FeedScope, scopeText } from './feed-scope.js';

/** A cursor that a portal's key sent. */
export interface PortalVisit {
  readonly keyId: string;
  readonly epoch: string;
  readonly seq: number;
  readonly scope: FeedScope;
}

@Injectable()
export class PortalVisitRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** The newest visit takes the place of the one before; a statement of its own, which no page of the feed waits for. */
  async note({ keyId, epoch, seq, scope }: PortalVisit): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO portal_visit (key_id, epoch, seq, filter, seen_at) VALUES ($1, $2, $3, $4, now())
       ON CONFLICT (key_id) DO UPDATE
          SET epoch = excluded.epoch, seq = excluded.seq, filter = excluded.filter, seen_at = now()`,
      [keyId, epoch, seq, scopeText(scope)],
    );
  }
}
