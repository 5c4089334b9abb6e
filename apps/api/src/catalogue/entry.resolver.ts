import {
  EntryChecklistService,
  EntryHistoryService,
  type EntryPage,
  EntryReadingService,
  type ChecklistTarget,
} from '@maillage/catalogue';
import type { Language } from '@maillage/kernel';
import { Inject } from '@nestjs/common';
import { Args, Context, ID, Info, Int, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { fieldEnum } from '../fields/field-enum.js';
import { graphqlEnum } from '../fields/graphql-enumerations.js';
import { checklistTargets } from '../fields/product.enumerations.js';
import { Allow, Public } from '../request/access.decorators.js';
import { firstOf } from '../request/page-size.js';
import type { RequestContext } from '../request/request-context.js';
import { selects } from '../request/selection.js';
import { EntryFilterInput } from './entry.inputs.js';
import { entryPartsAt } from './entry-parts.js';
import { entryObject } from './entry.mapper.js';
import {
  ChecklistItemType,
  EntryConnectionType,
  EntryTombstoneType,
  FieldDifferenceType,
  RevisionType,
} from './entry-reading.type.js';
import { EntryType } from './entry.type.js';

const MAX_PAGE = 100;

const partsOfEntry = entryPartsAt([]);
const partsOfEntries = entryPartsAt(['nodes'], ['edges', 'node']);
const partsOfSubmissions = entryPartsAt(['nodes'], ['edges', 'node']);

/** Reading entries. Every field is a plain property of what one statement gave. */
@Resolver()
export class EntryResolver {
  constructor(
    @Inject(EntryReadingService) private readonly reading: EntryReadingService,
    @Inject(EntryHistoryService) private readonly history: EntryHistoryService,
    @Inject(EntryChecklistService) private readonly checklists: EntryChecklistService,
  ) {}

  @Public()
  @Query(() => EntryType, {
    nullable: true,
    description: 'One entry; null when it is absent or hidden from the caller.',
  })
  async entry(
    @Args('id', { type: () => ID, description: 'Id of the entry.' }) id: string,
    @Args('revision', {
      type: () => Int,
      nullable: true,
      description: 'A number of its history; absent: what readers see.',
    })
    revision: number | null,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object | null> {
    const entry = await this.reading.entry(context.actor, id, revision ?? null, partsOfEntry(info));
    return entry && entryObject(entry, context.language);
  }

  @Public()
  @Query(() => EntryConnectionType, {
    description: 'The catalogue, newest first; or an organization’s own entries in every state, for its members.',
  })
  async entries(
    @Args('filter', { type: () => EntryFilterInput, nullable: true, description: 'Narrows the list.' })
    filter: EntryFilterInput | null,
    @Args('first', { type: () => Int, nullable: true, description: 'Page size, 1 to 100; 20 by default.' })
    first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'Cursor of the page before.' })
    after: string | null,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<EntryConnectionType> {
    const parts = partsOfEntries(info);
    const size = { first: firstOf(first, MAX_PAGE), after: after ?? null };
    const page = await this.reading.entries(context.actor, filter ?? {}, size, parts);
    return connectionOf(page, context.language, info);
  }

  @Allow('read')
  @Query(() => EntryConnectionType, {
    description:
      'What the caller is asked to review: submitted revisions of its organizations, and of those in its territories.',
  })
  async entrySubmissions(
    @Args('first', { type: () => Int, nullable: true, description: 'Page size, 1 to 100; 20 by default.' })
    first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'Cursor of the page before.' })
    after: string | null,
    @Context() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<EntryConnectionType> {
    const size = { first: firstOf(first, MAX_PAGE), after: after ?? null };
    const page = await this.reading.submissions(context.actor, size, partsOfSubmissions(info));
    return connectionOf(page, context.language, info);
  }

  @Public()
  @Query(() => EntryTombstoneType, {
    nullable: true,
    description: 'What is left of an entry that was withdrawn or merged and that the caller’s audience once saw.',
  })
  async entryTombstone(
    @Args('id', { type: () => ID, description: 'Id of the entry.' }) id: string,
    @Context() context: RequestContext,
  ): Promise<EntryTombstoneType | null> {
    return this.reading.tombstone(context.actor, id);
  }

  @Allow('read')
  @Query(() => [ChecklistItemType], { description: 'What the newest revision still lacks, for its owner.' })
  async entryChecklist(
    @Args('id', { type: () => ID, description: 'Id of the entry.' }) id: string,
    @Args('target', {
      type: () => graphqlEnum(checklistTargets),
      defaultValue: 'PUBLISHED',
      description: 'Where it should get to.',
    })
    target: ChecklistTarget,
    @Args('lifecycle', {
      type: () => fieldEnum('lifecycle'),
      nullable: true,
      description: 'Answer as if the use had come to this stage.',
    })
    lifecycle: string | null,
    @Context() { actor, language }: RequestContext,
  ): Promise<ChecklistItemType[]> {
    const obstacles = await this.checklists.of(actor, id, target, lifecycle ?? null);
    return obstacles.map((one) => ({ ...one, label: one.label[language], message: one.message[language] }));
  }

  @Public()
  @Query(() => [RevisionType], { description: 'History of an entry, newest first.' })
  async entryRevisions(
    @Args('id', { type: () => ID, description: 'Id of the entry.' }) id: string,
    @Context() context: RequestContext,
  ): Promise<readonly RevisionType[]> {
    return this.history.revisions(context.actor, id);
  }

  @Public()
  @Query(() => [FieldDifferenceType], {
    description: 'Answers that differ between two revisions, as the caller’s audience sees them.',
  })
  async entryDiff(
    @Args('id', { type: () => ID, description: 'Id of the entry.' }) id: string,
    @Args('from', { type: () => Int, description: 'Number of the earlier revision.' }) from: number,
    @Args('to', { type: () => Int, description: 'Number of the later revision.' }) to: number,
    @Context() { actor, language }: RequestContext,
  ): Promise<FieldDifferenceType[]> {
    const differences = await this.history.diff(actor, id, from, to);
    return differences.map(({ path, label, before, after }) => ({
      path,
      label: label[language],
      before: before ?? null,
      after: after ?? null,
    }));
  }
}

function connectionOf(page: EntryPage, language: Language, info: GraphQLResolveInfo): EntryConnectionType {
  const nodes = page.entries.map((entry) => entryObject(entry, language));
  const asksEdges = selects(info, 'edges');
  const edges = asksEdges ? nodes.map((node, index) => ({ node, cursor: page.cursorAt(index) ?? '' })) : [];
  return { edges, nodes, pageInfo: { hasNextPage: page.hasNextPage, endCursor: page.cursorAt(-1) } };
}
