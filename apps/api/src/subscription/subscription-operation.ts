import { createHash } from 'node:crypto';
import { localize } from '@maillage/kernel';
import {
  type DocumentNode,
  type ExecutionArgs,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import type { CallerBudget } from '../budget/caller-budget.js';
import { valueOf } from '../cost/amount.js';
import { budgetExhausted, tooCostly } from '../cost/cost.errors.js';
import type { PriceList } from '../cost/price-list.js';
import { MAX_COST } from '../cost/cost-weights.js';
import { MAX_ERRORS, queryLimits } from '../limits/query-limits.js';
import { queryLimitsRule } from '../limits/query-limits.rule.js';
import type { RequestContext } from '../request/request-context.js';
import { subscriptionMessages as messages } from './subscription.messages.js';

/** What a client sends to subscribe. */
export interface SubscriptionRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Record<string, unknown> | null | undefined;
}

/**
 * The limits and the price of documents over HTTP hold here, too: they go through the same rules and the same budget.
 */
export class SubscriptionOperation {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly prices: PriceList,
    private readonly budget: CallerBudget,
  ) {}

  /** What to run; or why not. */
  async prepare(
    { query, operationName, variables }: SubscriptionRequest,
    contextValue: RequestContext,
  ): Promise<ExecutionArgs | readonly [GraphQLError, ...GraphQLError[]]> {
    const document = this.read(query);
    if (Array.isArray(document)) {
      await this.budget.noteRefusal(contextValue.address);
      return document as [GraphQLError, ...GraphQLError[]];
    }
    const read = document as DocumentNode;
    const operation = getOperationAST(read, operationName);
    if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) {
      const message = messages.SUBSCRIPTION_ONLY[contextValue.language];
      return [new GraphQLError(message, { extensions: { code: 'SUBSCRIPTION_ONLY' } })];
    }
    const queryHash = createHash('sha256').update(query).digest('hex');
    const asked = { queryHash, schema: this.schema, document: read, operation };
    const price = this.prices.of({ ...asked, operationName: operationName ?? null });
    const cost = Math.ceil(valueOf(price?.amount ?? 0, variables ?? {}));
    const refusal = await this.charge(contextValue, cost);
    if (refusal) return [refusal];
    return {
      schema: this.schema,
      document: read,
      contextValue,
      ...(operationName != null && { operationName }),
      ...(variables != null && { variableValues: variables }),
    };
  }

  private read(query: string): DocumentNode | GraphQLError[] {
    try {
      const document = parse(query, { maxTokens: queryLimits.tokens });
      // The limits come first: the other rules may take a time that grows with the square of a document.
      const rules = [queryLimitsRule, ...specifiedRules];
      const errors = validate(this.schema, document, rules, { maxErrors: MAX_ERRORS });
      return errors.length === 0 ? document : errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED'));
    } catch (error) {
      if (error instanceof GraphQLError) return [coded(error, 'GRAPHQL_PARSE_FAILED')];
      throw error;
    }
  }

  private async charge({ actor, address, language }: RequestContext, cost: number): Promise<GraphQLError | null> {
    if (cost > MAX_COST) return tooCostly(language, cost, MAX_COST);
    const { budget } = this;
    const standing = await (actor.kind === 'VISITOR'
      ? budget.chargeVisitor(address, cost)
      : budget.chargeMember(actor.name, cost));
    return standing.isExhausted ? budgetExhausted(language, cost, standing) : null;
  }
}

export function tooManySubscriptions({ language }: RequestContext, max: number): GraphQLError {
  const message = localize(messages.TOO_MANY_SUBSCRIPTIONS, { max })[language];
  return new GraphQLError(message, { extensions: { code: 'TOO_MANY_SUBSCRIPTIONS', max } });
}

/** As Apollo tells them over HTTP. */
function coded(error: GraphQLError, code: string): GraphQLError {
  const { message, nodes, source, positions, path, extensions } = error;
  return new GraphQLError(message, { nodes, source, positions, path, extensions: { ...extensions, code } });
}
