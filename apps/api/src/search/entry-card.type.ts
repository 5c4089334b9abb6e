import { kindEnumeration } from '@maillage/catalogue';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { fieldEnum } from '../fields/field-enum.js';
import { graphqlEnum } from '../fields/graphql-enumerations.js';
import * as sets from '../fields/product.enumerations.js';
import { OrganizationCardType } from '../identity/organization.type.js';
import { DateScalar, DateTimeScalar } from '../scalars/scalars.js';

@ObjectType('SearchSupplier', { description: 'A supplier, as a result shows it.' })
export class SearchSupplierType {
  @Field(() => ID, { description: 'Id of the supplier.' })
  id!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;
}

@ObjectType('SearchSystem', { description: 'An AI product, as a result shows it.' })
export class SearchSystemType {
  @Field(() => ID, { description: 'Id of the system.' })
  id!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => SearchSupplierType, { nullable: true, description: 'Who sells or makes it.' })
  supplier!: SearchSupplierType | null;
}

@ObjectType('EntryCard', {
  description: 'What a result shows of an entry, served from the index; the whole entry is `entry(id)`.',
})
export class EntryCardType {
  @Field(() => ID, { description: 'Id of the entry.' })
  id!: string;

  @Field(() => graphqlEnum(kindEnumeration), { description: 'Kind of entry.' })
  kind!: string;

  @Field(() => graphqlEnum(sets.entryStates), { description: 'PUBLISHED or ARCHIVED.' })
  state!: string;

  @Field(() => Int, { description: 'Version that was indexed.' })
  version!: number;

  @Field(() => String, { description: 'Title.' })
  title!: string;

  @Field(() => String, { description: 'Two or three sentences; empty when there are none.' })
  summary!: string;

  @Field(() => fieldEnum('language'), { description: 'Language it is written in.' })
  lang!: string;

  @Field(() => OrganizationCardType, { description: 'Who maintains it.' })
  owner!: OrganizationCardType;

  @Field(() => OrganizationCardType, { description: 'Whom it is about.' })
  subjectOrganization!: OrganizationCardType;

  @Field(() => Boolean, { description: 'False: not confirmed by the organization it is about.' })
  confirmedBySubject!: boolean;

  @Field(() => [fieldEnum('themes')], { description: 'One to three themes.' })
  themes!: readonly string[];

  @Field(() => [fieldEnum('subThemes')], { description: 'Sub-themes.' })
  subThemes!: readonly string[];

  @Field(() => [String], { description: 'Keywords.' })
  keywords!: readonly string[];

  @Field(() => fieldEnum('lifecycle'), { nullable: true, description: 'Stage of a use case; null for other kinds.' })
  lifecycle!: string | null;

  @Field(() => [fieldEnum('techniques')], { description: 'Techniques.' })
  techniques!: readonly string[];

  @Field(() => fieldEnum('aiActClass'), { nullable: true, description: 'Class under the EU AI Act.' })
  aiActClass!: string | null;

  @Field(() => fieldEnum('costBand'), { nullable: true, description: 'Band of the one-off cost.' })
  costBand!: string | null;

  @Field(() => SearchSystemType, { nullable: true, description: 'The AI product that it uses.' })
  system!: SearchSystemType | null;

  @Field(() => Int, { description: 'Organizations that reuse it.' })
  adoptionTotal!: number;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was published.' })
  publishedAt!: string | null;

  @Field(() => DateTimeScalar, { description: 'Last change.' })
  updatedAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Last "still true".' })
  lastConfirmedAt!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'When its owner must confirm or revise it.' })
  reviewBy!: string | null;

  @Field(() => graphqlEnum(sets.freshness), { nullable: true, description: 'Today.' })
  freshness!: string | null;
}
