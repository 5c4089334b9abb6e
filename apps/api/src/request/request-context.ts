import type { Actor } from '@maillage/identity';
import type { Language } from '@maillage/kernel';

/** What resolvers know of the request they answer: GraphQL's context value. */
export interface RequestContext {
  /** Of messages and labels, from `Accept-Language`. */
  readonly language: Language;
  /** In every log line and in the answer's `x-request-id`. */
  readonly requestId: string;
  /** Where the request comes from, as budgets count it (`budgetAddress`). */
  readonly address: string;
  /** It carries a key or a session, which may still be a wrong one. */
  readonly isIdentified: boolean;
  /** Looked up once a request, by the first root field that asks. */
  readonly identify: () => Promise<Actor>;
  /** Set by the guard before any resolver runs. */
  actor: Actor;
  /** A statement of this request was given up: root fields that follow are not tried, or their waits would add up. */
  isLate: boolean;
}
