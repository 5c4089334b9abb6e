import { Field, ObjectType } from '@nestjs/graphql';
import { UserErrorType } from '../errors/user-error.type.js';
import { PageInfoType } from '../request/page-info.type.js';
import { OrganizationType } from './organization.type.js';

@ObjectType('OrganizationEdge', { description: 'An organization of a page.' })
export class OrganizationEdgeType {
  @Field(() => OrganizationType, { description: 'The organization.' })
  node!: OrganizationType;

  @Field(() => String, { description: 'Pass it as `after` to go on from here.' })
  cursor!: string;
}

@ObjectType('OrganizationConnection', { description: 'A page of organizations, by name.' })
export class OrganizationConnectionType {
  @Field(() => [OrganizationEdgeType], { description: 'Organizations with their cursors.' })
  edges!: readonly OrganizationEdgeType[];

  @Field(() => [OrganizationType], { description: 'The organizations alone.' })
  nodes!: readonly OrganizationType[];

  @Field(() => PageInfoType, { description: 'Where the page ends.' })
  pageInfo!: PageInfoType;
}

@ObjectType('OrganizationPayload', { description: 'Answer of the mutations of organizations.' })
export class OrganizationPayload {
  @Field(() => OrganizationType, { nullable: true, description: 'As it stands now; null after errors.' })
  organization?: OrganizationType | null;

  @Field(() => [UserErrorType], { description: 'What of the input can be mended; empty: the mutation had its effect.' })
  userErrors!: readonly UserErrorType[];
}
