import { type Actor, audienceOf } from '@maillage/identity';
import {
  FACET_NAMES,
  type FacetName,
  HIGHLIGHT_FIELDS,
  type SearchFacet,
  type SearchFilter,
  SearchService,
  TownBandService,
} from '@maillage/search';
import { Inject } from '@nestjs/common';
import { Args, Context, Info, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { type GraphQLResolveInfo, Kind, valueFromASTUntyped } from 'graphql';
import { graphqlEnum } from '../fields/graphql-enumerations.js';
import { facetNames } from '../fields/product.enumerations.js';
import { Public } from '../request/access.decorators.js';
import type { RequestContext } from '../request/request-context.js';
import { selectedFields, selects } from '../request/selection.js';
import { facetObject } from './search-facet.mapper.js';
import { SearchArgs, type SearchFilterInput } from './search.inputs.js';
import { SearchConnectionType, SearchFacetType } from './search.type.js';

/** What the root field found, for the field `facets`, which is the only one with an argument. */
type FoundPage = SearchConnectionType & { readonly found: readonly SearchFacet[] };

/** Search: hits come from stored documents, one round trip to the engine, up to three when few entries have all the words. */
@Resolver(() => SearchConnectionType)
export class SearchResolver {
  constructor(
    @Inject(SearchService) private readonly service: SearchService,
    @Inject(TownBandService) private readonly towns: TownBandService,
  ) {}

  @Public()
  @Query(() => SearchConnectionType, { description: 'Entries by their words, in the caller’s own index.' })
  async search(
    @Args() { query, filter, sort, first, after }: SearchArgs,
    @Context() { actor }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<FoundPage> {
    const highlight = HIGHLIGHT_FIELDS.filter((field) => selects(info, 'edges', 'highlight', field));
    const facets = facetsAsked(info);
    const input = { query, filter: await this.narrowing(actor, filter), sort, first, after, highlight, facets };
    const {
      edges,
      totalCount,
      mode,
      took,
      hasNextPage,
      endCursor,
      facets: found,
    } = await this.service.search(audienceOf(actor), input);
    return { edges, totalCount, mode, took, pageInfo: { hasNextPage, endCursor }, found };
  }

  private async narrowing(actor: Actor, filter: SearchFilterInput | null | undefined): Promise<SearchFilter | null> {
    if (!filter) return null;
    const { townsLikeMine, ...rest } = filter;
    return townsLikeMine ? { ...rest, populationBands: await this.towns.bandsOf(actor) } : rest;
  }

  @ResolveField(() => [SearchFacetType], {
    description: 'Counts, disjunctive within a facet. Ask them once per settled query, not at each keystroke.',
  })
  facets(
    @Args('names', { type: () => [graphqlEnum(facetNames)], nullable: true, description: 'Default: all.' })
    names: FacetName[] | null,
    @Parent() page: FoundPage,
    @Context() { language }: RequestContext,
  ): SearchFacetType[] {
    return page.found
      .filter((facet) => names === null || names === undefined || names.includes(facet.name))
      .map((facet) => facetObject(facet, language));
  }
}

/** Facets that the query names, in all selections of the field together; they are counted in the search itself. */
function facetsAsked(info: GraphQLResolveInfo): readonly FacetName[] {
  const asked = selectedFields(info, 'facets').map((field) => {
    const names = field.arguments?.find((argument) => argument.name.value === 'names')?.value;
    if (!names || names.kind === Kind.NULL) return FACET_NAMES;
    const given = valueFromASTUntyped(names, info.variableValues) as FacetName | FacetName[] | null | undefined;
    return given === null || given === undefined ? FACET_NAMES : [given].flat();
  });
  return [...new Set(asked.flat())];
}
