import { ReadPool, type Statement } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';
import { type LinkedEvent, linkedEventColumns } from '../chain/audit-link.js';

/** A link with all that it vouches for, as the tables hold it now. */
export interface StoredLink {
  readonly sequence: number;
  readonly eventId: string;
  readonly hash: string;
  /** Null when the event's row is gone. */
  readonly event: LinkedEvent | null;
  /** Null when there is no row in the side table. */
  readonly personal: StoredPersonal | null;
  /** The event empties rows of the side table, and one that it lists holds data again: its id. */
  readonly undone: string | null;
}

export interface StoredPersonal {
  readonly salt: string | null;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly erasedBy: string | null;
  /** The event `erasedBy` is there and lists this one. */
  readonly proven: boolean;
}

/** Where the counter says that the chain ends, and where it does. */
export interface ChainEnd {
  readonly counted: number;
  readonly hash: string;
  readonly last: number;
}

type LinkRow = Partial<LinkedEvent> &
  StoredPersonal & {
    readonly sequence: number;
    readonly eventId: string;
    readonly hash: string;
    readonly hasPersonal: boolean;
    readonly undone: string | null;
  };

const linksStatement: Statement = {
  name: 'audit-links',
  text: `SELECT c.sequence::float8 AS sequence, c.event_id::text AS "eventId", c.hash, ${linkedEventColumns},
      p.event_id IS NOT NULL AS "hasPersonal", p.salt, p.data, p.erased_by::text AS "erasedBy",
      coalesce(b.details -> 'erased' @> to_jsonb(p.event_id), false) AS proven,
      CASE WHEN e.details ? 'erased' THEN (
        SELECT k.event_id::text FROM audit_personal k
         WHERE k.data IS NOT NULL
           AND k.event_id = ANY(ARRAY(SELECT jsonb_array_elements_text(e.details -> 'erased'))::bigint[])
         ORDER BY k.event_id LIMIT 1) END AS undone
    FROM audit_chain c
    LEFT JOIN audit_event e ON e.id = c.event_id
    LEFT JOIN audit_personal p ON p.event_id = c.event_id
    LEFT JOIN audit_event b ON b.id = p.erased_by
    WHERE c.sequence > $1 ORDER BY c.sequence LIMIT $2`,
};
const endStatement: Statement = {
  name: 'audit-chain-end',
  text: `SELECT sequence::float8 AS counted, hash, coalesce((SELECT max(c.sequence) FROM audit_chain c), 0)::float8 AS last
    FROM audit_counter WHERE id = 1`,
};
const looseStatement: Statement = {
  name: 'audit-loose-events',
  text: `SELECT e.id::text AS id FROM audit_event e
    WHERE NOT EXISTS (SELECT FROM audit_chain c WHERE c.event_id = e.id)
      AND NOT EXISTS (SELECT FROM audit_pending p WHERE p.event_id = e.id) ORDER BY e.id LIMIT $1`,
};
const lostStatement: Statement = {
  name: 'audit-lost-events',
  text: `SELECT p.event_id::text AS id FROM audit_pending p
    WHERE NOT EXISTS (SELECT FROM audit_event e WHERE e.id = p.event_id) ORDER BY p.event_id LIMIT $1`,
};
const strayStatement: Statement = {
  name: 'audit-stray-personal',
  text: `SELECT p.event_id::text AS id FROM audit_personal p
    WHERE NOT EXISTS (SELECT FROM audit_event e WHERE e.id = p.event_id AND e.personal_commitment IS NOT NULL)
    ORDER BY p.event_id LIMIT $1`,
};
const pendingStatement: Statement = {
  name: 'audit-pending-count',
  text: 'SELECT count(*)::int AS count FROM audit_pending',
};

/** What `AuditVerificationService` reads. Rows once committed never change, so pages need no common snapshot. */
@Injectable()
export class AuditVerificationView {
  constructor(@Inject(ReadPool) private readonly pool: ReadPool) {}

  /** @param after last sequence of the page before; 0 at first */
  async links(after: number, limit: number): Promise<StoredLink[]> {
    return (await this.pool.query<LinkRow>(linksStatement, [after, limit])).map(toLink);
  }

  async end(): Promise<ChainEnd> {
    const [end] = await this.pool.query<ChainEnd>(endStatement);
    return end ?? { counted: 0, hash: '', last: 0 };
  }

  /** Events with no link that do not wait for one either. */
  async looseEvents(limit: number): Promise<string[]> {
    return this.ids(looseStatement, limit);
  }

  /** Events that wait for a link and are gone. */
  async lostEvents(limit: number): Promise<string[]> {
    return this.ids(lostStatement, limit);
  }

  /** Rows of the side table that no event vouches for. */
  async strayPersonal(limit: number): Promise<string[]> {
    return this.ids(strayStatement, limit);
  }

  async pending(): Promise<number> {
    const [row] = await this.pool.query<{ count: number }>(pendingStatement);
    return row?.count ?? 0;
  }

  private async ids(statement: Statement, limit: number): Promise<string[]> {
    return (await this.pool.query<{ id: string }>(statement, [limit])).map((row) => row.id);
  }
}

function toLink(row: LinkRow): StoredLink {
  const { sequence, eventId, hash, hasPersonal, salt, data, erasedBy, proven, undone } = row;
  const { id, at = '', actor = '', action = '', objectId = null, details = {}, personal = null } = row;
  // A left join: without its event, the id is null.
  const event = typeof id === 'string' ? { id, at, actor, action, objectId, details, personal } : null;
  const side = hasPersonal ? { salt, data, erasedBy, proven } : null;
  return { sequence, eventId, hash, event, personal: side, undone };
}
