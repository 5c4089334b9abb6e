import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { graphqlEnum } from '../fields/graphql-enumerations.js';
import * as sets from '../fields/product.enumerations.js';
import { PageInfoType } from '../request/page-info.type.js';
import { DateTimeScalar, JsonScalar } from '../scalars/scalars.js';
import { EntryType } from './entry.type.js';

@ObjectType('EntryEdge', { description: 'An entry of a page.' })
export class EntryEdgeType {
  @Field(() => EntryType, { description: 'The entry.' })
  node!: object;

  @Field(() => String, { description: 'Pass it as `after` to go on from here.' })
  cursor!: string;
}

@ObjectType('EntryConnection', { description: 'A page of entries, newest first.' })
export class EntryConnectionType {
  @Field(() => [EntryEdgeType], { description: 'Entries with their cursors.' })
  edges!: readonly EntryEdgeType[];

  @Field(() => [EntryType], { description: 'The entries alone.' })
  nodes!: readonly object[];

  @Field(() => PageInfoType, { description: 'Where the page ends.' })
  pageInfo!: PageInfoType;
}

@ObjectType('EntryTombstone', { description: 'What is left of an entry that the caller once saw.' })
export class EntryTombstoneType {
  @Field(() => ID, { description: 'Id of the entry; never used again.' })
  id!: string;

  @Field(() => graphqlEnum(sets.entryStates), { description: 'WITHDRAWN or MERGED.' })
  state!: string;

  @Field(() => ID, { nullable: true, description: 'Entry that replaces it.' })
  replacedById!: string | null;
}

@ObjectType('Revision', { description: 'A revision of an entry; drafts are shown to the owner only.' })
export class RevisionType {
  @Field(() => Int, { description: 'From 1.' })
  number!: number;

  @Field(() => graphqlEnum(sets.revisionStates), { description: 'Where it stands.' })
  state!: string;

  @Field(() => DateTimeScalar, { description: 'When it was written.' })
  createdAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was published.' })
  publishedAt!: string | null;
}

@ObjectType('FieldDifference', { description: 'One answer that differs between two revisions.' })
export class FieldDifferenceType {
  @Field(() => [String], { description: 'Names and places in lists, e.g. `["risks", "0", "mitigation"]`.' })
  path!: readonly string[];

  @Field(() => String, { description: 'Label of the field, in the language of `Accept-Language`.' })
  label!: string;

  @Field(() => JsonScalar, { nullable: true, description: 'Answer of the earlier revision; null: none.' })
  before!: unknown;

  @Field(() => JsonScalar, { nullable: true, description: 'Answer of the later revision; null: none.' })
  after!: unknown;
}

@ObjectType('ChecklistItem', {
  description: 'What keeps a revision from its target: a missing answer, or a step that others take.',
})
export class ChecklistItemType {
  @Field(() => String, { description: 'FIELD_REQUIRED, PERSONAL_DATA, OWNER_NOT_VERIFIED or SUBMISSION_REQUIRED.' })
  code!: string;

  @Field(() => [String], { description: 'Path of the field; empty for what is no field.' })
  path!: readonly string[];

  @Field(() => String, { description: 'Label of the field or step.' })
  label!: string;

  @Field(() => String, { description: 'What to do.' })
  message!: string;

  @Field(() => graphqlEnum(sets.stages), { nullable: true, description: 'Stage from which the field is asked for.' })
  stage!: string | null;

  @Field(() => Boolean, { description: 'Asked of high-risk uses only.' })
  highRisk!: boolean;
}
