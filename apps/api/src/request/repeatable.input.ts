import { Field, InputType } from '@nestjs/graphql';

/** What every mutation may carry so that it can be sent twice. */
@InputType({ isAbstract: true })
export abstract class RepeatableInput {
  @Field(() => String, {
    nullable: true,
    description: 'At most 128 characters. The same key with the same input has one effect, for 7 days.',
  })
  idempotencyKey?: string | null;
}
