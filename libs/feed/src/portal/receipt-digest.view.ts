import { territoriesSql, visibleSql } from '@maillage/catalogue';
import { ReadPool, type Statement } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';
import type { FeedScope } from './feed-scope.js';
import { type Digest, type DigestBucket, ReceiptDigest } from './receipt-digest.js';

/** The n-th of the first six bytes of `h`, where it stands in a number of 48 bits. */
const byte = (n: number): string => `(get_byte(h, ${n})::bigint << ${40 - 8 * n})`;
const firstSix = [0, 1, 2, 3, 4, 5].map(byte).join(' | ');

/** One statement, so one snapshot: the entries, the head and what is not numbered yet belong together. */
const statementOf = (audience: 'PUBLIC' | 'NETWORK'): Statement => ({
  name: `receipt-digest-${audience.toLowerCase()}`,
  text: `WITH hashed AS (
      SELECT sha256(convert_to(e.id::text || ':' || e.version::text, 'UTF8')) AS h
        FROM entry e JOIN organization o ON o.id = e.owner_id
        LEFT JOIN territory t ON t.id = o.territory_id
        JOIN entry_revision v ON v.entry_id = e.id AND v.number = e.published_revision
       WHERE ${visibleSql(audience, 'o')}
         AND ($1::text[] IS NULL OR e.kind = ANY($1))
         AND ($2::text[] IS NULL OR ${territoriesSql('t')} && $2)
         AND ($3::text[] IS NULL OR v.content->'themes' ?| $3)
    ), bucketed AS (
      SELECT get_byte(h, 0) * $4::int / 256 AS bucket, count(*)::int AS count, sum((${firstSix})::numeric)::text AS sum
        FROM hashed GROUP BY 1
    )
    SELECT c.epoch, c.n::float8 AS "headSeq",
           (SELECT count(*)::int FROM outbox WHERE seq IS NULL) AS pending,
           (SELECT coalesce(json_agg(b), '[]') FROM bucketed b) AS buckets
      FROM feed_counter c WHERE c.id = 1`,
});

const statements = { PUBLIC: statementOf('PUBLIC'), NETWORK: statementOf('NETWORK') };

interface Row extends Omit<Digest, 'buckets'> {
  readonly buckets: readonly (DigestBucket & { readonly bucket: number })[];
}

/** Reads every visible entry: for receipts, which come once in a while. */
@Injectable()
export class ReceiptDigestView extends ReceiptDigest {
  constructor(@Inject(ReadPool) private readonly pool: ReadPool) {
    super();
  }

  override async of(audience: 'PUBLIC' | 'NETWORK', scope: FeedScope, buckets: number): Promise<Digest> {
    const { kinds = null, territories = null, themes = null } = scope;
    const [row] = await this.pool.query<Row>(statements[audience], [kinds, territories, themes, buckets]);
    if (!row) throw new Error('feed_counter is empty: the database was not migrated');
    const all: DigestBucket[] = Array.from({ length: buckets }, () => ({ count: 0, sum: '0' }));
    for (const { bucket, count, sum } of row.buckets) all[bucket] = { count, sum };
    return { ...row, buckets: all };
  }
}
