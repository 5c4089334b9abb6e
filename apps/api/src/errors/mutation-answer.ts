import { UserInputError } from '@maillage/kernel';
import type { RequestContext } from '../request/request-context.js';
import { userErrorIn } from './graphql-error.filter.js';
import type { UserErrorType } from './user-error.type.js';

/** Fields that a payload gives when the mutation was refused for its input. */
export interface Refused {
  readonly userErrors: readonly UserErrorType[];
}

/**
 * Runs a mutation and gives its payload: the result with no errors, or the errors that the sender can mend and nothing
 * else. Whatever cannot be mended (not signed in, not allowed, not found, bugs) stays an error of the request.
 */
export async function answer<Result extends object>(
  context: RequestContext,
  work: () => Promise<Result>,
): Promise<(Result & Refused) | Refused> {
  try {
    return { ...(await work()), userErrors: [] };
  } catch (error) {
    if (!(error instanceof UserInputError)) throw error;
    return { userErrors: error.errors.map((one) => userErrorIn(one, context.language)) };
  }
}
