/** What a text says in place of a person. */
export const ERASED_MARK = '[effacé]';

/** Between the words of a name: `Jean Dupont`, `jean.dupont`, `jean-dupont`. */
const SEPARATOR = '[\\s._-]+';

/**
 * Takes a person out of texts: the whole name in either order, and the mailboxes and numbers given. A single word is no
 * name here: it may be anybody's, or no name at all. Pure.
 */
export class PersonScrubber {
  private readonly pattern: RegExp | null;
  /** Patterns of LIKE, one of which any text that names the person matches; more texts may. */
  readonly likePatterns: readonly string[];

  /** @param ways mailboxes and telephone numbers, as written */
  constructor(displayNames: readonly string[], ways: readonly string[]) {
    const names = displayNames
      .map((name) => name.normalize('NFC').split(/\s+/u).filter(Boolean))
      .flatMap((words) => (words.length < 2 ? [] : [words, words.toReversed()]));
    const exact = ways.filter((way) => way.length >= 6);
    const sources = [...names.map((name) => name.map(escaped).join(SEPARATOR)), ...exact.map(escaped)];
    this.pattern =
      sources.length === 0 ? null : new RegExp(`(?<![\\p{L}\\p{N}])(?:${sources.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
    this.likePatterns = [...names.map((name) => name.map(likeEscaped).join('%')), ...exact.map(likeEscaped)].map(
      (source) => `%${source}%`,
    );
  }

  names(value: unknown): boolean {
    if (typeof value === 'string') return this.pattern !== null && value.search(this.pattern) >= 0;
    if (Array.isArray(value)) return value.some((item) => this.names(item));
    return value !== null && typeof value === 'object' && Object.values(value).some((inner) => this.names(inner));
  }

  /** The same JSON value with the person's traces marked; a mailbox for contact that was theirs is left out. */
  scrub<T>(value: T): T {
    return this.scrubbed(value) as T;
  }

  private scrubbed(value: unknown): unknown {
    if (typeof value === 'string') return this.pattern ? value.replace(this.pattern, ERASED_MARK) : value;
    if (Array.isArray(value)) return value.map((item) => this.scrubbed(item));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name, inner]) => name !== 'contact' || !this.names(inner))
        .map(([name, inner]) => [name, this.scrubbed(inner)]),
    );
  }
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function likeEscaped(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
