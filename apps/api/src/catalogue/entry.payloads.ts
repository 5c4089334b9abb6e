import { Field, ObjectType } from '@nestjs/graphql';
import { UserErrorType } from '../errors/user-error.type.js';
import { EntryTombstoneType } from './entry-reading.type.js';
import { EntryType } from './entry.type.js';

@ObjectType('EntryTwin', {
  description:
    'A published entry of another organization that says the same: adopt it, or link to its system, instead?',
})
export class EntryTwinType {
  @Field(() => String, { description: 'Id of that entry.' })
  id!: string;

  @Field(() => String, { description: 'Its title.' })
  title!: string;

  @Field(() => String, { description: 'Who maintains it.' })
  ownerName!: string;
}

@ObjectType('EntryPayload', { description: 'Answer of the mutations of entries.' })
export class EntryPayload {
  @Field(() => EntryType, {
    nullable: true,
    description: 'The entry as it stands now; null after errors, and where the caller does not see it any more.',
  })
  entry?: object | null;

  @Field(() => [UserErrorType], { description: 'What of the input can be mended; empty: the mutation had its effect.' })
  userErrors!: readonly UserErrorType[];
}

@ObjectType('EntryWritePayload', { description: 'Answer of the mutations that write a draft.' })
export class EntryWritePayload extends EntryPayload {
  @Field(() => [EntryTwinType], { nullable: true, description: 'Entries of others that say the same.' })
  twins?: readonly EntryTwinType[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: an earlier call with the same idempotency key had the effect.',
  })
  replayed?: boolean | null;
}

@ObjectType('EntryTombstonePayload', { description: 'Answer of the mutations that end an entry.' })
export class EntryEndPayload {
  @Field(() => EntryTombstoneType, { nullable: true, description: 'What is left of it; null after errors.' })
  tombstone?: EntryTombstoneType | null;

  @Field(() => [UserErrorType], { description: 'What of the input can be mended; empty: the mutation had its effect.' })
  userErrors!: readonly UserErrorType[];
}
