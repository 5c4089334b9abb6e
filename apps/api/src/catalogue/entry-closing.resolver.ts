import { AdoptionService, EntryClosingService, EntryReadingService } from '@maillage/catalogue';
import { Inject } from '@nestjs/common';
import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { answer, type Refused } from '../errors/mutation-answer.js';
import { Allow } from '../request/access.decorators.js';
import type { RequestContext } from '../request/request-context.js';
import { AdoptionDeclareInput, AdoptionWithdrawInput } from './adoption.inputs.js';
import { EntryMergeInput, EntryMoveInput, EntryWithdrawInput } from './entry.inputs.js';
import { payloadEntry } from './entry.payload.mapper.js';
import { EntryEndPayload, EntryPayload } from './entry.payloads.js';

/** Ends of entries, and what other organizations do with them. */
@Resolver()
export class EntryClosingResolver {
  constructor(
    @Inject(EntryClosingService) private readonly closing: EntryClosingService,
    @Inject(AdoptionService) private readonly adoptions: AdoptionService,
    @Inject(EntryReadingService) private readonly reading: EntryReadingService,
  ) {}

  @Allow('entry:publish')
  @Mutation(() => EntryPayload, {
    description: 'Keeps an entry readable, out of the default search, with no review date.',
  })
  async entryArchive(
    @Args('input', { description: 'Which entry.' }) input: EntryMoveInput,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<EntryPayload | Refused> {
    return answer(context, async () =>
      payloadEntry(this.reading, context, await this.closing.archive(context.actor, { ...input }), info),
    );
  }

  @Allow('entry:publish')
  @Mutation(() => EntryEndPayload, {
    description: 'Takes an entry back: nobody reads it from the answer on; a tombstone is left.',
  })
  async entryWithdraw(
    @Args('input', { description: 'Which entry, and why.' }) input: EntryWithdrawInput,
    @Context() context: RequestContext,
  ): Promise<EntryEndPayload | Refused> {
    return answer(context, async () => {
      const id = await this.closing.withdraw(context.actor, { ...input });
      return { tombstone: { id, state: 'WITHDRAWN', replacedById: null } };
    });
  }

  @Allow('entry:publish')
  @Mutation(() => EntryEndPayload, {
    description: 'Merges an entry into another; its reuses move, its readers are led on.',
  })
  async entryMerge(
    @Args('input', { description: 'Which entry, and which one stays.' }) input: EntryMergeInput,
    @Context() context: RequestContext,
  ): Promise<EntryEndPayload | Refused> {
    return answer(context, async () => {
      const id = await this.closing.merge(context.actor, { ...input });
      return { tombstone: { id, state: 'MERGED', replacedById: input.intoId } };
    });
  }

  @Allow('entry:write')
  @Mutation(() => EntryPayload, {
    description: '« Nous réutilisons » : declares, or moves on, an organization’s reuse of an entry.',
  })
  async adoptionDeclare(
    @Args('input', { description: 'Who reuses what, and how far it is.' }) input: AdoptionDeclareInput,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<EntryPayload | Refused> {
    return answer(context, async () =>
      payloadEntry(this.reading, context, await this.adoptions.declare(context.actor, { ...input }), info),
    );
  }

  @Allow('entry:write')
  @Mutation(() => EntryPayload, { description: 'Takes a declared reuse back.' })
  async adoptionWithdraw(
    @Args('input', { description: 'Which reuse.' }) input: AdoptionWithdrawInput,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<EntryPayload | Refused> {
    return answer(context, async () =>
      payloadEntry(this.reading, context, await this.adoptions.withdraw(context.actor, { ...input }), info),
    );
  }
}
