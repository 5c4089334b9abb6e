/** What is looked for, by the stems of its words. */
export interface StemSequence {
  /** In their order: one for a word, several for a phrase. Not empty. */
  readonly stems: readonly string[];
}

interface State {
  readonly next: Map<string, State>;
  readonly depth: number;
  /** Where the longest end of this path that is also a start of some term leads. */
  fallback: State | undefined;
  /** Terms that end here; numbers of the list given. */
  terms: ReadonlySet<number>;
  /** Stems of the longest of them. */
  longest: number;
}

/**
 * Finds all terms in a stream of stems in one pass (Aho and Corasick): work does not grow with the number of terms, and
 * « a a a b » sought in « a a a a a … » costs no more than anything else.
 */
export class TermAutomaton {
  private readonly start: State = stateAt(0);
  private state = this.start;
  private deepest = 0;

  constructor(terms: readonly StemSequence[]) {
    for (const [number, { stems }] of terms.entries()) this.add(stems, number);
    this.link();
  }

  /** Stems that a term starts with. */
  firstStems(): Iterable<string> {
    return this.start.next.keys();
  }

  restart(): void {
    this.state = this.start;
  }

  /** Stems of the longest term. */
  get reach(): number {
    return this.deepest;
  }

  /** Whether a term has begun: the next stem matters, whatever it is. */
  get inside(): boolean {
    return this.state !== this.start;
  }

  /** Terms that end with the last stem taken. */
  get terms(): ReadonlySet<number> {
    return this.state.terms;
  }

  /** Stems of the longest of `terms`, 0 when there is none. */
  get longest(): number {
    return this.state.longest;
  }

  take(stem: string): void {
    let from: State | undefined = this.state;
    while (from && !from.next.has(stem)) from = from.fallback;
    this.state = from?.next.get(stem) ?? this.start;
  }

  private add(stems: readonly string[], number: number): void {
    let state = this.start;
    for (const stem of stems) {
      const next = state.next.get(stem) ?? stateAt(state.depth + 1);
      state.next.set(stem, next);
      state = next;
    }
    this.deepest = Math.max(this.deepest, state.depth);
    // The same sequence again adds nothing: it would only count twice.
    if (state === this.start || state.longest > 0) return;
    state.terms = new Set([number]);
    state.longest = state.depth;
  }

  /** In the order of depth: a fallback is shorter than what falls back. */
  private link(): void {
    for (const queue = [this.start], seen = queue.values(); ;) {
      const { value: state } = seen.next();
      if (!state) return;
      for (const [stem, next] of state.next) {
        let fallback = state.fallback;
        while (fallback && !fallback.next.has(stem)) fallback = fallback.fallback;
        next.fallback = fallback?.next.get(stem) ?? this.start;
        next.terms = new Set([...next.terms, ...next.fallback.terms]);
        next.longest = Math.max(next.longest, next.fallback.longest);
        queue.push(next);
      }
    }
  }
}

function stateAt(depth: number): State {
  return { next: new Map(), depth, fallback: undefined, terms: new Set(), longest: 0 };
}
