import { ReadPool, type Statement } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../actor/actor.js';
import { reachOf } from '../rights/may.js';
import type { NoticeKind } from './notice.entity.js';
import type { StandingNoticeKind } from './standing-notice.entity.js';

export interface NoticeItem {
  readonly kind: NoticeKind;
  readonly organizationId: string;
  readonly apiKeyId: string;
  /** Name of the key. */
  readonly name: string;
  readonly expiresAt: Date;
  readonly createdAt: Date;
}

/** What stands until somebody has dealt with it. */
export interface StandingNoticeItem {
  readonly kind: StandingNoticeKind;
  readonly organizationId: string;
  /** What it is about. */
  readonly objectId: string;
  readonly name: string;
  readonly reason: string;
  readonly createdAt: Date;
}

const standingStatement: Statement = {
  name: 'notices-standing',
  text: `SELECT kind, organization_id AS "organizationId", object_id AS "objectId", name, reason, created_at AS "createdAt"
           FROM standing_notice WHERE organization_id = ANY($1::uuid[]) ORDER BY created_at DESC, object_id LIMIT 100`,
};

/** The newest notice of each key that still ends when the notice says: not revoked, not rotated since. */
const currentStatement: Statement = {
  name: 'notices-current',
  text: `SELECT * FROM (
      SELECT DISTINCT ON (n.api_key_id) n.kind, n.organization_id AS "organizationId", n.api_key_id AS "apiKeyId", k.name,
             n.expires_at AS "expiresAt", n.created_at AS "createdAt"
        FROM notice n JOIN api_key k ON k.id = n.api_key_id AND k.expires_at = n.expires_at
       WHERE n.organization_id = ANY($1::uuid[]) AND k.revoked_at IS NULL AND n.expires_at > now()
       ORDER BY n.api_key_id, n.days) newest
     ORDER BY "expiresAt", "apiKeyId" LIMIT 100`,
};

@Injectable()
export class NoticeView {
  constructor(@Inject(ReadPool) private readonly pool: ReadPool) {}

  /** What concerns the organizations whose notices the caller reads; the most urgent first, at most 100. */
  async of(actor: Actor): Promise<NoticeItem[]> {
    const { organizations } = reachOf(actor, 'see.notices');
    return organizations.length === 0 ? [] : this.pool.query<NoticeItem>(currentStatement, [organizations]);
  }

  /** The same of what stands until it is dealt with; the newest first, at most 100. */
  async standingOf(actor: Actor): Promise<StandingNoticeItem[]> {
    const { organizations } = reachOf(actor, 'see.notices');
    return organizations.length === 0 ? [] : this.pool.query<StandingNoticeItem>(standingStatement, [organizations]);
  }
}
