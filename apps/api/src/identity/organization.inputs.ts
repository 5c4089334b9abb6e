import type { OrganizationState, OrganizationType } from '@maillage/identity';
import { Field, ID, InputType } from '@nestjs/graphql';
import { RepeatableInput } from '../request/repeatable.input.js';
import { graphqlEnum } from '../fields/graphql-enumerations.js';
import { organizationStates, organizationTypes } from '../fields/product.enumerations.js';
import { DateScalar, InseeCodeScalar, SirenScalar } from '../scalars/scalars.js';

@InputType('OrganizationFilter', { description: 'Fields narrow each other.' })
export class OrganizationFilterInput {
  @Field(() => String, { nullable: true, description: 'Part of the name, or a SIREN.' })
  search?: string | null;

  @Field(() => [graphqlEnum(organizationTypes)], { nullable: true, description: 'Types.' })
  types?: OrganizationType[] | null;

  @Field(() => [graphqlEnum(organizationStates)], {
    nullable: true,
    description: 'PENDING ones are shown to moderators and to their own members.',
  })
  states?: OrganizationState[] | null;

  @Field(() => ID, { nullable: true, description: 'Members of this network (France urbaine, AMF …).' })
  networkId?: string | null;

  @Field(() => InseeCodeScalar, { nullable: true, description: 'Code of a département.' })
  departementCode?: string | null;

  @Field(() => InseeCodeScalar, { nullable: true, description: 'Code of a région.' })
  regionCode?: string | null;
}

@InputType('OrganizationCreateInput', {
  description: 'A municipality from its territory, or an association, syndicat or State body.',
})
export class OrganizationCreateInput extends RepeatableInput {
  @Field(() => ID, {
    nullable: true,
    description: 'Id of a territory (`territories`): type, name and SIREN follow from it.',
  })
  territoryId?: string | null;

  @Field(() => graphqlEnum(organizationTypes), {
    nullable: true,
    description: 'Without a territory: ASSOCIATION, SYNDICAT or STATE_BODY.',
  })
  type?: OrganizationType | null;

  @Field(() => String, { nullable: true, description: 'Its name; by default the territory’s.' })
  name?: string | null;

  @Field(() => SirenScalar, {
    nullable: true,
    description: 'Nine digits; checked by digit, and against the territory where it has one.',
  })
  siren?: string | null;
}

@InputType('OrganizationMoveInput', { description: 'An organization.' })
export class OrganizationMoveInput extends RepeatableInput {
  @Field(() => ID, { description: 'Id of the organization.' })
  id!: string;
}

@InputType('OrganizationRenameInput', { description: 'A new name; every entry that shows it follows.' })
export class OrganizationRenameInput extends OrganizationMoveInput {
  @Field(() => String, { description: 'The new name.' })
  name!: string;
}

@InputType('OrganizationSetPublishingInput', { description: 'How an organization publishes.' })
export class OrganizationSetPublishingInput extends OrganizationMoveInput {
  @Field(() => Boolean, { description: 'True: its coordinators publish without a submission first.' })
  oneStep!: boolean;
}

@InputType('OrganizationLeaveNetworkInput', { description: 'Membership in a network.' })
export class OrganizationLeaveNetworkInput extends OrganizationMoveInput {
  @Field(() => ID, { description: 'Id of the network’s organization.' })
  networkId!: string;
}

@InputType('OrganizationJoinNetworkInput', { description: 'Membership in a network (France urbaine, AMF …).' })
export class OrganizationJoinNetworkInput extends OrganizationLeaveNetworkInput {
  @Field(() => DateScalar, { nullable: true, description: 'Member since, `YYYY-MM-DD`.' })
  since?: string | null;
}
