import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { UserErrorType } from '../errors/user-error.type.js';
import { PageInfoType } from '../request/page-info.type.js';
import { RepeatableInput } from '../request/repeatable.input.js';
import { DateScalar, DateTimeScalar } from '../scalars/scalars.js';

@ObjectType('UnansweredQuery', {
  description:
    'A search that found no entry with all its words. Words only: nobody’s name, address or account is kept.',
})
export class UnansweredQueryType {
  @Field(() => ID, { description: 'For `unansweredQueryDismiss`.' })
  id!: string;

  @Field(() => String, {
    description: 'As it was typed last; e-mail addresses and runs of digits are masked, at most 100 characters.',
  })
  text!: string;

  @Field(() => Int, { description: 'How often it was asked.' })
  times!: number;

  @Field(() => DateTimeScalar, { description: 'When it was asked first.' })
  firstSeen!: Date;

  @Field(() => DateTimeScalar, { description: 'When it was asked last.' })
  lastSeen!: Date;

  @Field(() => Boolean, { description: 'Entries with some of its words were shown.' })
  hadApproaching!: boolean;
}

@ObjectType('UnansweredQueryEdge', { description: 'A search that found nothing, in a list.' })
export class UnansweredQueryEdgeType {
  @Field(() => UnansweredQueryType, { description: 'The search.' })
  node!: UnansweredQueryType;
}

@ObjectType('UnansweredQueryConnection', { description: 'Searches that found nothing, the last one first.' })
export class UnansweredQueryConnectionType {
  @Field(() => [UnansweredQueryEdgeType], { description: 'Searches of this page.' })
  edges!: readonly UnansweredQueryEdgeType[];

  @Field(() => PageInfoType, { description: 'Where the page ends.' })
  pageInfo!: PageInfoType;

  @Field(() => [DateScalar], {
    description:
      'Days on which more different searches found nothing than are kept (2,000): the others are not counted.',
  })
  fullDays!: readonly string[];
}

@InputType('UnansweredQueryDismissInput', { description: 'A search to put aside.' })
export class UnansweredQueryDismissInput extends RepeatableInput {
  @Field(() => ID, { description: 'Id of the `UnansweredQuery`.' })
  id!: string;
}

@ObjectType('UnansweredQueryDismissPayload', { description: 'Answer of `unansweredQueryDismiss`.' })
export class UnansweredQueryDismissPayload {
  @Field(() => ID, { nullable: true, description: 'Id of the search that was put aside; null after errors.' })
  id?: string | null;

  @Field(() => [UserErrorType], { description: 'What of the input can be mended; empty: the mutation had its effect.' })
  userErrors!: readonly UserErrorType[];
}
