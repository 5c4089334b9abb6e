import { FeedCursorError } from '@maillage/feed';
import { DomainError, type Language, UserInputError } from '@maillage/kernel';
import type { FastifyReply } from 'fastify';

const statuses: Readonly<Record<string, number>> = { UNAUTHENTICATED: 401, FORBIDDEN: 403, STEP_UP_REQUIRED: 403 };

/**
 * Answers a route beside GraphQL with what its caller can mend, or may not do: a status, the code, and a message in the
 * caller's language. @throws error itself when it is a fault, for Nest's own filter
 */
export function sendRefusal(reply: FastifyReply, error: unknown, language: Language): void {
  if (error instanceof DomainError) {
    const { code, localized } = error;
    void reply.code(statuses[code] ?? 503).send({ code, message: localized[language] });
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
