import { Field, ID, ObjectType } from '@nestjs/graphql';
import { UserErrorType } from '../errors/user-error.type.js';
import { graphqlEnum } from '../fields/graphql-enumerations.js';
import { membershipRequestStates, organizationRoles } from '../fields/product.enumerations.js';
import { DateTimeScalar } from '../scalars/scalars.js';

@ObjectType('MembershipRequest', {
  description: 'Somebody asks for a role in an organization; shown to them and to whoever may answer.',
})
export class MembershipRequestType {
  @Field(() => ID, { description: 'Id of the request.' })
  id!: string;

  @Field(() => ID, { description: 'Of the person.' })
  memberId!: string;

  @Field(() => String, { description: 'Name of the person, as the issuer told it.' })
  memberName!: string;

  @Field(() => ID, { description: 'The organization.' })
  organizationId!: string;

  @Field(() => String, { description: 'Its name.' })
  organizationName!: string;

  @Field(() => graphqlEnum(organizationRoles), { description: 'Role asked for; once accepted, the one given.' })
  role!: string;

  @Field(() => graphqlEnum(membershipRequestStates), { description: 'Waiting, or how it was answered.' })
  state!: string;

  @Field(() => Boolean, { description: 'The issuer told that the person works there. A hint, not a right.' })
  fromWorkplace!: boolean;

  @Field(() => Boolean, { description: 'Nobody belongs to the organization yet: a moderator answers.' })
  firstAccount!: boolean;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => String, { nullable: true, description: 'Why it was refused.' })
  reason!: string | null;
}

@ObjectType('OrganizationMember', {
  description: 'Somebody of an organization; shown to its coordinators and moderators.',
})
export class OrganizationMemberType {
  @Field(() => ID, { description: 'Id of the membership, for `membershipEnd`.' })
  id!: string;

  @Field(() => ID, { description: 'Of the person.' })
  memberId!: string;

  @Field(() => String, { description: 'Name of the person.' })
  memberName!: string;

  @Field(() => graphqlEnum(organizationRoles), { description: 'Role held.' })
  role!: string;
}

@ObjectType('Invitation', { description: 'A role for whoever holds its token: once, until a day. Names nobody.' })
export class InvitationType {
  @Field(() => ID, { description: 'Id of the invitation.' })
  id!: string;

  @Field(() => ID, { description: 'The organization.' })
  organizationId!: string;

  @Field(() => graphqlEnum(organizationRoles), { description: 'Role that it gives.' })
  role!: string;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { description: 'Void from then on.' })
  expiresAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was used.' })
  acceptedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was revoked.' })
  revokedAt!: Date | null;
}

@ObjectType('Member', { description: 'An account; shown to administrators.' })
export class MemberType {
  @Field(() => ID, { description: 'Id of the account.' })
  id!: string;

  @Field(() => String, { description: 'Name, as the issuer told it.' })
  displayName!: string;

  @Field(() => DateTimeScalar, { description: 'First sign-in.' })
  createdAt!: Date;

  @Field(() => String, { nullable: true, description: 'SIRET of the workplace, as the issuer told it.' })
  workplaceSiret!: string | null;

  @Field(() => [String], { description: 'Roles: `MODERATOR`, or `COORDINATOR@organization`.' })
  roles!: readonly string[];
}

@ObjectType('MembershipRequestPayload', { description: 'Answer of the mutations of requests.' })
export class MembershipRequestPayload {
  @Field(() => MembershipRequestType, { nullable: true, description: 'The request; null after errors.' })
  request?: MembershipRequestType | null;

  @Field(() => [UserErrorType], { description: 'What of the input can be mended; empty: the mutation had its effect.' })
  userErrors!: readonly UserErrorType[];
}

@ObjectType('MembershipPayload', { description: 'Answer of the mutations that change who belongs to an organization.' })
export class MembershipPayload {
  @Field(() => ID, { nullable: true, description: 'The organization; null after errors.' })
  organizationId?: string | null;

  @Field(() => [UserErrorType], { description: 'What of the input can be mended; empty: the mutation had its effect.' })
  userErrors!: readonly UserErrorType[];
}

@ObjectType('InvitationPayload', { description: 'Answer of `invitationRevoke`.' })
export class InvitationPayload {
  @Field(() => InvitationType, { nullable: true, description: 'The invitation; null after errors.' })
  invitation?: InvitationType | null;

  @Field(() => [UserErrorType], { description: 'What of the input can be mended; empty: the mutation had its effect.' })
  userErrors!: readonly UserErrorType[];
}

@ObjectType('InvitationCreatePayload', { description: 'A new invitation.' })
export class InvitationCreatePayload extends InvitationPayload {
  @Field(() => String, {
    nullable: true,
    description:
      'The token, shown this once, to be passed on by a way of one’s own: it is accepted at /account or by `invitationAccept`. Null when an earlier call with the same idempotency key made it.',
  })
  token?: string | null;
}

@ObjectType('MemberPayload', { description: 'Answer of `memberReconcile`.' })
export class MemberPayload {
  @Field(() => MemberType, { nullable: true, description: 'The account that stays; null after errors.' })
  member?: MemberType | null;

  @Field(() => [UserErrorType], { description: 'What of the input can be mended; empty: the mutation had its effect.' })
  userErrors!: readonly UserErrorType[];
}
