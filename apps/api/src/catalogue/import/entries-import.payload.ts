import type { PushOutcome } from '@maillage/catalogue';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { UserErrorType } from '../../errors/user-error.type.js';
import { graphqlEnum } from '../../fields/graphql-enumerations.js';
import { pushOutcomes } from '../../fields/product.enumerations.js';

@ObjectType('EntryImportResult', { description: 'What became of one item.' })
export class EntryImportResultType {
  @Field(() => Int, { description: 'Its place in the batch, from 0.' })
  index!: number;

  @Field(() => String, { description: 'Its id in the source.' })
  sourceId!: string;

  @Field(() => graphqlEnum(pushOutcomes), { description: 'What became of it.' })
  outcome!: PushOutcome;

  @Field(() => ID, {
    nullable: true,
    description: 'The entry; null where there is none, and for what a dry run would create.',
  })
  entryId!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Number of its newest revision now: the next `baseRevision`; null where there is no entry.',
  })
  revision!: number | null;

  @Field(() => [UserErrorType], {
    description: 'Why it was rejected, or with what it is in conflict; `path` leads to the field.',
  })
  errors!: readonly UserErrorType[];
}

@ObjectType('EntryImportCounts', { description: 'Items by what became of them.' })
export class EntryImportCountsType {
  @Field(() => Int, { description: 'CREATED.' })
  created!: number;

  @Field(() => Int, { description: 'UPDATED.' })
  updated!: number;

  @Field(() => Int, { description: 'UNCHANGED.' })
  unchanged!: number;

  @Field(() => Int, { description: 'CONFLICT.' })
  conflicts!: number;

  @Field(() => Int, { description: 'REJECTED.' })
  rejected!: number;

  @Field(() => Int, { description: 'WITHDRAWN.' })
  withdrawn!: number;
}

@ObjectType('EntriesImportPayload', { description: 'Answer of a pushed batch.' })
export class EntriesImportPayload {
  @Field(() => [EntryImportResultType], {
    nullable: true,
    description: 'One for each item, in their order; null when the batch as a whole was refused (`userErrors`).',
  })
  results?: readonly EntryImportResultType[] | null;

  @Field(() => EntryImportCountsType, { nullable: true, description: 'The same, counted.' })
  counts?: EntryImportCountsType | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: an earlier call with the same idempotency key had the effect; this is its answer.',
  })
  replayed?: boolean | null;

  @Field(() => [UserErrorType], {
    description: 'Why the batch as a whole was refused: then nothing was written. Of single items: `results`.',
  })
  userErrors!: readonly UserErrorType[];
}
