import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { UserErrorType } from '../errors/user-error.type.js';
import { RepeatableInput } from '../request/repeatable.input.js';

@ObjectType('TerritoryRole', { description: 'Somebody who coordinates a département or région.' })
export class TerritoryRoleType {
  @Field(() => ID, { description: 'Id of the person.' })
  memberId!: string;

  @Field(() => String, { description: 'Name of the person.' })
  displayName!: string;

  @Field(() => ID, { description: 'Id of the département or région.' })
  territoryId!: string;

  @Field(() => String, { description: 'Name of the département or région.' })
  territoryName!: string;
}

@InputType('TerritoryRoleInput', { description: 'A person, and a département or région.' })
export class TerritoryRoleInput extends RepeatableInput {
  @Field(() => ID, { description: 'Id of a person who has signed in before.' })
  memberId!: string;

  @Field(() => ID, { description: 'Id of a département or région, e.g. `DEPARTEMENT-93` (`territories`).' })
  territoryId!: string;
}

@ObjectType('TerritoryRolePayload', { description: 'Answer of the mutations of territory roles.' })
export class TerritoryRolePayload {
  @Field(() => [TerritoryRoleType], {
    nullable: true,
    description: 'Who coordinates the territory now; null after errors.',
  })
  territoryRoles?: readonly TerritoryRoleType[] | null;

  @Field(() => [UserErrorType], { description: 'What of the input can be mended; empty: the mutation had its effect.' })
  userErrors!: readonly UserErrorType[];
}
