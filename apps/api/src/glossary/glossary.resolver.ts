import {
  GlossaryEditingService,
  GlossaryEffectService,
  GlossaryService,
  type GroupDraft,
  type StoredGroup,
} from '@maillage/search';
import { Inject } from '@nestjs/common';
import { Args, Context, Info, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { answer, type Refused } from '../errors/mutation-answer.js';
import { Allow, Public } from '../request/access.decorators.js';
import { firstOf } from '../request/page-size.js';
import type { RequestContext } from '../request/request-context.js';
import { selects } from '../request/selection.js';
import { GlossaryRemoveInput, GlossaryUpsertInput } from './glossary.inputs.js';
import {
  GlossaryConnectionType,
  type GlossaryGroupType,
  GlossaryHistoryType,
  GlossaryRemovePayload,
  GlossaryUpsertPayload,
} from './glossary.type.js';

const MAX_PAGE = 100;

/** The words of search: everyone reads them, moderators keep them. */
@Resolver()
export class GlossaryResolver {
  constructor(
    @Inject(GlossaryService) private readonly glossaries: GlossaryService,
    @Inject(GlossaryEditingService) private readonly editing: GlossaryEditingService,
    @Inject(GlossaryEffectService) private readonly effects: GlossaryEffectService,
  ) {}

  @Public()
  @Query(() => GlossaryConnectionType, { description: 'Words that search takes for one another, by their first term.' })
  async glossary(
    @Args('search', { type: () => String, nullable: true, description: 'Part of a term.' }) search: string | null,
    @Args('first', { type: () => Int, nullable: true, description: '1 to 100; 20 by default.' }) first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'Cursor of the page before.' })
    after: string | null,
  ): Promise<GlossaryConnectionType> {
    const page = await this.glossaries.page(search ?? null, firstOf(first, MAX_PAGE), after ?? null);
    const edges = page.items.map((group, index) => ({ node: groupObject(group), cursor: page.cursors[index] ?? '' }));
    return { edges, totalCount: page.totalCount, pageInfo: pageInfo(page) };
  }

  @Allow('moderate')
  @Query(() => GlossaryHistoryType, { description: 'For moderators: changes of the glossary, newest first.' })
  async glossaryHistory(
    @Args('first', { type: () => Int, nullable: true, description: '1 to 100; 20 by default.' }) first: number | null,
    @Args('after', { type: () => String, nullable: true, description: '`endCursor` of the page before.' })
    after: string | null,
  ): Promise<GlossaryHistoryType> {
    const page = await this.glossaries.history(firstOf(first, MAX_PAGE), after ?? null);
    return { nodes: page.items, pageInfo: pageInfo(page) };
  }

  @Allow('moderate')
  @Mutation(() => GlossaryUpsertPayload, {
    description: 'By a moderator: adds, changes or brings back a group. Searches follow within seconds.',
  })
  async glossaryUpsert(
    @Args('input', { description: 'The group.' }) input: GlossaryUpsertInput,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<GlossaryUpsertPayload | Refused> {
    const { preview, ...given } = input;
    const terms = given.terms.map(({ text, lang }) => ({ text, lang: lang ?? 'FR' }));
    const command = { ...given, terms, oneWay: given.oneWay ?? false };
    const effect = async (group: GroupDraft | undefined) =>
      group && selects(info, 'wouldAnswer') ? this.effects.wouldAnswer(group) : null;
    return answer(context, async () => {
      if (preview)
        return { group: null, wouldAnswer: await effect(await this.editing.preview(context.actor, command)) };
      const group = await this.glossaries.group(await this.editing.upsert(context.actor, command));
      return { group: group ? groupObject(group) : null, wouldAnswer: await effect(group) };
    });
  }

  @Allow('moderate')
  @Mutation(() => GlossaryRemovePayload, {
    description: 'By a moderator: takes a group out. `glossaryUpsert` with its id brings it back.',
  })
  async glossaryRemove(
    @Args('input', { description: 'Which group.' }) input: GlossaryRemoveInput,
    @Context() context: RequestContext,
  ): Promise<GlossaryRemovePayload | Refused> {
    return answer(context, async () => ({ id: await this.editing.remove(context.actor, { ...input }) }));
  }
}

function groupObject({ id, terms, oneWay, version, contentKey, edited }: StoredGroup): GlossaryGroupType {
  return { id, terms, oneWay, version, fromProduct: contentKey !== null && !edited };
}

function pageInfo(page: { readonly hasNextPage: boolean; readonly cursors: readonly string[] }) {
  return { hasNextPage: page.hasNextPage, endCursor: page.cursors.at(-1) ?? null };
}
