import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { UserErrorType } from '../errors/user-error.type.js';
import { RepeatableInput } from '../request/repeatable.input.js';
import { DateTimeScalar } from '../scalars/scalars.js';
import { FeedFilterInput } from '../feed/feed.inputs.js';

@ObjectType('FeedReceipt', {
  description: 'What a portal proved that it holds, signed; `maillage feed verify-receipt` checks one.',
})
export class FeedReceiptType {
  @Field(() => ID, { description: 'Id of the receipt.' })
  id!: string;

  @Field(() => ID, { description: 'Epoch of the feed.' })
  epoch!: string;

  @Field(() => Float, { description: 'Head at which the digests were compared.' })
  headSeq!: number;

  @Field(() => Int, { description: 'Entries that the portal holds.' })
  count!: number;

  @Field(() => Boolean, { description: 'It holds exactly what its audience and filter show.' })
  equal!: boolean;

  @Field(() => [Int], { description: 'Indexes of the buckets that differ.' })
  differingBuckets!: readonly number[];

  @Field(() => String, {
    description:
      'What was signed: canonical JSON of portal, organization, audience, filter, epoch, headSeq, count, digest (SHA-256 of the buckets), equal, differingBuckets, at.',
  })
  statement!: string;

  @Field(() => String, { description: 'Ed25519 over the bytes of `statement`, base64; the key: `feedReceiptKey`.' })
  signature!: string;

  @Field(() => DateTimeScalar, { description: 'When it was given.' })
  at!: string;
}

@InputType('FeedReceiptBucketInput', { description: 'A bucket of the digest of what a portal holds.' })
export class FeedReceiptBucketInput {
  @Field(() => Int, { description: 'Entries in it.' })
  count!: number;

  @Field(() => String, { description: 'Exact sum, decimal: of the first 48 bits of SHA-256 of `<entryId>:<version>`.' })
  sum!: string;
}

@InputType('FeedReceiptInput', { description: 'What a portal holds.' })
export class FeedReceiptInput extends RepeatableInput {
  @Field(() => ID, { description: 'Epoch that it follows.' })
  epoch!: string;

  @Field(() => Float, { description: 'Head that it has followed to.' })
  headSeq!: number;

  @Field(() => FeedFilterInput, { nullable: true, description: 'What of the feed it follows; absent: all of it.' })
  filter?: FeedFilterInput | null;

  @Field(() => [FeedReceiptBucketInput], { description: 'Its buckets, a power of two from 1 to 256 of them.' })
  buckets!: FeedReceiptBucketInput[];
}

@ObjectType('FeedReceiptPayload', { description: 'Answer of `feedReceipt`.' })
export class FeedReceiptPayload {
  @Field(() => FeedReceiptType, { nullable: true, description: 'The receipt; null when stale and after errors.' })
  receipt?: FeedReceiptType | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'The feed has gone on or is going on: follow up to `headSeq` and ask again.',
  })
  stale?: boolean | null;

  @Field(() => Float, { nullable: true, description: 'Head of the feed.' })
  headSeq?: number | null;

  @Field(() => [UserErrorType], {
    description: 'What of the input can be mended; empty: it was compared, or is stale.',
  })
  userErrors!: readonly UserErrorType[];
}
