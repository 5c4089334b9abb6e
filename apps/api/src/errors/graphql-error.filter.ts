import { DomainError, type Logger, type UserError, UserInputError } from '@maillage/kernel';
import { type ArgumentsHost, Catch, HttpException } from '@nestjs/common';
import { GqlArgumentsHost, type GqlExceptionFilter } from '@nestjs/graphql';
import { GraphQLError } from 'graphql';
import type { RequestContext } from '../request/request-context.js';

const internal = {
  fr: 'Une erreur inattendue s’est produite. Signalez-la avec la référence {requestId}.',
  en: 'Something unexpected went wrong. Report it with the reference {requestId}.',
};

const timeout = {
  fr: 'La base de données n’a pas répondu à temps. Réessayez dans un instant.',
  en: 'The database did not answer in time. Try again shortly.',
};

/** The one place where errors become GraphQL errors: in the caller's language, with a stable code, without inner workings. */
@Catch()
export class GraphqlErrorFilter implements GqlExceptionFilter<unknown, unknown> {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): unknown {
    // Requests that are not GraphQL (health, GraphiQL) are answered by Nest's own filter.
    if (host.getType<string>() !== 'graphql') throw error;
    const { language, requestId } = GqlArgumentsHost.create(host).getContext<RequestContext>();
    if (error instanceof GraphQLError) return error;
    if (error instanceof DomainError) {
      return new GraphQLError(error.localized[language], { extensions: { code: error.code } });
    }
    if (error instanceof UserInputError) return inputError(error, language);
    if (isTimeout(error)) {
      this.logger.warn({ requestId, error: String(error) }, 'a statement was given up');
      return new GraphQLError(timeout[language], { extensions: { code: 'TIMEOUT', requestId } });
    }
    this.logger.error({ requestId, err: error instanceof HttpException ? error.message : error }, 'unexpected error');
    const message = internal[language].replace('{requestId}', requestId);
    return new GraphQLError(message, { extensions: { code: 'INTERNAL', requestId } });
  }
}

/** Queries have no payload with `userErrors`: what can be mended is told beside the code. */
function inputError(error: UserInputError, language: 'fr' | 'en'): GraphQLError {
  const [first] = error.errors;
  const userErrors = error.errors.map((one) => userErrorIn(one, language));
  return new GraphQLError(userErrors.map((one) => one.message).join(' '), {
    extensions: { code: first?.code ?? 'BAD_USER_INPUT', userErrors },
  });
}

export function userErrorIn(error: UserError, language: 'fr' | 'en') {
  return {
    code: error.code,
    message: error.message[language],
    path: error.path,
    details: error.details ?? null,
  };
}

function isTimeout(error: unknown): boolean {
  const { code, message = '' } = (error ?? {}) as { code?: string; message?: string };
  return code === '57014' || /^(Query read timeout|timeout exceeded when trying to connect)/.test(message);
}
