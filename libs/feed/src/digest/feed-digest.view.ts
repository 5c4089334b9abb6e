import { ReadPool } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';
import type { FeedAudience, FeedScope } from '../feed/feed-filter.js';
import { byAudience, shownEntry, shownNow, versionHash } from '../feed/feed.sql.js';

export interface DigestRow {
  readonly epoch: string;
  readonly headSeq: number;
  readonly pending: number;
  readonly buckets: readonly { readonly bucket: number; readonly count: number; readonly sum: string }[];
}

export interface BucketEntry {
  readonly entryId: string;
  readonly version: number;
}

const byte = (place: number): string => `get_byte(x.h, ${place})::bigint << ${40 - 8 * place}`;
const number = [0, 1, 2, 3, 4, 5].map((place) => `(${byte(place)})`).join(' | ');

/** Head, what waits for a number, and the sums: of one snapshot. `$4`: buckets. */
const digestText = (audience: FeedAudience): string => `
  SELECT c.epoch, c.n::float8 AS "headSeq", (SELECT count(*)::int FROM outbox WHERE seq IS NULL) AS pending,
         (SELECT coalesce(json_agg(b), '[]'::json) FROM (
            SELECT get_byte(x.h, 0) * $4::int / 256 AS bucket, count(*)::int AS count, sum(${number})::text AS sum
              FROM (SELECT ${versionHash} AS h FROM ${shownEntry} WHERE ${shownNow(audience)}) x GROUP BY 1) b) AS buckets
    FROM feed_counter c WHERE c.id = 1`;

/** `$5`: the bucket. */
const bucketText = (audience: FeedAudience): string => `
  SELECT "entryId", version FROM (
    SELECT e.id AS "entryId", e.version, ${versionHash} AS h FROM ${shownEntry} WHERE ${shownNow(audience)}) x
   WHERE get_byte(x.h, 0) * $4::int / 256 = $5::int ORDER BY "entryId"`;

const digestStatements = byAudience('feed-digest', digestText);
const bucketStatements = byAudience('feed-bucket', bucketText);

@Injectable()
export class FeedDigestView {
  constructor(@Inject(ReadPool) private readonly pool: ReadPool) {}

  async digest({ audience, kinds, territories, themes }: FeedScope, buckets: number): Promise<DigestRow> {
    const values = [kinds, territories, themes, buckets];
    const [row] = await this.pool.query<DigestRow>(digestStatements[audience], values);
    if (!row) throw new Error('feed_counter is empty: the database was not migrated');
    return row;
  }

  async bucket(scope: FeedScope, buckets: number, bucket: number): Promise<BucketEntry[]> {
    const { audience, kinds, territories, themes } = scope;
    return this.pool.query<BucketEntry>(bucketStatements[audience], [kinds, territories, themes, buckets, bucket]);
  }
}
