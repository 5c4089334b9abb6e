import type { ApolloServerPlugin, GraphQLRequestContext } from '@apollo/server';
import { DomainError } from '@maillage/kernel';
import type { CallerBudget, Standing } from '../budget/caller-budget.js';
import type { RequestContext } from '../request/request-context.js';
import { valueOf } from './amount.js';
import { MAX_COST, MAX_INTROSPECTION_VALUES } from './cost-weights.js';
import { budgetExhausted, tooCostly } from './cost.errors.js';
import type { PriceList } from './price-list.js';

/** Refusals of a document as such: they cost parsing and validating, and no budget paid for it. */
const REFUSED = new Set<unknown>(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED']);

/**
 * Takes what an operation costs from its caller's budget before anything of it runs, and tells in `extensions.cost` what
 * it cost and what is left. A person or a key has a budget of its own, visitors have one an address.
 */
export function costPlugin(prices: PriceList, budget: CallerBudget): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      let told: { readonly requested: number } & Standing;
      return {
        async didResolveOperation(request) {
          const requested = requestedBy(prices, request);
          if (requested === undefined) return;
          const { contextValue: caller } = request;
          const standing = await charge(budget, caller, requested);
          told = { requested, ...standing };
          if (!standing.isExhausted) return;
          // What no budget ever covers is not a matter of waiting.
          if (requested > standing.limit) throw tooCostly(caller.language, requested, standing.limit);
          throw budgetExhausted(caller.language, requested, standing);
        },
        async didEncounterErrors({ contextValue: caller, errors }) {
          if (errors.some((error) => REFUSED.has(error.extensions['code']))) await budget.noteRefusal(caller.address);
        },
        async willSendResponse({ response: { body } }) {
          if (!told || body.kind !== 'single') return;
          const { requested, limit, remaining, resetIn } = told;
          const { extensions } = body.singleResult;
          body.singleResult.extensions = { ...extensions, cost: { requested, limit, remaining, resetIn } };
        },
      };
    },
  };
}

/** @throws GraphQLError QUERY_TOO_COSTLY */
function requestedBy(prices: PriceList, request: GraphQLRequestContext<RequestContext>): number | undefined {
  const price = prices.of(request);
  if (!price) return undefined;
  const { language } = request.contextValue;
  if (price.schemaValues !== null && price.schemaValues > MAX_INTROSPECTION_VALUES) {
    throw tooCostly(language, Math.round(price.schemaValues), MAX_INTROSPECTION_VALUES, 'tooMuchOfTheSchema');
  }
  const requested = Math.ceil(valueOf(price.amount, request.request.variables ?? {}));
  if (requested > MAX_COST) throw tooCostly(language, requested, MAX_COST);
  return requested;
}

async function charge(budget: CallerBudget, caller: RequestContext, points: number): Promise<Standing> {
  if (!caller.isIdentified) return budget.chargeVisitor(caller.address, points);
  try {
    const actor = await caller.identify();
    if (actor.kind !== 'VISITOR') return budget.chargeMember(actor.name, points);
  } catch (error) {
    // A key that is none pays as a visitor does, and counts as refused: guessing must not be free. What else failed
    // (a database that is away) is told by the fields themselves.
    if (error instanceof DomainError && error.code === 'UNAUTHENTICATED') await budget.noteRefusal(caller.address);
  }
  return budget.chargeVisitor(caller.address, points);
}
