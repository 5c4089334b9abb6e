import type { Language, Localized } from '@maillage/kernel';
import type { GraphQLFormattedError } from 'graphql';
import { limitMessage } from '../limits/limit.messages.js';
import { type BrokenLimit, queryLimits } from '../limits/query-limits.js';

/** Characters of the longest message: some repeat what was sent. */
const LONGEST_MESSAGE = 1_000;

/** What the filter of errors has told already, or Apollo for itself. Anything else is nobody's business. */
const UNKNOWN = new Set<unknown>([undefined, 'INTERNAL_SERVER_ERROR']);

const internal: Localized = {
  fr: 'Une erreur inattendue s’est produite. Signalez-la avec la référence {requestId}.',
  en: 'Something unexpected went wrong. Report it with the reference {requestId}.',
};

const TOO_MANY_TOKENS = /^Syntax Error: Document contains more tha[tn] \d+ tokens/;

export interface PresentedError {
  readonly told: GraphQLFormattedError;
  /** The message was kept back: it belongs into the log. */
  readonly isMasked: boolean;
}

/** An error as its reader gets it: in the language asked for, with a code, of a bearable length, nothing of the inside. */
export function presentable(error: GraphQLFormattedError, language: Language, requestId: string): PresentedError {
  const broken = brokenLimitOf(error);
  if (broken) {
    const extensions = { code: 'QUERY_LIMIT', limit: { ...broken, seen: Math.min(broken.seen, 1e9) } };
    return { told: { message: limitMessage(broken)[language], extensions }, isMasked: false };
  }
  if (UNKNOWN.has(error.extensions?.['code'])) {
    const extensions = { code: 'INTERNAL', requestId };
    return { told: { ...error, message: internalMessage(language, requestId), extensions }, isMasked: true };
  }
  return { told: { ...error, message: shortened(error.message) }, isMasked: false };
}

/** What is told of a fault of ours. */
export function internalMessage(language: Language, requestId: string): string {
  return internal[language].replace('{requestId}', requestId);
}

/** Of an error of validation; or of parsing, which stops counting tokens one past the limit. */
function brokenLimitOf({ message, extensions }: GraphQLFormattedError): BrokenLimit | undefined {
  if (extensions?.['code'] === 'GRAPHQL_VALIDATION_FAILED') return extensions['limit'] as BrokenLimit | undefined;
  const { tokens: limit } = queryLimits;
  return TOO_MANY_TOKENS.test(message) ? { name: 'tokens', limit, seen: limit + 1 } : undefined;
}

function shortened(message: string): string {
  return message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}…` : message;
}
