import { Field, ID, InputType } from '@nestjs/graphql';
import { RepeatableInput } from '../request/repeatable.input.js';
import { DateTimeScalar } from '../scalars/scalars.js';

@InputType('WebhookCreateInput', { description: 'A receiver for an organization.' })
export class WebhookCreateInput extends RepeatableInput {
  @Field(() => ID, { description: 'Organization that it belongs to; the caller is its coordinator.' })
  organizationId!: string;

  @Field(() => String, {
    description: 'Where pokes are sent, at most 2,000 characters: https, a public server, no name or password.',
  })
  url!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'Key of the portal that it wakes, one of the organization’s; when it ends, so do the pokes.',
  })
  keyId?: string | null;
}

@InputType('WebhookUpdateInput', { description: 'What changes of a receiver; what is absent stays.' })
export class WebhookUpdateInput extends RepeatableInput {
  @Field(() => ID, { description: 'Id of the receiver.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'Where pokes are sent from now on.' })
  url?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: nothing is sent for now. False: it goes on, also when it was disabled.',
  })
  paused?: boolean | null;
}

@InputType('WebhookMoveInput', { description: 'A receiver.' })
export class WebhookMoveInput extends RepeatableInput {
  @Field(() => ID, { description: 'Id of the receiver.' })
  id!: string;
}

@InputType('WebhookReplayInput', {
  description: 'What to send again: one delivery, or all of a receiver that were given up since a moment.',
})
export class WebhookReplayInput extends RepeatableInput {
  @Field(() => ID, { nullable: true, description: 'One delivery, whatever became of it.' })
  deliveryId?: string | null;

  @Field(() => ID, { nullable: true, description: 'A receiver, with `since`.' })
  webhookId?: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'With `webhookId`: all that was given up from then on, at most 100.',
  })
  since?: string | null;
}
