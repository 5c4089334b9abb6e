import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { graphqlEnum } from '../fields/graphql-enumerations.js';
import {
  organizationStates,
  organizationTypes,
  populationBands,
  territoryLevels,
} from '../fields/product.enumerations.js';
import { DateScalar, InseeCodeScalar, SirenScalar } from '../scalars/scalars.js';

@ObjectType('TerritoryCard', { description: 'Place of an organization.' })
export class TerritoryCardType {
  @Field(() => ID, { description: 'E.g. `COMMUNE-93066`.' })
  id!: string;

  @Field(() => graphqlEnum(territoryLevels), { description: 'Commune, EPCI, EPT, département or région.' })
  level!: string;

  @Field(() => InseeCodeScalar, { description: 'INSEE code; of an EPCI or EPT its SIREN.' })
  code!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => Int, { nullable: true, description: 'Inhabitants.' })
  population!: number | null;

  @Field(() => InseeCodeScalar, { nullable: true, description: 'Code of its département.' })
  departementCode!: string | null;

  @Field(() => String, { nullable: true, description: 'Name of its département.' })
  departementName?: string | null;

  @Field(() => InseeCodeScalar, { nullable: true, description: 'Code of its région.' })
  regionCode!: string | null;

  @Field(() => String, { nullable: true, description: 'Name of its région.' })
  regionName?: string | null;
}

@ObjectType('OrganizationCard', { description: 'An organization, as entries show it.' })
export class OrganizationCardType {
  @Field(() => ID, { description: 'Id of the organization.' })
  id!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => graphqlEnum(organizationTypes), { description: 'Commune, EPCI, association …' })
  type!: string;

  @Field(() => SirenScalar, { nullable: true, description: 'Its SIREN.' })
  siren?: string | null;

  @Field(() => Boolean, { description: 'Invented for the demonstration: in no export.' })
  demonstration!: boolean;

  @Field(() => TerritoryCardType, { nullable: true, description: 'The place it governs.' })
  territory!: TerritoryCardType | null;
}

@ObjectType('NetworkMembership', { description: 'Membership in a network of cities.' })
export class NetworkMembershipType {
  @Field(() => ID, { description: 'Id of the network’s organization.' })
  id!: string;

  @Field(() => String, { description: 'Its name, e.g. France urbaine.' })
  name!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Member since.' })
  since!: string | null;
}

@ObjectType('OrganizationPermissions', { description: 'What the caller may do with an organization.' })
export class OrganizationPermissionsType {
  @Field(() => Boolean, { description: '`organizationVerify`.', deprecationReason: 'Use `canVerify`.' })
  canModerate!: boolean;

  @Field(() => Boolean, { description: '`organizationVerify`.' })
  canVerify!: boolean;

  @Field(() => Boolean, { description: '`organizationRename`.' })
  canRename!: boolean;

  @Field(() => Boolean, { description: '`organizationJoinNetwork`.' })
  canJoinNetwork!: boolean;

  @Field(() => Boolean, { description: '`organizationLeaveNetwork`.' })
  canLeaveNetwork!: boolean;

  @Field(() => Boolean, { description: '`organizationSetPublishing`.' })
  canSetPublishing!: boolean;

  @Field(() => Boolean, { description: '`apiKeys`: the keys of its portals.' })
  canReadKeys!: boolean;

  @Field(() => Boolean, { description: '`apiKeyCreate` and `apiKeyRotate` for its portals.' })
  canManageKeys!: boolean;

  @Field(() => Boolean, { description: '`entryCreate` in its name.' })
  canWriteEntries!: boolean;

  @Field(() => Boolean, { description: 'Publish its entries.' })
  canPublishEntries!: boolean;

  @Field(() => Boolean, { description: '`adoptionDeclare` in its name.' })
  canAdopt!: boolean;
}

@ObjectType('Organization', { description: 'A municipality, grouping, association or State body of the network.' })
export class OrganizationType extends OrganizationCardType {
  @Field(() => graphqlEnum(organizationStates), { description: 'PENDING until a moderator has verified it.' })
  state!: string;

  @Field(() => graphqlEnum(populationBands), { description: 'Size of its place, as the facet of the search names it.' })
  populationBand!: string;

  @Field(() => Boolean, { description: 'The network’s own body.' })
  isNetwork!: boolean;

  @Field(() => Boolean, { description: 'Its coordinators publish without a submission first.' })
  oneStepPublishing!: boolean;

  @Field(() => [NetworkMembershipType], { description: 'France urbaine, AMF and others that it is a member of.' })
  networks!: readonly NetworkMembershipType[];

  @Field(() => OrganizationPermissionsType, { description: 'What the caller may do with it.' })
  permissions!: OrganizationPermissionsType;
}
