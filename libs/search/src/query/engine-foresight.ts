import type { Glossary } from '../glossary/glossary.js';
import type { SearchState } from './search-state.view.js';

/** What a question to the engine depends on beside its words. */
export interface Seen {
  /** Entries that the engine must not show now. */
  readonly hidden: readonly string[];
  /** As it is now. */
  readonly glossary: Glossary;
}

interface Known {
  readonly state: SearchState;
  readonly seen: Seen;
  /** Milliseconds of a clock that never goes back. */
  readonly since: number;
}

/** Milliseconds that nothing must have changed: amid a burst of writes most guesses would be wrong. */
const STEADY = 1_000;

/**
 * Guesses what the next look at the database will say, so that the engine may be asked meanwhile. An answer to a guess
 * counts only when the look, which began no earlier than the question, says the same: an entry that was hidden and is
 * no longer has moved the index's place, so nothing that was withdrawn slips through.
 */
export class EngineForesight {
  private readonly known = new Map<string, Known>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** @returns undefined when nothing steady is known, or when the engine was not to be asked */
  expected(index: string): Seen | undefined {
    const known = this.known.get(index);
    if (!known?.state.isEngineCurrent || this.now() - known.since < STEADY) return undefined;
    return known.seen;
  }

  /** What was seen; the object that was expected when it is the same. */
  learn(index: string, state: SearchState, glossary: Glossary): Seen {
    const known = this.known.get(index);
    if (known && known.seen.glossary === glossary && isSame(known.state, state)) return known.seen;
    const seen = { hidden: state.hidden, glossary };
    this.known.set(index, { state, seen, since: this.now() });
    return seen;
  }
}

function isSame(one: SearchState, other: SearchState): boolean {
  return (
    one.place === other.place &&
    one.isEngineCurrent === other.isEngineCurrent &&
    one.hidden.length === other.hidden.length &&
    one.hidden.every((id) => other.hidden.includes(id))
  );
}
