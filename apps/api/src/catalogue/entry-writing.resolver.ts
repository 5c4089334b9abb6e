import { EntryReadingService, EntryReviewService, EntrySharingService, EntryWritingService } from '@maillage/catalogue';
import { Inject } from '@nestjs/common';
import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { answer, type Refused } from '../errors/mutation-answer.js';
import { Allow } from '../request/access.decorators.js';
import type { RequestContext } from '../request/request-context.js';
import { selects } from '../request/selection.js';
import { contentCommand } from './entry-content.mapper.js';
import {
  EntryCreateInput,
  EntryMoveInput,
  EntryRequestChangesInput,
  EntryReviseInput,
  EntrySetAudienceInput,
  RevisionMoveInput,
} from './entry.inputs.js';
import { EntryPayload, EntryWritePayload } from './entry.payloads.js';
import { payloadEntry } from './entry.payload.mapper.js';

type Answer<T = object> = Promise<T | Refused>;

/** Drafts, review and sharing of entries. Translates; the services decide. */
@Resolver()
export class EntryWritingResolver {
  constructor(
    @Inject(EntryWritingService) private readonly writing: EntryWritingService,
    @Inject(EntryReviewService) private readonly review: EntryReviewService,
    @Inject(EntrySharingService) private readonly sharing: EntrySharingService,
    @Inject(EntryReadingService) private readonly reading: EntryReadingService,
  ) {}

  @Allow('entry:write')
  @Mutation(() => EntryWritePayload, { description: 'Writes a new entry: its first draft.' })
  async entryCreate(
    @Args('input', { description: 'The entry.' }) input: EntryCreateInput,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Answer {
    return answer(context, async () => {
      const { ownerId, subjectOrganizationId, audience, relations, proposedSystem, idempotencyKey } = input;
      const sent = { ownerId, subjectOrganizationId, audience, relations, proposedSystem, idempotencyKey };
      const command = { ...sent, ...contentCommand(input) };
      const written = await this.writing.create(context.actor, command, { twins: selects(info, 'twins') });
      const { id, replayed, twins } = written;
      const known = replayed
        ? null
        : { id, kind: command.kind, state: 'DRAFT', revision: 1, lastRevision: 1, version: 0 };
      return { ...(await payloadEntry(this.reading, context, id, info, known)), replayed, twins };
    });
  }

  @Allow('entry:write')
  @Mutation(() => EntryWritePayload, { description: 'Writes a further draft beside what readers see.' })
  async entryRevise(
    @Args('input', { description: 'The whole content.' }) input: EntryReviseInput,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Answer {
    return answer(context, async () => {
      const { id, baseRevision, relations, proposedSystem, idempotencyKey } = input;
      const sent = { id, baseRevision, relations, proposedSystem, idempotencyKey };
      const command = { ...sent, ...contentCommand(input) };
      const { replayed, twins } = await this.writing.revise(context.actor, command, { twins: selects(info, 'twins') });
      return { ...(await payloadEntry(this.reading, context, id, info)), replayed, twins };
    });
  }

  @Allow('entry:write')
  @Mutation(() => EntryPayload, { description: 'Sends the newest revision to the organization’s coordinators.' })
  async entrySubmit(
    @Args('input', { description: 'Which revision.' }) input: RevisionMoveInput,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Answer {
    return this.moved(context, info, () => this.review.submit(context.actor, { ...input }));
  }

  @Allow('entry:publish')
  @Mutation(() => EntryPayload, { description: 'Sends a submitted revision back, with what needs changing.' })
  async entryRequestChanges(
    @Args('input', { description: 'Which revision, and why.' }) input: EntryRequestChangesInput,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Answer {
    return this.moved(context, info, () => this.review.requestChanges(context.actor, { ...input }));
  }

  @Allow('entry:publish')
  @Mutation(() => EntryPayload, {
    description: 'Makes the newest revision what readers see; search follows within moments.',
  })
  async entryPublish(
    @Args('input', { description: 'Which revision.' }) input: RevisionMoveInput,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Answer {
    return this.moved(context, info, () => this.review.publish(context.actor, { ...input }));
  }

  @Allow('entry:write')
  @Mutation(() => EntryPayload, { description: '"Still true": moves the review date, changes nothing else.' })
  async entryConfirm(
    @Args('input', { description: 'Which entry.' }) input: EntryMoveInput,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Answer {
    return this.moved(context, info, () => this.review.confirm(context.actor, { ...input }));
  }

  @Allow('entry:publish')
  @Mutation(() => EntryPayload, {
    description: 'Changes who sees an entry; a smaller audience holds from the answer on, everywhere.',
  })
  async entrySetAudience(
    @Args('input', { description: 'Who sees it from now on.' }) input: EntrySetAudienceInput,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Answer {
    return this.moved(context, info, () => this.sharing.setAudience(context.actor, { ...input }));
  }

  @Allow('entry:publish')
  @Mutation(() => EntryPayload, {
    description: 'A verified coordinator takes over what others wrote about the organization.',
  })
  async entryClaim(
    @Args('input', { description: 'Which entry.' }) input: EntryMoveInput,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Answer {
    return this.moved(context, info, () => this.sharing.claim(context.actor, { ...input }));
  }

  private moved(context: RequestContext, info: GraphQLResolveInfo, move: () => Promise<string>): Answer {
    return answer(context, async () => payloadEntry(this.reading, context, await move(), info));
  }
}
