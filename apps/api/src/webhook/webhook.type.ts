import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { UserErrorType } from '../errors/user-error.type.js';
import { graphqlEnum } from '../fields/graphql-enumerations.js';
import { PageInfoType } from '../request/page-info.type.js';
import { DateTimeScalar, UrlScalar } from '../scalars/scalars.js';
import {
  webhookDeliveryKinds,
  webhookDeliveryStatuses,
  webhookDisabledReasons,
  webhookStates,
} from './webhook.enumerations.js';

@ObjectType('WebhookPermissions', { description: 'What the caller may do with a receiver now.' })
export class WebhookPermissionsType {
  @Field(() => Boolean, { description: '`webhookUpdate`, `webhookRotateSecret`, `webhookTest`, `webhookReplay`.' })
  canChange!: boolean;

  @Field(() => Boolean, { description: '`webhookDelete`.' })
  canDelete!: boolean;
}

@ObjectType('Webhook', { description: 'A receiver that is told when the feed advances; its secret is shown once.' })
export class WebhookType {
  @Field(() => ID, { description: 'Id of the receiver.' })
  id!: string;

  @Field(() => ID, { description: 'Organization that it belongs to.' })
  organizationId!: string;

  @Field(() => ID, { nullable: true, description: 'Key of the portal that it wakes; when it ends, so do the pokes.' })
  keyId!: string | null;

  @Field(() => UrlScalar, { description: 'Where pokes are sent.' })
  url!: string;

  @Field(() => graphqlEnum(webhookStates), { description: 'How it does.' })
  state!: string;

  @Field(() => Boolean, { description: 'Paused by its coordinators: what waits is sent when they go on.' })
  paused!: boolean;

  @Field(() => DateTimeScalar, { nullable: true, description: 'First failure since the last success.' })
  failingSince!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was disabled.' })
  disabledAt!: Date | null;

  @Field(() => graphqlEnum(webhookDisabledReasons), { nullable: true, description: 'Why it was disabled.' })
  disabledReason!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Until when pokes are signed with the secret before, too; null when they are not.',
  })
  previousSecretUntil!: Date | null;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => WebhookPermissionsType, { description: 'What the caller may do with it.' })
  permissions!: WebhookPermissionsType;
}

@ObjectType('WebhookDelivery', { description: 'Something sent to a receiver, kept 30 days.' })
export class WebhookDeliveryType {
  @Field(() => ID, { description: 'Id of the delivery, for `webhookReplay`.' })
  id!: string;

  @Field(() => ID, { description: 'Receiver.' })
  webhookId!: string;

  @Field(() => String, { description: '`webhook-id`: the same at every attempt and every replay.' })
  messageId!: string;

  @Field(() => graphqlEnum(webhookDeliveryKinds), { description: 'Why it was sent.' })
  kind!: string;

  @Field(() => Float, { description: 'Head of the feed that it tells.' })
  headSeq!: number;

  @Field(() => ID, { description: 'Epoch of that head.' })
  epoch!: string;

  @Field(() => graphqlEnum(webhookDeliveryStatuses), { description: 'How it stands.' })
  status!: string;

  @Field(() => Int, { description: 'Attempts begun.' })
  attempt!: number;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Next attempt; null when there is none.' })
  nextAttemptAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Last attempt.' })
  attemptedAt!: Date | null;

  @Field(() => Int, { nullable: true, description: 'HTTP status of the last answer; null: there was none.' })
  answerStatus!: number | null;

  @Field(() => String, { nullable: true, description: 'First kilobyte of the last answer.' })
  answerBody!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Why there was no answer: TIMEOUT (15 s), UNREACHABLE, ADDRESS_REFUSED (private or reserved), SCHEME_REFUSED (no https); DISABLED: given up with its receiver.',
  })
  error!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was delivered or given up.' })
  endedAt!: Date | null;
}

@ObjectType('WebhookDeliveryConnection', { description: 'Deliveries, newest first.' })
export class WebhookDeliveryConnectionType {
  @Field(() => [WebhookDeliveryType], { description: 'The page.' })
  nodes!: readonly WebhookDeliveryType[];

  @Field(() => PageInfoType, { description: 'Where it ends.' })
  pageInfo!: PageInfoType;
}

@ObjectType('WebhookPayload', { description: 'Answer of the mutations of receivers.' })
export class WebhookPayload {
  @Field(() => WebhookType, { nullable: true, description: 'The receiver; null after errors.' })
  webhook?: WebhookType | null;

  @Field(() => [UserErrorType], { description: 'What of the input can be mended; empty: the mutation had its effect.' })
  userErrors!: readonly UserErrorType[];
}

@ObjectType('WebhookSecretPayload', { description: 'A receiver with a new secret.' })
export class WebhookSecretPayload extends WebhookPayload {
  @Field(() => String, {
    nullable: true,
    description:
      '`whsec_…`, shown this once; null when an earlier call with the same idempotency key made it: rotate it (`webhookRotateSecret`).',
  })
  secret?: string | null;
}

@ObjectType('WebhookDeletePayload', { description: 'Answer of `webhookDelete`.' })
export class WebhookDeletePayload {
  @Field(() => ID, { nullable: true, description: 'The id, which leads to nothing from now on; null after errors.' })
  webhookId?: string | null;

  @Field(() => [UserErrorType], { description: 'What of the input can be mended; empty: the mutation had its effect.' })
  userErrors!: readonly UserErrorType[];
}
