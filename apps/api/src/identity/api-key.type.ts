import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { UserErrorType } from '../errors/user-error.type.js';
import { graphqlEnum } from '../fields/graphql-enumerations.js';
import { apiKeyScopes, audiences } from '../fields/product.enumerations.js';
import { RepeatableInput } from '../request/repeatable.input.js';
import { DateScalar, DateTimeScalar } from '../scalars/scalars.js';

@ObjectType('ApiKeyPermissions', { description: 'What the caller may do with a key now.' })
export class ApiKeyPermissionsType {
  @Field(() => Boolean, { description: '`apiKeyRotate`.' })
  canRotate!: boolean;

  @Field(() => Boolean, { description: '`apiKeyRevoke`.' })
  canRevoke!: boolean;
}

@ObjectType('ApiKey', { description: 'A key; its secret is kept nowhere.' })
export class ApiKeyType {
  @Field(() => ID, { description: 'Id of the key.' })
  id!: string;

  @Field(() => String, { description: 'The portal or program that uses it.' })
  name!: string;

  @Field(() => String, { description: 'Readable part of the key.' })
  shortId!: string;

  @Field(() => ID, { nullable: true, description: 'Organization that owns the portal; null for a person’s key.' })
  organizationId!: string | null;

  @Field(() => [graphqlEnum(apiKeyScopes)], { description: 'What it may do.' })
  scopes!: readonly string[];

  @Field(() => graphqlEnum(audiences), { description: 'Widest audience that it reads.' })
  audience!: string;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { description: 'Refused from then on.' })
  expiresAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was revoked.' })
  revokedAt!: Date | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day of use.' })
  lastUsedOn!: string | null;

  @Field(() => Boolean, { description: 'Within 30 days: rotate it.' })
  expiresSoon!: boolean;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it last got a new secret.' })
  rotatedAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Until when the secret before still opens; null when it does not.',
  })
  previousUntil!: Date | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Last day of use of the secret before: does the portal still use it?',
  })
  previousUsedOn!: string | null;

  @Field(() => ApiKeyPermissionsType, { description: 'What the caller may do with it.' })
  permissions!: ApiKeyPermissionsType;
}

@InputType('ApiKeyCreateInput', { description: 'A key for a portal.' })
export class ApiKeyCreateInput extends RepeatableInput {
  @Field(() => ID, { description: 'Organization that owns the portal; the caller is its coordinator.' })
  organizationId!: string;

  @Field(() => String, { description: 'The portal or program that will use it, 2 to 100 characters.' })
  name!: string;

  @Field(() => graphqlEnum(audiences), { description: 'PUBLIC or NETWORK.' })
  audience!: 'PUBLIC' | 'NETWORK' | 'ORGANIZATION';

  @Field(() => [graphqlEnum(apiKeyScopes)], {
    nullable: true,
    description: 'What it may do: READ by default; ENTRY_IMPORT beside it for a portal that pushes entries.',
  })
  scopes?: string[] | null;

  @Field(() => Int, { nullable: true, description: 'Days that it is valid: 1 to 365, 180 by default.' })
  validDays?: number | null;
}

@InputType('ApiKeyRotateInput', { description: 'A new secret for a key.' })
export class ApiKeyRotateInput extends RepeatableInput {
  @Field(() => ID, { description: 'Id of the key.' })
  id!: string;

  @Field(() => Int, { nullable: true, description: 'Days that the new secret is valid: 1 to 365, 180 by default.' })
  validDays?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Hours that the old secret still opens: 0 to 720, 24 by default; 0 ends it at once.',
  })
  overlapHours?: number | null;
}

@InputType('ApiKeyRevokeInput', { description: 'A key.' })
export class ApiKeyRevokeInput extends RepeatableInput {
  @Field(() => ID, { description: 'Id of the key.' })
  id!: string;
}

@ObjectType('ApiKeyPayload', { description: 'Answer of the mutations of keys.' })
export class ApiKeyPayload {
  @Field(() => ApiKeyType, { nullable: true, description: 'The key; null after errors.' })
  apiKey?: ApiKeyType | null;

  @Field(() => [UserErrorType], { description: 'What of the input can be mended; empty: the mutation had its effect.' })
  userErrors!: readonly UserErrorType[];
}

@ObjectType('ApiKeyCreatePayload', { description: 'A new key.' })
export class ApiKeyCreatePayload extends ApiKeyPayload {
  @Field(() => String, {
    nullable: true,
    description:
      'The whole key, shown this once; null when an earlier call with the same idempotency key made it: revoke it and make another.',
  })
  secret?: string | null;
}
