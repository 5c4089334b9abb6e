import { audienceOf } from '@maillage/identity';
import { SuggestService } from '@maillage/search';
import { Inject } from '@nestjs/common';
import { Args, Context, Int, Query, Resolver } from '@nestjs/graphql';
import { Public } from '../request/access.decorators.js';
import type { RequestContext } from '../request/request-context.js';
import { SuggestionsType } from './suggest.type.js';

/** Search as you type. */
@Resolver()
export class SuggestResolver {
  constructor(@Inject(SuggestService) private readonly service: SuggestService) {}

  @Public()
  @Query(() => SuggestionsType, { description: 'Entries, organizations, systems and themes, while one types.' })
  async suggest(
    @Args('query', { description: 'What is typed so far; at most 200 characters.' }) query: string,
    @Args('first', { type: () => Int, defaultValue: 5, description: 'Of each sort, 1 to 20.' }) first: number,
    @Context() { actor, language }: RequestContext,
  ): Promise<SuggestionsType> {
    const { themes, ...found } = await this.service.suggest(audienceOf(actor), query, first);
    return { ...found, themes: themes.map(({ label, ...theme }) => ({ ...theme, label: label[language] })) };
  }
}
