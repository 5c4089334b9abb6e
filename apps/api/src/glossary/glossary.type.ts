import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { UserErrorType } from '../errors/user-error.type.js';
import { fieldEnum } from '../fields/field-enum.js';
import { graphqlEnum } from '../fields/graphql-enumerations.js';
import { glossaryActions } from '../fields/product.enumerations.js';
import { PageInfoType } from '../request/page-info.type.js';
import { DateTimeScalar } from '../scalars/scalars.js';
import { UnansweredQueryType } from '../search/unanswered-query.type.js';

@ObjectType('GlossaryTerm', { description: 'A word or phrase of the glossary.' })
export class GlossaryTermType {
  @Field(() => String, { description: 'As people write it.' })
  text!: string;

  @Field(() => fieldEnum('language'), { description: 'Its language.' })
  lang!: string;
}

@ObjectType('GlossaryWords', { description: 'What a group of the glossary links.' })
export class GlossaryWordsType {
  @Field(() => [GlossaryTermType], { description: 'Terms; the first is the one to show.' })
  terms!: readonly GlossaryTermType[];

  @Field(() => Boolean, { description: 'True: a search for the first term finds the others, not they it.' })
  oneWay!: boolean;
}

@ObjectType('GlossaryGroup', { description: 'Words for the same thing: who searches one finds the others.' })
export class GlossaryGroupType extends GlossaryWordsType {
  @Field(() => ID, { description: 'Id of the group.' })
  id!: string;

  @Field(() => Int, { description: 'Version of the glossary that changed it last: the `baseVersion` of a change.' })
  version!: number;

  @Field(() => Boolean, {
    description: 'It is as the product brought it; a later version of the product may change it.',
  })
  fromProduct!: boolean;
}

@ObjectType('GlossaryEdge', { description: 'A group in a page.' })
export class GlossaryEdgeType {
  @Field(() => GlossaryGroupType, { description: 'The group.' })
  node!: GlossaryGroupType;

  @Field(() => String, { description: 'Pass it as `after` to go on from here.' })
  cursor!: string;
}

@ObjectType('GlossaryConnection', { description: 'Groups of the glossary, by their first term.' })
export class GlossaryConnectionType {
  @Field(() => [GlossaryEdgeType], { description: 'Groups of this page.' })
  edges!: readonly GlossaryEdgeType[];

  @Field(() => Int, { description: 'Groups on all pages.' })
  totalCount!: number;

  @Field(() => PageInfoType, { description: 'Where the page ends.' })
  pageInfo!: PageInfoType;
}

@ObjectType('GlossaryGroupChange', { description: 'What a change did to one group.' })
export class GlossaryGroupChangeType {
  @Field(() => ID, { description: 'Id of the group.' })
  groupId!: string;

  @Field(() => GlossaryWordsType, { nullable: true, description: 'Null: the group is new.' })
  before!: GlossaryWordsType | null;

  @Field(() => GlossaryWordsType, { nullable: true, description: 'Null: the group was taken out.' })
  after!: GlossaryWordsType | null;
}

@ObjectType('GlossaryVersion', { description: 'One change of the glossary.' })
export class GlossaryVersionType {
  @Field(() => Int, { description: 'Its number; each change is one more.' })
  number!: number;

  @Field(() => DateTimeScalar, { description: 'When.' })
  at!: Date;

  @Field(() => String, { description: 'Stable name of who did it, without personal data: `member:…`, `system:…`.' })
  actor!: string;

  @Field(() => graphqlEnum(glossaryActions), { description: 'What it was.' })
  action!: string;

  @Field(() => [GlossaryGroupChangeType], { description: 'Groups that it changed.' })
  changes!: readonly GlossaryGroupChangeType[];
}

@ObjectType('GlossaryHistory', { description: 'Changes of the glossary, newest first.' })
export class GlossaryHistoryType {
  @Field(() => [GlossaryVersionType], { description: 'Changes of this page.' })
  nodes!: readonly GlossaryVersionType[];

  @Field(() => PageInfoType, { description: 'Where the page ends.' })
  pageInfo!: PageInfoType;
}

@ObjectType('GlossaryUpsertPayload', { description: 'Answer of `glossaryUpsert`.' })
export class GlossaryUpsertPayload {
  @Field(() => GlossaryGroupType, { nullable: true, description: 'The group; null after errors and for a preview.' })
  group?: GlossaryGroupType | null;

  @Field(() => [UnansweredQueryType], {
    nullable: true,
    description:
      'Logged searches that found nothing and find an entry by this group, the most asked first (of the twenty most ' +
      'asked with its terms). Null after errors, and when search does not answer now.',
  })
  wouldAnswer?: readonly UnansweredQueryType[] | null;

  @Field(() => [UserErrorType], { description: 'What of the input can be mended; empty: the mutation had its effect.' })
  userErrors!: readonly UserErrorType[];
}

@ObjectType('GlossaryRemovePayload', { description: 'Answer of `glossaryRemove`.' })
export class GlossaryRemovePayload {
  @Field(() => ID, { nullable: true, description: 'Id of the group that was taken out; null after errors.' })
  id?: string | null;

  @Field(() => [UserErrorType], { description: 'What of the input can be mended; empty: the mutation had its effect.' })
  userErrors!: readonly UserErrorType[];
}
