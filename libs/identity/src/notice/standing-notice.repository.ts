import type { Transaction } from '@maillage/database';
import { Injectable } from '@nestjs/common';
import type { StandingNoticeKind } from './standing-notice.entity.js';

export interface NewStandingNotice {
  readonly kind: StandingNoticeKind;
  /** What it is about. */
  readonly objectId: string;
  readonly organizationId: string;
  /** Of the object, as people know it. */
  readonly name: string;
  /** Code of what happened. */
  readonly reason: string;
}

/** Notices that stand until somebody has done something about them. */
@Injectable()
export class StandingNoticeRepository {
  /** Of one object there is one: a newer one takes its place. */
  async tell(transaction: Transaction, notice: NewStandingNotice): Promise<void> {
    const { kind, objectId, organizationId, name, reason } = notice;
    await transaction.query(
      `INSERT INTO standing_notice (kind, object_id, organization_id, name, reason) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (kind, object_id) DO UPDATE SET name = excluded.name, reason = excluded.reason, created_at = now()`,
      [kind, objectId, organizationId, name, reason],
    );
  }

  async settle(transaction: Transaction, kind: StandingNoticeKind, objectId: string): Promise<void> {
    await transaction.query('DELETE FROM standing_notice WHERE kind = $1 AND object_id = $2', [kind, objectId]);
  }
}
