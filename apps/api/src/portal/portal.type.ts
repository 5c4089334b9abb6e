import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { graphqlEnum } from '../fields/graphql-enumerations.js';
import { audiences } from '../fields/product.enumerations.js';
import { PageInfoType } from '../request/page-info.type.js';
import { DateTimeScalar } from '../scalars/scalars.js';
import { WebhookDeliveryType } from '../webhook/webhook.type.js';
import { FeedReceiptType } from './feed-receipt.type.js';

@ObjectType('PortalKey', { description: 'Key that a portal reads with.' })
export class PortalKeyType {
  @Field(() => ID, { description: 'Id of the key.' })
  id!: string;

  @Field(() => String, { description: 'Name that its organization gave it.' })
  name!: string;

  @Field(() => Boolean, { description: 'It opens: not revoked, not expired.' })
  isActive!: boolean;
}

@ObjectType('PortalOrganization', { description: 'Organization that a portal belongs to.' })
export class PortalOrganizationType {
  @Field(() => ID, { description: 'Id of the organization.' })
  id!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;
}

@ObjectType('CursorSeen', { description: 'How far a portal has read the feed.' })
export class CursorSeenType {
  @Field(() => Float, { description: 'Number of the last cursor that it sent.' })
  seq!: number;

  @Field(() => ID, { description: 'Epoch of that cursor.' })
  epoch!: string;

  @Field(() => DateTimeScalar, { description: 'When it sent it, to a few seconds.' })
  seenAt!: string;
}

@ObjectType('Portal', { description: 'How a portal does: whoever reads the feed with a key of an organization.' })
export class PortalType {
  @Field(() => PortalKeyType, { description: 'Its key.' })
  key!: PortalKeyType;

  @Field(() => PortalOrganizationType, { description: 'Its organization.' })
  organization!: PortalOrganizationType;

  @Field(() => graphqlEnum(audiences), { description: 'Widest audience that its key reads.' })
  audience!: string;

  @Field(() => CursorSeenType, { nullable: true, description: 'How far it has read; null: it has not yet.' })
  lastCursorSeen!: CursorSeenType | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Entries changed since then, whoever sees them, 100,000 at most; null: it has not read yet.',
  })
  lag!: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Its last receipt told no difference; null: it has none.' })
  digestOk!: boolean | null;

  @Field(() => FeedReceiptType, { nullable: true, description: 'Its last receipt.' })
  lastReceipt!: FeedReceiptType | null;

  @Field(() => [WebhookDeliveryType], {
    description: 'The last 20 deliveries to its organization’s receivers; empty for whoever may not read those.',
  })
  deliveries!: readonly WebhookDeliveryType[];
}

@ObjectType('PortalConnection', { description: 'Portals, those with the newest keys first.' })
export class PortalConnectionType {
  @Field(() => [PortalType], { description: 'The page.' })
  nodes!: readonly PortalType[];

  @Field(() => PageInfoType, { description: 'Where it ends.' })
  pageInfo!: PageInfoType;
}

@ObjectType('FeedReconciliationRow', { description: 'What a portal last proved, seen from the network.' })
export class FeedReconciliationRowType {
  @Field(() => PortalType, { description: 'The portal.' })
  portal!: PortalType;

  @Field(() => Boolean, { nullable: true, description: 'Its last receipt told no difference; null: it has none.' })
  equal!: boolean | null;

  @Field(() => Int, { nullable: true, description: 'Buckets that differed; null: it has no receipt.' })
  differingBucketCount!: number | null;

  @Field(() => Int, { nullable: true, description: 'Seconds since its last receipt; null: it has none.' })
  receiptAge!: number | null;

  @Field(() => Int, { nullable: true, description: 'As of the portal.' })
  lag!: number | null;
}

@ObjectType('FeedReconciliationConnection', { description: 'One row a portal, those with the newest keys first.' })
export class FeedReconciliationConnectionType {
  @Field(() => [FeedReconciliationRowType], { description: 'The page.' })
  nodes!: readonly FeedReconciliationRowType[];

  @Field(() => PageInfoType, { description: 'Where it ends.' })
  pageInfo!: PageInfoType;
}

@ObjectType('FeedReceiptKey', { description: 'The key that receipts are checked with.' })
export class FeedReceiptKeyType {
  @Field(() => String, { description: '`Ed25519`.' })
  algorithm!: string;

  @Field(() => String, { description: 'Public key, PEM (SPKI); the same as `/feed/receipt-key.pem`.' })
  publicKey!: string;
}
