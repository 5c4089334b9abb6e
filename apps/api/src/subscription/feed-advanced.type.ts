import { Field, Float, ID, ObjectType } from '@nestjs/graphql';

@ObjectType('FeedAdvanced', {
  description: 'The feed has a new head: what changed is read with `changes`. The same as a webhook’s `data`.',
})
export class FeedAdvancedType {
  @Field(() => String, { description: 'Address of the GraphQL API.' })
  feed!: string;

  @Field(() => Float, { description: 'Newest number given; exact up to 2^53.' })
  headSeq!: number;

  @Field(() => ID, { description: 'Epoch of that number: another one means that every mirror begins anew.' })
  epoch!: string;
}
