import type { Actor } from '@maillage/identity';
import type { Language } from '@maillage/kernel';

/** What resolvers know of the request they answer: GraphQL's context value. */
export interface RequestContext {
  /** Of messages and labels, from `Accept-Language`. */
  readonly language: Language;
  /** In every log line and in the answer's `x-request-id`. */
  readonly requestId: string;
  /** Looked up once a request, by the first root field that asks. */
  readonly identify: () => Promise<Actor>;
  /** Set by the guard before any resolver runs. */
  actor: Actor;
}
