import type { Statement } from '@maillage/database';

/** Statements that PostgreSQL keeps planned, a connection; beyond it a statement is planned each time it is sent. */
const MAX_NAMES = 300;

/**
 * Names for statements that are put together from what a caller asks for: one a text, so that PostgreSQL plans each
 * once. Callers can make many texts, so the number of names is bounded.
 */
export class ComposedStatements {
  private readonly names = new Map<string, string>();

  constructor(private readonly prefix: string) {}

  of(text: string): Statement | { readonly text: string; readonly name?: undefined } {
    const known = this.names.get(text);
    if (known !== undefined) return { name: known, text };
    if (this.names.size >= MAX_NAMES) return { text };
    const name = `${this.prefix}-${this.names.size}`;
    this.names.set(text, name);
    return { name, text };
  }
}
