import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { UserErrorType } from '../errors/user-error.type.js';
import { RepeatableInput } from '../request/repeatable.input.js';

@InputType('EntryContactOfferInput', {
  description: 'The caller offers to be called about an entry: a mailbox, a number, or both.',
})
export class EntryContactOfferInput extends RepeatableInput {
  @Field(() => ID, { description: 'Id of the entry.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'What the caller does there; at most 120 characters.' })
  function?: string | null;

  @Field(() => String, { nullable: true, description: 'Mailbox, a person’s own allowed.' })
  email?: string | null;

  @Field(() => String, { nullable: true, description: 'Telephone number.' })
  phone?: string | null;
}

@InputType('MemberEraseInput', { description: 'Whom to erase.' })
export class MemberEraseInput extends RepeatableInput {
  @Field(() => ID, { description: 'Id of the member; one’s own, or anybody’s for an administrator.' })
  memberId!: string;
}

@ObjectType('MemberErasePayload', { description: 'Answer of `memberErase`.' })
export class MemberErasePayload {
  @Field(() => ID, { nullable: true, description: 'The id, which leads to nobody from now on; null after errors.' })
  memberId?: string | null;

  @Field(() => [UserErrorType], { description: 'What of the input can be mended; empty: the mutation had its effect.' })
  userErrors!: readonly UserErrorType[];
}
