import { visitor } from '@maillage/identity';
import { languageFromHeader, type Logger } from '@maillage/kernel';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import type { ApolloDriverConfig } from '@nestjs/apollo';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { answerPlugin } from './answers/answer.plugin.js';
import { budgetAddress } from './budget/caller-address.js';
import type { CallerBudget } from './budget/caller-budget.js';
import { refusedTooOften } from './cost/cost.errors.js';
import { costPlugin } from './cost/cost.plugin.js';
import { PriceList } from './cost/price-list.js';
import { compiledExecution } from './execution/compiled-execution.plugin.js';
import { introspectionAnswers } from './execution/introspection.plugin.js';
import { withPlainFields } from './execution/plain-fields.js';
import { MAX_ERRORS, queryLimits } from './limits/query-limits.js';
import { queryLimitsRule } from './limits/query-limits.rule.js';
import type { RequestContext } from './request/request-context.js';
import type { CallerService } from './sign-in/caller.service.js';
import { subscriptionOverHttp } from './subscription/subscription-over-http.plugin.js';

/** What a GraphQL request goes through: limits, price, execution, answer. */
export function graphqlOptions(callers: CallerService, budget: CallerBudget, logger: Logger): ApolloDriverConfig {
  const prices = new PriceList();
  return {
    path: '/graphql',
    autoSchemaFile: true,
    sortSchema: true,
    transformSchema: withPlainFields,
    graphiql: false,
    introspection: true,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    parseOptions: { maxTokens: queryLimits.tokens },
    validationRules: [queryLimitsRule],
    validationOptions: { maxErrors: MAX_ERRORS },
    plugins: [
      // On by default, it wraps every field: a quarter to a third of the cost of a request.
      ApolloServerPluginCacheControlDisabled(),
      costPlugin(prices, budget),
      subscriptionOverHttp(),
      introspectionAnswers(prices),
      compiledExecution(),
      answerPlugin(logger),
    ],
    context: (request: FastifyRequest, reply: FastifyReply) => requestContext(callers, budget, request, reply),
  };
}

/**
 * The caller is looked up once a request, and only when there is a key or a session: documents of visitors that ask
 * nothing cost no statement. @throws GraphQLError RATE_LIMITED for an address that sends refused documents all the time
 */
async function requestContext(
  callers: CallerService,
  budget: CallerBudget,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<RequestContext> {
  const { headers, id, ip } = request;
  const language = languageFromHeader(headers['accept-language']);
  const address = budgetAddress(ip);
  const refusals = await budget.refusalsOf(address);
  if (refusals.isExhausted) throw refusedTooOften(language, refusals);
  let caller: ReturnType<RequestContext['identify']> | undefined;
  return {
    language,
    requestId: id,
    address,
    isIdentified: headers.authorization !== undefined || headers.cookie !== undefined,
    identify: () => (caller ??= callers.identify(request, reply)),
    actor: visitor,
    isLate: false,
  };
}
