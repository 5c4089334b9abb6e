import type { GlossaryTerm } from '@maillage/search';
import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { fieldEnum } from '../fields/field-enum.js';
import { RepeatableInput } from '../request/repeatable.input.js';

@InputType('GlossaryTermInput', { description: 'A word or phrase of the glossary.' })
export class GlossaryTermInput {
  @Field(() => String, { description: 'As people write it; at most 100 characters.' })
  text!: string;

  @Field(() => fieldEnum('language'), { nullable: true, description: 'Its language; French by default.' })
  lang?: GlossaryTerm['lang'] | null;
}

@InputType({ isAbstract: true })
abstract class GlossaryMoveInput extends RepeatableInput {
  @Field(() => Int, {
    nullable: true,
    description:
      'The group’s `version` that was read; a group that changed since is a conflict. Absent: whatever it is.',
  })
  baseVersion?: number | null;
}

@InputType('GlossaryUpsertInput', { description: 'A group of the glossary as it shall be.' })
export class GlossaryUpsertInput extends GlossaryMoveInput {
  @Field(() => ID, { nullable: true, description: 'A group to change, or to bring back; absent: a new one.' })
  id?: string | null;

  @Field(() => [GlossaryTermInput], { description: 'Two to twenty terms; the first is the one to show.' })
  terms!: GlossaryTermInput[];

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: a search for the first term finds the others, not they it. Default false.',
  })
  oneWay?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'True: nothing is written, the answer tells what would be.' })
  preview?: boolean | null;
}

@InputType('GlossaryRemoveInput', { description: 'A group to take out of the glossary.' })
export class GlossaryRemoveInput extends GlossaryMoveInput {
  @Field(() => ID, { description: 'Id of the group.' })
  id!: string;
}
