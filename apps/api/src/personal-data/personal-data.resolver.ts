import { EntryReadingService, MemberErasureService, NamedContactService } from '@maillage/catalogue';
import { Inject } from '@nestjs/common';
import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { EntryMoveInput } from '../catalogue/entry.inputs.js';
import { payloadEntry } from '../catalogue/entry.payload.mapper.js';
import { EntryPayload } from '../catalogue/entry.payloads.js';
import { answer, type Refused } from '../errors/mutation-answer.js';
import { Allow } from '../request/access.decorators.js';
import type { RequestContext } from '../request/request-context.js';
import { EntryContactOfferInput, MemberEraseInput, MemberErasePayload } from './personal-data.type.js';

/** Names of people: put on an entry by themselves, and taken away wherever they stand. */
@Resolver()
export class PersonalDataResolver {
  constructor(
    @Inject(NamedContactService) private readonly contacts: NamedContactService,
    @Inject(MemberErasureService) private readonly erasure: MemberErasureService,
    @Inject(EntryReadingService) private readonly reading: EntryReadingService,
  ) {}

  @Allow('entry:write')
  @Mutation(() => EntryPayload, {
    description:
      'Puts the caller’s own name on an entry of their organization, for members of the network, for a year.',
  })
  async entryContactOffer(
    @Args('input', { description: 'How to reach the caller.' }) input: EntryContactOfferInput,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<EntryPayload | Refused> {
    return answer(context, async () => {
      const id = await this.contacts.offer(context.actor, { ...input });
      return payloadEntry(this.reading, context, id, info);
    });
  }

  @Allow('organization:write')
  @Mutation(() => EntryPayload, {
    description: 'Takes the name off an entry; by the person, or a coordinator of its owner.',
  })
  async entryContactRemove(
    @Args('input', { description: 'Which entry.' }) input: EntryMoveInput,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<EntryPayload | Refused> {
    return answer(context, async () => {
      const id = await this.contacts.remove(context.actor, { ...input });
      return payloadEntry(this.reading, context, id, info);
    });
  }

  @Allow('organization:write')
  @Mutation(() => MemberErasePayload, {
    description:
      'By the member, or an administrator: name, roles, keys and sessions, named contacts, and the name in texts are erased everywhere, for good.',
  })
  async memberErase(
    @Args('input', { description: 'Whom.' }) input: MemberEraseInput,
    @Context() context: RequestContext,
  ): Promise<MemberErasePayload | Refused> {
    return answer(context, async () => ({ memberId: await this.erasure.erase(context.actor, { ...input }) }));
  }
}
