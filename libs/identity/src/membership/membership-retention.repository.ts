import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Days that a decided request is kept, with the reason given. */
export const MEMBERSHIP_REQUEST_DAYS = 365;
/** Days that an invitation is kept after it was accepted, revoked or over. */
export const INVITATION_DAYS = 90;

/** How people came into organizations is told by the audit log: what led to it is kept no longer than it is asked about. */
@Injectable()
export class MembershipRetentionRepository {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** For the worker's maintenance. @returns rows removed */
  async prune(): Promise<number> {
    const requests = await this.remove(
      "DELETE FROM membership_request WHERE state <> 'OPEN' AND decided_at < now() - make_interval(days => $1)",
      MEMBERSHIP_REQUEST_DAYS,
    );
    const invitations = await this.remove(
      `DELETE FROM invitation WHERE coalesce(accepted_at, revoked_at, expires_at) < now() - make_interval(days => $1)`,
      INVITATION_DAYS,
    );
    return requests + invitations;
  }

  private async remove(statement: string, days: number): Promise<number> {
    const [, count] = await this.dataSource.query<[unknown, number]>(statement, [days]);
    return count;
  }
}
