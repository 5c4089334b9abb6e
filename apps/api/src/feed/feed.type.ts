import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { AuditHeadType } from '../audit/audit.type.js';
import { graphqlEnum } from '../fields/graphql-enumerations.js';
import { feedOps } from '../fields/product.enumerations.js';

@ObjectType('FeedChange', { description: 'What became of one entry. Applying it twice is the same as once.' })
export class FeedChangeType {
  @Field(() => Float, { description: 'Number of the change; exact up to 2^53.' })
  seq!: number;

  @Field(() => ID, { description: 'Id of the entry.' })
  entryId!: string;

  @Field(() => Int, { description: 'Its version.' })
  version!: number;

  @Field(() => graphqlEnum(feedOps), { description: 'Put or take away.' })
  op!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'What the caller’s audience sees of it: canonical JSON (sorted keys), the same bytes as in the snapshot; null of a REMOVE. Its JSON Schema: `GET /feed/document.schema.json`.',
  })
  document!: string | null;
}

@ObjectType('ChangePage', { description: 'A page of the feed. Apply it whole, together with its cursor.' })
export class ChangePageType {
  @Field(() => [FeedChangeType], { description: 'In the order of their numbers.' })
  changes!: readonly FeedChangeType[];

  @Field(() => String, { description: 'Pass it as `after`, now or when there is news. It outlives the key.' })
  nextCursor!: string;

  @Field(() => Boolean, { description: 'False: this was the head.' })
  hasMore!: boolean;

  @Field(() => Float, { description: 'Newest number given.' })
  headSeq!: number;

  @Field(() => ID, { description: 'Numbers of another epoch say nothing: begin anew.' })
  epoch!: string;

  @Field(() => Float, { description: 'Removals up to this number may be forgotten.' })
  horizonSeq!: number;
}

@ObjectType('FeedInfo', { description: 'What the feed promises, and where it stands.' })
export class FeedInfoType {
  @Field(() => ID, { description: 'Changes when a backup was restored: every mirror begins anew.' })
  epoch!: string;

  @Field(() => Float, { description: 'Newest number given.' })
  headSeq!: number;

  @Field(() => Float, { description: 'Removals up to this number may be forgotten.' })
  horizonSeq!: number;

  @Field(() => Int, { description: 'Days that removals are told at least.' })
  tombstoneRetentionDays!: number;

  @Field(() => String, {
    description:
      'As OAI-PMH names it: `persistent` within `tombstoneRetentionDays`; a cursor older than that is refused (CURSOR_EXPIRED), never answered in part.',
  })
  deletedRecord!: string;

  @Field(() => Int, { description: 'Form of the documents; another one means that every mirror begins anew.' })
  documentVersion!: number;

  @Field(() => String, { description: 'Path of the JSON Schema of the documents.' })
  documentSchemaPath!: string;

  @Field(() => String, { description: 'What the caller reads: PUBLIC or NETWORK.' })
  audience!: string;

  @Field(() => AuditHeadType, { nullable: true, description: 'Where the audit log stands; null while it is empty.' })
  auditHead!: AuditHeadType | null;
}

@ObjectType('FeedBucket', { description: 'Entries of one part of a digest.' })
export class FeedBucketType {
  @Field(() => Int, { description: 'Entries.' })
  count!: number;

  @Field(() => String, {
    description:
      'Exact sum, decimal, of the first 6 bytes of SHA-256 of `<entryId>:<version>`, read as big-endian numbers.',
  })
  sum!: string;
}

@ObjectType('FeedDigest', {
  description: 'What a mirror that stands at `headSeq` holds when `pending` is 0; else follow and ask again.',
})
export class FeedDigestType {
  @Field(() => ID, { description: 'Epoch of the head.' })
  epoch!: string;

  @Field(() => Float, { description: 'Newest number given.' })
  headSeq!: number;

  @Field(() => Int, { description: 'Committed changes that have no number yet.' })
  pending!: number;

  @Field(() => Int, { description: 'Entries in all.' })
  count!: number;

  @Field(() => [FeedBucketType], {
    description: 'The first byte of an entry’s hash, times `buckets`, by 256, is its bucket.',
  })
  buckets!: readonly FeedBucketType[];
}

@ObjectType('FeedBucketEntry', { description: 'An entry of one bucket.' })
export class FeedBucketEntryType {
  @Field(() => ID, { description: 'Id of the entry.' })
  entryId!: string;

  @Field(() => Int, { description: 'Its version now.' })
  version!: number;
}
