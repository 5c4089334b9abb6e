import { FeedCursorError } from '@maillage/feed';
import { DomainError, type Logger, type UserError, UserInputError } from '@maillage/kernel';
import { type ArgumentsHost, Catch, HttpException } from '@nestjs/common';
import { GqlArgumentsHost, type GqlExceptionFilter } from '@nestjs/graphql';
import { GraphQLError } from 'graphql';
import { internalMessage } from '../answers/error-presentation.js';
import type { RequestContext } from '../request/request-context.js';

const timeout = {
  fr: 'La base de données n’a pas répondu à temps. Réessayez dans un instant.',
  en: 'The database did not answer in time. Try again shortly.',
};

const away = {
  fr: 'La base de données n’est pas joignable. Réessayez dans un instant.',
  en: 'The database cannot be reached. Try again shortly.',
};

const full = {
  fr: 'La base de données n’a plus de place : rien n’a été écrit, la lecture continue. Réessayez quand un administrateur en aura fait.',
  en: 'The database has no room left: nothing was written, reading goes on. Try again once an administrator has made some.',
};

/** The one place where errors become GraphQL errors: in the caller's language, with a stable code, without inner workings. */
@Catch()
export class GraphqlErrorFilter implements GqlExceptionFilter<unknown, unknown> {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): unknown {
    // Requests that are not GraphQL (health, GraphiQL) are answered by Nest's own filter.
    if (host.getType<string>() !== 'graphql') throw error;
    const context = GqlArgumentsHost.create(host).getContext<RequestContext>();
    const { language, requestId } = context;
    if (error instanceof GraphQLError) return error;
    if (error instanceof DomainError) {
      return new GraphQLError(error.localized[language], { extensions: { code: error.code } });
    }
    if (error instanceof UserInputError) return inputError(error, language);
    if (isTimeout(error)) {
      context.isLate = true;
      this.logger.warn({ requestId, error: String(error) }, 'a statement was given up');
      return new GraphQLError(timeout[language], { extensions: { code: 'TIMEOUT', requestId } });
    }
    if (isFull(error)) {
      this.logger.error({ requestId, error: String(error) }, 'the database has no room left');
      return new GraphQLError(full[language], { extensions: { code: 'UNAVAILABLE', requestId } });
    }
    if (isAway(error)) {
      this.logger.warn({ requestId, error: String(error) }, 'the database is away');
      return new GraphQLError(away[language], { extensions: { code: 'UNAVAILABLE', requestId } });
    }
    this.logger.error({ requestId, err: error instanceof HttpException ? error.message : error }, 'unexpected error');
    return new GraphQLError(internalMessage(language, requestId), { extensions: { code: 'INTERNAL', requestId } });
  }
}

/** Queries have no payload with `userErrors`: what can be mended is told beside the code. */
function inputError(error: UserInputError, language: 'fr' | 'en'): GraphQLError {
  const [first] = error.errors;
  const userErrors = error.errors.map((one) => userErrorIn(one, language));
  return new GraphQLError(userErrors.map((one) => one.message).join(' '), {
    extensions: {
      code: first?.code ?? 'BAD_USER_INPUT',
      userErrors,
      // Of a feed's cursor: the reader must begin anew.
      ...(error instanceof FeedCursorError && error.resync && { resync: true }),
    },
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
  return code === '57014' || TIMEOUTS.test(message);
}

/** As node-pg and its pool tell that they waited long enough. */
const TIMEOUTS =
  /^(Query read timeout|timeout exceeded when trying to connect|timeout expired|Connection terminated due to)/;

/** The database is away: connections refused, cut, or shut down. */
function isAway(error: unknown): boolean {
  const { code = '', message = '' } = (error ?? {}) as { code?: string; message?: string };
  return AWAY.test(code) || /^Connection terminated/.test(message);
}

/** Of the system's sockets; classes 08 and 57P of PostgreSQL's own codes. */
const AWAY = /^(ECONNREFUSED|ECONNRESET|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|08\w{3}|57P0\d)$/;

/** PostgreSQL's disk_full. */
function isFull(error: unknown): boolean {
  return (error as { code?: string } | null)?.code === '53100';
}
