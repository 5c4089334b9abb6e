import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { UserErrorType } from '../errors/user-error.type.js';
import { RepeatableInput } from '../request/repeatable.input.js';
import { DateScalar, DateTimeScalar } from '../scalars/scalars.js';

@ObjectType('Session', { description: 'A browser in which one is signed in; shown to its owner alone.' })
export class SessionType {
  @Field(() => ID, { description: 'Id of the session.' })
  id!: string;

  @Field(() => String, { description: 'Browser and system, e.g. `Firefox, Windows`.' })
  label!: string;

  @Field(() => Boolean, { description: 'The one that this request is of.' })
  current!: boolean;

  @Field(() => DateTimeScalar, { description: 'When one signed in.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { description: 'Over from then on; sooner without use.' })
  expiresAt!: Date;

  @Field(() => DateScalar, { description: 'Last day of use.' })
  lastUsedOn!: string;

  @Field(() => String, { nullable: true, description: 'How strong the sign-in was, as the issuer attested it (acr).' })
  acr!: string | null;
}

@InputType('SessionRevokeInput', { description: 'A session.' })
export class SessionRevokeInput extends RepeatableInput {
  @Field(() => ID, { description: 'Id of one of the caller’s own sessions.' })
  id!: string;
}

@InputType('SessionRevokeAllInput', { description: 'All sessions of the caller.' })
export class SessionRevokeAllInput extends RepeatableInput {}

@ObjectType('SessionRevokePayload', { description: 'Answer of the mutations of sessions.' })
export class SessionRevokePayload {
  @Field(() => Int, { nullable: true, description: 'Sessions that are over by it.' })
  revoked?: number | null;

  @Field(() => [UserErrorType], { description: 'What of the input can be mended; empty: the mutation had its effect.' })
  userErrors!: readonly UserErrorType[];
}
