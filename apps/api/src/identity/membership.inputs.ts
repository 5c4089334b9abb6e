import type { OrganizationRole } from '@maillage/identity';
import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { graphqlEnum } from '../fields/graphql-enumerations.js';
import { organizationRoles } from '../fields/product.enumerations.js';
import { RepeatableInput } from '../request/repeatable.input.js';

@InputType('MembershipRequestInput', { description: 'A wish to belong to an organization.' })
export class MembershipRequestInput extends RepeatableInput {
  @Field(() => ID, {
    nullable: true,
    description: 'The organization; by default the one of the workplace that the issuer told.',
  })
  organizationId?: string | null;

  @Field(() => graphqlEnum(organizationRoles), { description: 'Role wanted.' })
  role!: OrganizationRole;
}

@InputType('MembershipRequestWithdrawInput', { description: 'A request of one’s own.' })
export class MembershipRequestWithdrawInput extends RepeatableInput {
  @Field(() => ID, { description: 'Id of the request.' })
  id!: string;
}

@InputType('MembershipConfirmInput', { description: 'A request that is granted.' })
export class MembershipConfirmInput extends MembershipRequestWithdrawInput {
  @Field(() => graphqlEnum(organizationRoles), {
    nullable: true,
    description: 'Another role than the one asked for.',
  })
  role?: OrganizationRole | null;
}

@InputType('MembershipRefuseInput', { description: 'A request that is not granted.' })
export class MembershipRefuseInput extends MembershipRequestWithdrawInput {
  @Field(() => String, { description: 'Why, 5 to 500 characters; the person reads it.' })
  reason!: string;
}

@InputType('MembershipLeaveInput', { description: 'An organization that one leaves.' })
export class MembershipLeaveInput extends RepeatableInput {
  @Field(() => ID, { description: 'Id of the organization.' })
  organizationId!: string;

  @Field(() => Boolean, { nullable: true, description: 'Also as its last coordinator.' })
  evenIfLast?: boolean | null;
}

@InputType('MembershipEndInput', { description: 'A membership that ends.' })
export class MembershipEndInput extends RepeatableInput {
  @Field(() => ID, { description: 'Id of the membership (`organizationMembers`).' })
  id!: string;

  @Field(() => Boolean, { nullable: true, description: 'Also that of the last coordinator.' })
  evenIfLast?: boolean | null;
}

@InputType('InvitationCreateInput', { description: 'A role given in advance.' })
export class InvitationCreateInput extends RepeatableInput {
  @Field(() => ID, { description: 'Organization that the caller coordinates.' })
  organizationId!: string;

  @Field(() => graphqlEnum(organizationRoles), { description: 'Role that it gives.' })
  role!: OrganizationRole;

  @Field(() => Int, { nullable: true, description: 'Days that it is valid: 1 to 30, 14 by default.' })
  validDays?: number | null;
}

@InputType('InvitationAcceptInput', { description: 'An invitation that one has got.' })
export class InvitationAcceptInput extends RepeatableInput {
  @Field(() => String, { description: 'The token, `mli_…`.' })
  token!: string;
}

@InputType('InvitationRevokeInput', { description: 'An invitation.' })
export class InvitationRevokeInput extends RepeatableInput {
  @Field(() => ID, { description: 'Id of the invitation.' })
  id!: string;
}

@InputType('MemberReconcileInput', { description: 'Two accounts that are one person.' })
export class MemberReconcileInput extends RepeatableInput {
  @Field(() => ID, { description: 'The account that stays.' })
  id!: string;

  @Field(() => ID, { description: 'The account that the same person got from another identity provider.' })
  otherId!: string;
}
