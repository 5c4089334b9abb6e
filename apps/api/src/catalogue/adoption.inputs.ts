import type { AdoptionState } from '@maillage/catalogue';
import { Field, ID, InputType } from '@nestjs/graphql';
import { graphqlEnum } from '../fields/graphql-enumerations.js';
import { adoptionStates } from '../fields/product.enumerations.js';
import { RepeatableInput } from '../request/repeatable.input.js';

@InputType('AdoptionWithdrawInput', { description: 'A declared reuse.' })
export class AdoptionWithdrawInput extends RepeatableInput {
  @Field(() => ID, { description: 'The entry that is reused.' })
  entryId!: string;

  @Field(() => ID, { description: 'The organization that reuses it; the caller is its contributor.' })
  organizationId!: string;
}

@InputType('AdoptionDeclareInput', { description: 'How far an organization is with reusing an entry.' })
export class AdoptionDeclareInput extends AdoptionWithdrawInput {
  @Field(() => graphqlEnum(adoptionStates), { description: 'How far it is.' })
  state!: AdoptionState;

  @Field(() => String, { nullable: true, description: 'Why it was dropped; needed for DROPPED.' })
  reason?: string | null;
}
