import type { Who } from './expectation.js';

/** Some cells of the expectation, asked through GraphQL. */
export interface Probe {
  readonly name: string;
  readonly who: Who;
  /** Rows of the code's table that it is about; empty: any of those that say what is seen. */
  readonly actions: readonly string[];
  /** Where the right is held it is used up: after what must change nothing, one at a time. */
  readonly changing?: boolean;
  /** Asked in `npm test`; the others in the full form of the promise alone. */
  readonly quick: boolean;
  /** @returns what is otherwise than written; nothing when all is as it should be */
  readonly run: () => Promise<readonly string[]>;
}
