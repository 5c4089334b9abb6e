import { Field, Int, ObjectType } from '@nestjs/graphql';
import { graphqlEnum } from '../fields/graphql-enumerations.js';
import * as sets from '../fields/product.enumerations.js';
import { PageInfoType } from '../request/page-info.type.js';
import { EntryCardType } from './entry-card.type.js';

@ObjectType('SearchHighlight', { description: 'Safe HTML: everything is escaped, the only tag is `<mark>`.' })
export class SearchHighlightType {
  @Field(() => String, { nullable: true, description: 'The title, where a word of it was found.' })
  title!: string | null;

  @Field(() => String, { nullable: true, description: 'The summary, where a word of it was found.' })
  summary!: string | null;

  @Field(() => String, { nullable: true, description: 'A passage of the text around the words found.' })
  text!: string | null;
}

@ObjectType('SearchEdge', { description: 'A result.' })
export class SearchEdgeType {
  @Field(() => EntryCardType, { description: 'What it shows.' })
  node!: object;

  @Field(() => graphqlEnum(sets.searchMatches), { description: 'Whether it has all the words.' })
  match!: string;

  @Field(() => SearchHighlightType, { nullable: true, description: 'The words found, marked.' })
  highlight!: SearchHighlightType | null;

  @Field(() => String, { description: 'Pass it as `after` to go on from here.' })
  cursor!: string;
}

@ObjectType('SearchFacetValue', { description: 'A value of a facet with its count.' })
export class SearchFacetValueType {
  @Field(() => String, { description: 'Pass it in the filter.' })
  value!: string;

  @Field(() => String, { description: 'What to show, in the language of `Accept-Language`.' })
  label!: string;

  @Field(() => Int, { description: 'Results that have it, as if this facet had no selection.' })
  count!: number;

  @Field(() => Boolean, { description: 'In the filter now.' })
  selected!: boolean;
}

@ObjectType('SearchFacet', { description: 'A facet, counted over the caller’s own index.' })
export class SearchFacetType {
  @Field(() => graphqlEnum(sets.facetNames), { description: 'Its name.' })
  name!: string;

  @Field(() => String, { description: 'What to show, in the language of `Accept-Language`.' })
  label!: string;

  @Field(() => [SearchFacetValueType], { description: 'Most frequent first; selected ones are always there.' })
  values!: readonly SearchFacetValueType[];
}

@ObjectType('SearchConnection', { description: 'Answer to a search.' })
export class SearchConnectionType {
  @Field(() => [SearchEdgeType], { description: 'Results of this page.' })
  edges!: readonly SearchEdgeType[];

  @Field(() => Int, { description: 'Entries with all the words, on all pages.' })
  totalCount!: number;

  @Field(() => graphqlEnum(sets.searchModes), { description: 'How the answer was found.' })
  mode!: string;

  @Field(() => Int, { description: 'Milliseconds.' })
  took!: number;

  @Field(() => PageInfoType, { description: 'Where the page ends.' })
  pageInfo!: PageInfoType;
}
