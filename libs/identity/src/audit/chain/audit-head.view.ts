import { ReadPool, type Statement } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';

/** Where the chain stood. Whoever keeps it can tell later whether a tail was cut or the chain rewritten. */
export interface AuditHead {
  /** `YYYY-MM-DD`, UTC. */
  readonly day: string;
  readonly sequence: number;
  /** SHA-256, hexadecimal. */
  readonly hash: string;
}

const columns = 'day::text, sequence::float8 AS sequence, hash FROM audit_head';
const newestStatement: Statement = {
  name: 'audit-head',
  text: `SELECT ${columns} ORDER BY audit_head.day DESC LIMIT 1`,
};
const afterStatement: Statement = {
  name: 'audit-heads',
  text: `SELECT ${columns} WHERE audit_head.day > $1::date ORDER BY audit_head.day LIMIT $2`,
};
const closedStatement: Statement = {
  name: 'audit-head-closed',
  text: `SELECT ${columns} WHERE audit_head.day < (now() AT TIME ZONE 'UTC')::date ORDER BY audit_head.day DESC LIMIT 1`,
};

@Injectable()
export class AuditHeadView {
  constructor(@Inject(ReadPool) private readonly pool: ReadPool) {}

  /** Null before the first link. */
  async newest(): Promise<AuditHead | null> {
    const [head] = await this.pool.query<AuditHead>(newestStatement);
    return head ?? null;
  }

  /** Of the last day that has ended: it moves no more. */
  async newestClosed(): Promise<AuditHead | null> {
    const [head] = await this.pool.query<AuditHead>(closedStatement);
    return head ?? null;
  }

  /** In the order of days. @param day `YYYY-MM-DD`; `-infinity` at first */
  async after(day: string, limit: number): Promise<AuditHead[]> {
    return this.pool.query<AuditHead>(afterStatement, [day, limit]);
  }
}
