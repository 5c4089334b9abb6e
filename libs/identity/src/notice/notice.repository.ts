import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { NOTICE_DAYS } from './notice.entity.js';

/** Days after a key's end that its notices are kept. */
const KEPT_DAYS = 90;

@Injectable()
export class NoticeRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /**
   * For the worker's maintenance, as often as it likes: each portal's key is told of once at 30, 7 and 1 days before its
   * end; a day that passed while no worker ran is not made up for.
   * @returns notices made
   */
  async noteExpiringKeys(): Promise<number> {
    const made: unknown[] = await this.dataSource.query(
      `INSERT INTO notice (api_key_id, expires_at, days, kind, organization_id)
       SELECT k.id, k.expires_at, mark.days, 'API_KEY_EXPIRES', k.organization_id
         FROM api_key k CROSS JOIN LATERAL (
           SELECT d AS days FROM unnest($1::int[]) d WHERE k.expires_at <= now() + d * interval '1 day'
            ORDER BY d LIMIT 1) mark
        WHERE k.organization_id IS NOT NULL AND k.revoked_at IS NULL AND k.expires_at > now()
       ON CONFLICT DO NOTHING RETURNING api_key_id`,
      [NOTICE_DAYS],
    );
    return made.length;
  }

  /** @returns notices forgotten */
  async prune(): Promise<number> {
    const [, count]: [unknown, number] = await this.dataSource.query(
      "DELETE FROM notice WHERE expires_at < now() - $1 * interval '1 day'",
      [KEPT_DAYS],
    );
    return count;
  }
}
