import { FeedCursorError } from '@maillage/feed';
import { DomainError, type DomainErrorCode, type Language, type Localized, UserInputError } from '@maillage/kernel';
import type { FastifyReply } from 'fastify';

const statuses: Readonly<Record<DomainErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  STEP_UP_REQUIRED: 403,
  NOT_FOUND: 404,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
  TIMEOUT: 503,
};

/** What a route beside GraphQL does not have to give, said by a status of its own. */
export class RouteRefusal extends Error {
  constructor(
    readonly status: 404 | 406 | 410,
    readonly code: 'NOT_FOUND' | 'NOT_ACCEPTABLE' | 'GONE',
    readonly localized: Localized,
    /** Further facts for programs. */
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(localized.en);
    this.name = 'RouteRefusal';
  }
}

/**
 * Answers a route beside GraphQL with what its caller can mend, or may not do: a status, the code, and a message in the
 * caller's language. @throws error itself when it is a fault, for Nest's own filter
 */
export function sendRefusal(reply: FastifyReply, error: unknown, language: Language): void {
  if (error instanceof RouteRefusal) {
    const { status, code, localized, details } = error;
    void reply.code(status).send({ code, message: localized[language], ...details });
    return;
  }
  if (error instanceof DomainError) {
    const { code, localized } = error;
    void reply.code(statuses[code]).send({ code, message: localized[language] });
    return;
  }
  if (!(error instanceof UserInputError)) throw error;
  const [first] = error.errors;
  const told = { code: first?.code, message: first?.message[language] };
  if (error instanceof FeedCursorError) {
    const { resync } = error;
    void reply.code(resync ? 410 : 400).send({ ...told, resync });
  } else void reply.code(400).send(told);
}
