import { UnansweredQueryService } from '@maillage/search';
import { Inject } from '@nestjs/common';
import { Args, Context, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { answer, type Refused } from '../errors/mutation-answer.js';
import { Allow } from '../request/access.decorators.js';
import { firstOf } from '../request/page-size.js';
import type { RequestContext } from '../request/request-context.js';
import { DateScalar } from '../scalars/scalars.js';
import {
  UnansweredQueryConnectionType,
  UnansweredQueryDismissInput,
  UnansweredQueryDismissPayload,
} from './unanswered-query.type.js';

const MAX_PAGE = 100;

/** What people searched for in vain: for moderators, administrators and the national coordinator. */
@Resolver()
export class UnansweredQueryResolver {
  constructor(@Inject(UnansweredQueryService) private readonly service: UnansweredQueryService) {}

  @Allow('read')
  @Query(() => UnansweredQueryConnectionType, {
    description:
      'By a moderator, an administrator or the national coordinator: searches of the last 90 days that found nothing.',
  })
  async unansweredQueries(
    @Args('first', { type: () => Int, nullable: true, description: 'Page size, 1 to 100; 20 by default.' })
    first: number | null,
    @Args('after', { type: () => String, nullable: true, description: '`endCursor` of the page before.' })
    after: string | null,
    @Args('since', {
      type: () => DateScalar,
      nullable: true,
      description: 'Only what was asked from this day on (UTC).',
    })
    since: string | null,
    @Context() { actor }: RequestContext,
  ): Promise<UnansweredQueryConnectionType> {
    const asked = { first: firstOf(first, MAX_PAGE), after, since };
    const { queries, hasNextPage, endCursor, fullDays } = await this.service.recent(actor, asked);
    return { edges: queries.map((node) => ({ node })), pageInfo: { hasNextPage, endCursor }, fullDays };
  }

  @Allow('moderate')
  @Mutation(() => UnansweredQueryDismissPayload, {
    description: 'By a moderator: puts a search aside that needs no answer. The same search asked again stays aside.',
  })
  async unansweredQueryDismiss(
    @Args('input', { description: 'Which search.' }) { id }: UnansweredQueryDismissInput,
    @Context() context: RequestContext,
  ): Promise<UnansweredQueryDismissPayload | Refused> {
    return answer(context, async () => {
      await this.service.dismiss(context.actor, id);
      return { id };
    });
  }
}
