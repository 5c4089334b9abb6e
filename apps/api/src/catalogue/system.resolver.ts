import {
  canKeepReference,
  canReadUnusedReferences,
  type ReferenceQuery,
  type ReferenceTable,
  SystemService,
  SystemView,
} from '@maillage/catalogue';
import { type Actor, audienceOf } from '@maillage/identity';
import { Inject } from '@nestjs/common';
import { Args, Context, Field, ID, InputType, Int, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { answer, type Refused } from '../errors/mutation-answer.js';
import { UserErrorType } from '../errors/user-error.type.js';
import { Allow, Public } from '../request/access.decorators.js';
import { firstOf } from '../request/page-size.js';
import { RepeatableInput } from '../request/repeatable.input.js';
import type { RequestContext } from '../request/request-context.js';
import { type ReferencePermissionsType, SupplierType, SystemType } from './system.type.js';

@InputType('ReferenceConfirmInput', { description: 'A system or supplier that was proposed.' })
export class ReferenceConfirmInput extends RepeatableInput {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'The name to keep; the proposed one stays as an alias.' })
  name?: string | null;
}

@InputType('ReferenceMergeInput', { description: 'Two systems, or two suppliers, that are the same.' })
export class ReferenceMergeInput extends RepeatableInput {
  @Field(() => ID, { description: 'Id of the one that goes.' })
  id!: string;

  @Field(() => ID, { description: 'Id of the one that stays.' })
  intoId!: string;
}

@ObjectType('ReferencePayload', { description: 'Answer of the mutations of systems and suppliers.' })
export class ReferencePayload {
  @Field(() => ID, { nullable: true, description: 'Id of the one that stands now; null after errors.' })
  id?: string | null;

  @Field(() => [UserErrorType], { description: 'What of the input can be mended; empty: the mutation had its effect.' })
  userErrors!: readonly UserErrorType[];
}

const MAX_PAGE = 100;
type Answer = Promise<ReferencePayload | Refused>;

/** Systems and suppliers: those of entries that the caller sees. */
@Resolver()
export class SystemResolver {
  constructor(
    @Inject(SystemView) private readonly view: SystemView,
    @Inject(SystemService) private readonly service: SystemService,
  ) {}

  @Public()
  @Query(() => [SystemType], {
    description: 'AI products that entries seen by the caller use, most used first; moderators get all.',
  })
  async systems(
    @Args('search', { type: () => String, nullable: true, description: 'Part of a name or alias.' })
    search: string | null,
    @Args('first', { type: () => Int, nullable: true, description: '1 to 100; 20 by default.' }) first: number | null,
    @Context() { actor }: RequestContext,
  ): Promise<SystemType[]> {
    const found = await this.view.systems(referenceQuery(actor, search, first));
    return found.map((system) => withPermissions(actor, 'system', system));
  }

  @Public()
  @Query(() => [SupplierType], {
    description: 'Suppliers of systems that entries seen by the caller use, most used first; moderators get all.',
  })
  async suppliers(
    @Args('search', { type: () => String, nullable: true, description: 'Part of a name or alias.' })
    search: string | null,
    @Args('first', { type: () => Int, nullable: true, description: '1 to 100; 20 by default.' }) first: number | null,
    @Context() { actor }: RequestContext,
  ): Promise<SupplierType[]> {
    const found = await this.view.suppliers(referenceQuery(actor, search, first));
    return found.map((supplier) => withPermissions(actor, 'supplier', supplier));
  }

  @Allow('moderate')
  @Mutation(() => ReferencePayload, {
    description: 'By a moderator: a proposed system is a good one, perhaps under another name.',
  })
  async systemConfirm(
    @Args('input', { description: 'Which system.' }) input: ReferenceConfirmInput,
    @Context() context: RequestContext,
  ): Answer {
    return this.confirm(context, 'system', input);
  }

  @Allow('moderate')
  @Mutation(() => ReferencePayload, { description: 'By a moderator: two systems are one; entries follow.' })
  async systemMerge(
    @Args('input', { description: 'Which goes, which stays.' }) input: ReferenceMergeInput,
    @Context() context: RequestContext,
  ): Answer {
    return this.merge(context, 'system', input);
  }

  @Allow('moderate')
  @Mutation(() => ReferencePayload, {
    description: 'By a moderator: a proposed supplier is a good one, perhaps under another name.',
  })
  async supplierConfirm(
    @Args('input', { description: 'Which supplier.' }) input: ReferenceConfirmInput,
    @Context() context: RequestContext,
  ): Answer {
    return this.confirm(context, 'supplier', input);
  }

  @Allow('moderate')
  @Mutation(() => ReferencePayload, { description: 'By a moderator: two suppliers are one; entries follow.' })
  async supplierMerge(
    @Args('input', { description: 'Which goes, which stays.' }) input: ReferenceMergeInput,
    @Context() context: RequestContext,
  ): Answer {
    return this.merge(context, 'supplier', input);
  }

  private confirm(context: RequestContext, table: ReferenceTable, input: ReferenceConfirmInput): Answer {
    return answer(context, async () => ({ id: await this.service.confirm(context.actor, table, { ...input }) }));
  }

  private merge(context: RequestContext, table: ReferenceTable, input: ReferenceMergeInput): Answer {
    return answer(context, async () => ({ id: await this.service.merge(context.actor, table, { ...input }) }));
  }
}

/** What the caller may do with it, worked out when it is asked for. */
function withPermissions<Item extends object>(
  actor: Actor,
  table: ReferenceTable,
  item: Item,
): Item & { readonly permissions: ReferencePermissionsType } {
  return Object.defineProperty(item, 'permissions', {
    get: () => ({
      canConfirm: canKeepReference(actor, `${table}Confirm`),
      canMerge: canKeepReference(actor, `${table}Merge`),
    }),
  }) as Item & { readonly permissions: ReferencePermissionsType };
}

function referenceQuery(actor: Actor, search: string | null, first: number | null): ReferenceQuery {
  return {
    search: search ?? null,
    first: firstOf(first, MAX_PAGE),
    everything: canReadUnusedReferences(actor),
    audience: audienceOf(actor),
  };
}
