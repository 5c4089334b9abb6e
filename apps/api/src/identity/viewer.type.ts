import { Field, ID, ObjectType } from '@nestjs/graphql';
import { graphqlEnum } from '../fields/graphql-enumerations.js';
import { apiKeyScopes, audiences, noticeKinds, roles, viewerKinds } from '../fields/product.enumerations.js';
import { DateTimeScalar } from '../scalars/scalars.js';
import { MembershipRequestType } from './membership.type.js';
import { OrganizationType, TerritoryCardType } from './organization.type.js';
import { SessionType } from './session.type.js';

@ObjectType('ViewerMembership', { description: 'A role in an organization.' })
export class ViewerMembershipType {
  @Field(() => OrganizationType, { description: 'The organization.' })
  organization!: OrganizationType;

  @Field(() => graphqlEnum(roles), { description: 'The role held in it.' })
  role!: string;
}

@ObjectType('Notice', { description: 'Something that the coordinators of an organization should know.' })
export class NoticeType {
  @Field(() => graphqlEnum(noticeKinds), { description: 'What it is about.' })
  kind!: string;

  @Field(() => ID, { description: 'Organization concerned.' })
  organizationId!: string;

  @Field(() => ID, { nullable: true, description: 'API_KEY_EXPIRES: the key.' })
  apiKeyId!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'API_KEY_EXPIRES: when.' })
  expiresAt!: Date | null;

  @Field(() => ID, { nullable: true, description: 'WEBHOOK_DISABLED: the receiver.' })
  webhookId!: string | null;

  @Field(() => DateTimeScalar, { description: 'When the notice was made.' })
  createdAt!: Date;

  @Field(() => String, { description: 'What is the matter and what to do, in the language of `Accept-Language`.' })
  message!: string;
}

@ObjectType('ViewerPermissions', {
  description: 'What the caller may try at all; each object tells what may be done with it.',
})
export class ViewerPermissionsType {
  @Field(() => Boolean, { description: 'Write drafts.' })
  canWrite!: boolean;

  @Field(() => Boolean, { description: 'Publish.' })
  canPublish!: boolean;

  @Field(() => Boolean, { description: 'Review what was submitted: `entrySubmissions`.' })
  canReview!: boolean;

  @Field(() => Boolean, { description: 'Moderate the network.' })
  canModerate!: boolean;

  @Field(() => Boolean, { description: 'Name coordinators of territories.' })
  canGrantTerritoryRoles!: boolean;

  @Field(() => Boolean, { description: 'Keep the glossary of the search.' })
  canEditGlossary!: boolean;

  @Field(() => Boolean, { description: 'Read what people searched for in vain.' })
  canReadUnansweredQueries!: boolean;

  @Field(() => Boolean, { description: 'Propose an organization.' })
  canCreateOrganization!: boolean;

  @Field(() => Boolean, { description: 'Make keys for portals.' })
  canManageKeys!: boolean;

  @Field(() => Boolean, { description: 'Publish imports: `maillage import --publish`.' })
  canImport!: boolean;
}

@ObjectType('Viewer', { description: 'Who sends this request.' })
export class ViewerType {
  @Field(() => graphqlEnum(viewerKinds), { description: 'Visitor, member or portal.' })
  kind!: string;

  @Field(() => String, { nullable: true, description: 'Name of the member.' })
  displayName!: string | null;

  @Field(() => graphqlEnum(audiences), { description: 'Widest audience that is read: PUBLIC or NETWORK.' })
  audience!: string;

  @Field(() => [ViewerMembershipType], {
    description: 'Roles in organizations; of a portal, the organization that owns it.',
  })
  memberships!: readonly ViewerMembershipType[];

  @Field(() => [TerritoryCardType], { description: 'Départements and régions that the caller coordinates.' })
  territories!: readonly TerritoryCardType[];

  @Field(() => [graphqlEnum(roles)], { description: 'Roles of the network.' })
  networkRoles!: readonly string[];

  @Field(() => [graphqlEnum(apiKeyScopes)], {
    nullable: true,
    description: 'Scopes of the key used; null for a session.',
  })
  keyScopes!: readonly string[] | null;

  @Field(() => [SessionType], { description: 'Browsers in which one is signed in, newest first.' })
  sessions!: readonly SessionType[];

  @Field(() => [MembershipRequestType], {
    description: 'One’s own requests for membership: waiting, or answered within 30 days.',
  })
  membershipRequests!: readonly MembershipRequestType[];

  @Field(() => [NoticeType], { description: 'What the organizations that the caller coordinates should know.' })
  notices!: readonly NoticeType[];

  @Field(() => ViewerPermissionsType, { description: 'What may be tried at all.' })
  permissions!: ViewerPermissionsType;
}
