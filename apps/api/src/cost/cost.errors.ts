import { HeaderMap } from '@apollo/server';
import { type Language, localize } from '@maillage/kernel';
import { GraphQLError } from 'graphql';
import type { Standing } from '../budget/caller-budget.js';
import { costTexts } from './cost.messages.js';

/** More than any one operation may cost: no waiting helps, a smaller one does. */
export function tooCostly(
  language: Language,
  requested: number,
  limit: number,
  text: 'tooCostly' | 'tooMuchOfTheSchema' = 'tooCostly',
): GraphQLError {
  return new GraphQLError(localize(costTexts[text], { requested, limit })[language], {
    extensions: { code: 'QUERY_TOO_COSTLY', limit: { name: 'cost', limit, seen: requested }, http: head(400) },
  });
}

/** 429 with `Retry-After`: the same operation fits again when the minute is over. */
export function budgetExhausted(language: Language, requested: number, standing: Standing): GraphQLError {
  const { limit, remaining, resetIn } = standing;
  return rateLimited(localize(costTexts.exhausted, { requested, limit, remaining, resetIn })[language], resetIn);
}

/** 429 for an address whose documents or keys were refused again and again. */
export function refusedTooOften(language: Language, { limit, resetIn }: Standing): GraphQLError {
  return rateLimited(localize(costTexts.refusedTooOften, { limit, resetIn })[language], resetIn);
}

function rateLimited(message: string, retryAfter: number): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code: 'RATE_LIMITED', retryAfter, http: head(429, [['retry-after', String(retryAfter)]]) },
  });
}

function head(status: number, headers: [string, string][] = []): object {
  return { status, headers: new HeaderMap(headers) };
}
