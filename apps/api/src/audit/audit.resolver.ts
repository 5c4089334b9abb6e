import { type AuditHead, AuditHeadView, AuditLogService } from '@maillage/identity';
import { Inject } from '@nestjs/common';
import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import { Allow, Public } from '../request/access.decorators.js';
import { firstOf } from '../request/page-size.js';
import type { RequestContext } from '../request/request-context.js';
import { auditLogFilter } from './audit-filter.mapper.js';
import { AuditEventConnectionType, AuditHeadType, AuditLogFilterInput } from './audit.type.js';

const MAX_PAGE = 100;

/** Who did what, for moderators; and where the log stands, for everyone. */
@Resolver()
export class AuditResolver {
  constructor(
    @Inject(AuditLogService) private readonly log: AuditLogService,
    @Inject(AuditHeadView) private readonly heads: AuditHeadView,
  ) {}

  @Allow('moderate')
  @Query(() => AuditEventConnectionType, {
    description: 'By a moderator or an administrator: who did what, newest first. As a table: `GET /audit.csv`.',
  })
  async auditLog(
    @Args('filter', { type: () => AuditLogFilterInput, nullable: true, description: 'Which events; all by default.' })
    filter: AuditLogFilterInput | null,
    @Args('first', { type: () => Int, nullable: true, description: 'Page size, 1 to 100; 20 by default.' })
    first: number | null,
    @Args('after', { type: () => String, nullable: true, description: '`endCursor` of the page before.' })
    after: string | null,
    @Context() { actor }: RequestContext,
  ): Promise<AuditEventConnectionType> {
    const page = { first: firstOf(first, MAX_PAGE), after: after ?? null };
    const { events, hasNextPage, endCursor } = await this.log.page(actor, auditLogFilter(filter), page);
    return { nodes: events, pageInfo: { hasNextPage, endCursor } };
  }

  @Public()
  @Query(() => AuditHeadType, { nullable: true, description: 'Where the audit log stands; null while it is empty.' })
  async auditHead(): Promise<AuditHead | null> {
    return this.heads.newest();
  }
}
