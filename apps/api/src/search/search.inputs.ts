import { kindEnumeration } from '@maillage/catalogue';
import type { SearchFilter, SearchSort } from '@maillage/search';
import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { fieldEnum } from '../fields/field-enum.js';
import { graphqlEnum } from '../fields/graphql-enumerations.js';
import * as sets from '../fields/product.enumerations.js';
import { InseeCodeScalar } from '../scalars/scalars.js';

type Values = string[] | null;
const options = { nullable: true };

@InputType('SearchFilter', {
  description: 'Values of one field are alternatives; fields narrow each other. At most 100 values a field.',
})
export class SearchFilterInput implements SearchFilter {
  @Field(() => [graphqlEnum(kindEnumeration)], { ...options, description: 'Kinds of entry.' })
  kinds?: Values;

  @Field(() => [fieldEnum('themes')], { ...options, description: 'Themes.' })
  themes?: Values;

  @Field(() => [fieldEnum('subThemes')], { ...options, description: 'Sub-themes.' })
  subThemes?: Values;

  @Field(() => [fieldEnum('lifecycle')], {
    ...options,
    description: 'Stages of use cases; failures rank like successes.',
  })
  lifecycles?: Values;

  @Field(() => [fieldEnum('techniques')], { ...options, description: 'Techniques.' })
  techniques?: Values;

  @Field(() => [fieldEnum('aiActClass')], { ...options, description: 'Classes under the EU AI Act.' })
  aiActClasses?: Values;

  @Field(() => [fieldEnum('costBand')], { ...options, description: 'Bands of the one-off cost.' })
  costBands?: Values;

  @Field(() => [graphqlEnum(sets.organizationTypes)], {
    ...options,
    description: 'Types of the organization it is about.',
  })
  organizationTypes?: Values;

  @Field(() => [graphqlEnum(sets.populationBands)], {
    ...options,
    description: 'Sizes of the place of the organization it is about.',
  })
  populationBands?: Values;

  @Field(() => Boolean, {
    ...options,
    description: '"Towns like mine": the size of the caller’s own town, instead of `populationBands`.',
  })
  townsLikeMine?: boolean | null;

  @Field(() => [InseeCodeScalar], { ...options, description: 'Codes of régions.' })
  regions?: Values;

  @Field(() => [InseeCodeScalar], { ...options, description: 'Codes of départements.' })
  departements?: Values;

  @Field(() => [ID], { ...options, description: 'Ids of systems.' })
  systems?: Values;

  @Field(() => [ID], { ...options, description: 'Ids of suppliers.' })
  suppliers?: Values;

  @Field(() => [graphqlEnum(sets.freshness)], { ...options, description: 'Freshness.' })
  freshness?: Values;

  @Field(() => [graphqlEnum(sets.adoptionBands)], { ...options, description: 'How many organizations reuse it.' })
  adoptionBands?: Values;

  @Field(() => [graphqlEnum(sets.confirmations)], { ...options, description: 'Whether the subject has confirmed it.' })
  confirmations?: Values;

  @Field(() => [fieldEnum('language')], { ...options, description: 'Languages.' })
  langs?: Values;

  @Field(() => [ID], { ...options, description: 'Owner or subject is one of these organizations.' })
  organizationIds?: Values;

  @Field(() => [ID], { ...options, description: 'One of these entries.' })
  ids?: Values;

  @Field(() => Boolean, { ...options, description: 'Archived entries too; they are left out otherwise.' })
  includeArchived?: boolean | null;
}

@ArgsType()
export class SearchArgs {
  @Field(() => String, {
    description:
      'Up to 500 characters. `"…"` joins words, `-word` excludes one. Empty, or nothing but small words: everything, the freshest and most reused first.',
  })
  query!: string;

  @Field(() => SearchFilterInput, { ...options, description: 'Narrows the results.' })
  filter?: SearchFilterInput | null;

  @Field(() => graphqlEnum(sets.searchSorts), { ...options, description: 'RELEVANCE by default.' })
  sort?: SearchSort | null;

  @Field(() => Int, { ...options, description: 'Page size, 1 to 100; 20 by default.' })
  first?: number | null;

  @Field(() => String, { ...options, description: 'Cursor of the page before.' })
  after?: string | null;
}
