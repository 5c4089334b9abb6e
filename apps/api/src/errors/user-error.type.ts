import { Field, ObjectType } from '@nestjs/graphql';
import { JsonScalar } from '../scalars/scalars.js';

@ObjectType('UserError', { description: 'Something of the input that its sender can mend: what, where, how.' })
export class UserErrorType {
  @Field(() => String, { description: 'Stable code, SCREAMING_SNAKE_CASE.' })
  code!: string;

  @Field(() => String, { description: 'What is wrong and how to mend it, in the language of `Accept-Language`.' })
  message!: string;

  @Field(() => [String], {
    description: 'Path of the input’s field, e.g. `["input", "useCase", "cost", "oneOffEur"]`.',
  })
  path!: readonly string[];

  @Field(() => JsonScalar, {
    nullable: true,
    description: 'Facts for programs, e.g. the newer revision of a conflict: `{"newest": 3}`.',
  })
  details!: Readonly<Record<string, string | number>> | null;
}
