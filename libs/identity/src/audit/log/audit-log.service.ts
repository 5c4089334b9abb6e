import { decodeCursor, DomainError, encodeCursor, invalidCursor, isUuid } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../../actor/actor.js';
import { type AuditLogFilter, type AuditLogItem, AuditLogView } from './audit-log.view.js';
import { canReadAuditLog } from './audit.policy.js';

const EXPORT_PAGE = 500;

export interface AuditLogPage {
  readonly events: readonly AuditLogItem[];
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

/** Who did what: for moderators. */
@Injectable()
export class AuditLogService {
  constructor(@Inject(AuditLogView) private readonly view: AuditLogView) {}

  /**
   * Newest first.
   * @param first 1 to 100
   * @throws DomainError FORBIDDEN; UserInputError CURSOR_INVALID
   */
  async page(
    actor: Actor,
    filter: AuditLogFilter,
    { first, after }: { readonly first: number; readonly after: string | null },
  ): Promise<AuditLogPage> {
    assertMayRead(actor);
    const before = after === null ? null : placeOf(after);
    if (!isAnswerable(filter)) return { events: [], hasNextPage: false, endCursor: null };
    const found = await this.view.page(filter, before, first + 1);
    const events = found.slice(0, first);
    const last = events.at(-1);
    return { events, hasNextPage: found.length > first, endCursor: last ? encodeCursor([last.id]) : null };
  }

  /**
   * All of it, newest first, page by page: as little memory for a million events as for ten.
   * @throws DomainError FORBIDDEN, before the first event
   */
  export(actor: Actor, filter: AuditLogFilter): AsyncIterable<AuditLogItem> {
    assertMayRead(actor);
    return this.walk(filter);
  }

  private async *walk(filter: AuditLogFilter): AsyncGenerator<AuditLogItem> {
    if (!isAnswerable(filter)) return;
    for (let before: string | null = null; ;) {
      const events: AuditLogItem[] = await this.view.page(filter, before, EXPORT_PAGE);
      yield* events;
      const last = events.at(-1);
      if (!last || events.length < EXPORT_PAGE) return;
      before = last.id;
    }
  }
}

function assertMayRead(actor: Actor): void {
  if (canReadAuditLog(actor)) return;
  throw actor.kind === 'VISITOR' ? DomainError.unauthenticated() : DomainError.forbidden();
}

/** An organization that cannot be one has no events. */
function isAnswerable({ organization }: AuditLogFilter): boolean {
  return organization === null || organization === undefined || isUuid(organization);
}

function placeOf(after: string): string {
  const [id] = decodeCursor(after, 1);
  if (typeof id !== 'string' || !/^\d{1,18}$/.test(id)) throw invalidCursor();
  return id;
}
