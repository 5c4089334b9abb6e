import pg from 'pg';

/** What a statement is sent with. */
export interface Sending {
  readonly name?: string | undefined;
  readonly text: string;
  readonly values?: readonly unknown[] | undefined;
}

/** node-pg tells a query of its messages by these; its types leave them out. */
interface Member {
  readonly name?: string | undefined;
  readonly text: string;
  submit(connection: Wire): Error | null;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Wire): void;
  handleReadyForQuery(connection: Wire): void;
}

interface Wire {
  readonly stream: { cork(): void; uncork(): void };
  readonly submittedNamedStatements: Record<string, string>;
  sync(): void;
}

type Answered = (error: Error | null | undefined, result?: unknown) => void;

/**
 * Statements that go out together and are answered together: one write, one wait. PostgreSQL runs them in order and stops
 * at the first that fails, whose error is that of the group; the result is that of the last one. Within a transaction
 * only: of a failed group outside of one, the statements before the error would stay.
 *
 * Each member is a query of node-pg; what lies between them is the one `Sync`, which ends the group.
 */
export class StatementGroup implements pg.Submittable {
  /** Set by node-pg, around its own clock. */
  callback: Answered;
  private readonly members: readonly Member[];
  /** Which of them is being answered. */
  private at = 0;
  private failed = false;

  constructor(sendings: readonly Sending[], callback: Answered) {
    this.callback = callback;
    const last = sendings.length - 1;
    this.members = sendings.map(({ name, text, values }, index) => {
      const done: Answered = (error, result) => {
        if (error) this.fail(error);
        else if (index === last) this.callback(null, result);
      };
      const query = new pg.Query(text, [...(values ?? [])], done) as unknown as Member;
      // As its configuration would say; node-pg copies one field by field, with each field's description.
      return Object.assign(query, { name, queryMode: 'extended' });
    });
  }

  /** Whose messages come now: node-pg notes under these which statements a connection has parsed. */
  get name(): string | undefined {
    return this.current.name;
  }

  get text(): string {
    return this.current.text;
  }

  /** @returns why nothing was sent, if so */
  submit(connection: unknown): Error | null {
    const wire = connection as Wire;
    const unsynced = Object.create(wire, { sync: { value: () => undefined } }) as Wire;
    const last = this.members.length - 1;
    wire.stream.cork();
    try {
      for (const [index, member] of this.members.entries()) {
        const refused = member.submit(index === last ? wire : unsynced);
        if (refused && index === 0) return refused;
        if (!refused && !this.failed) continue;
        // What stands behind must not be sent: a COMMIT would keep half of the work.
        if (refused || index < last) wire.sync();
        if (refused) this.fail(refused);
        break;
      }
    } finally {
      wire.stream.uncork();
    }
    return null;
  }

  handleRowDescription(message: unknown): void {
    this.current.handleRowDescription(message);
  }

  handleDataRow(message: unknown): void {
    this.current.handleDataRow(message);
  }

  handleCommandComplete(message: unknown, connection: Wire): void {
    this.current.handleCommandComplete(message, connection);
    this.at += 1;
  }

  handleReadyForQuery(connection: Wire): void {
    this.current.handleReadyForQuery(connection);
  }

  /** What stood behind the failed statement was passed over: its names were never parsed. */
  handleError(error: Error, connection: Wire): void {
    const { submittedNamedStatements: submitted } = connection;
    for (const { name } of this.members.slice(this.at)) if (name !== undefined) delete submitted[name];
    this.fail(error);
  }

  private fail(error: Error): void {
    this.failed = true;
    this.callback(error);
  }

  private get current(): Member {
    return this.members[Math.min(this.at, this.members.length - 1)] as Member;
  }
}
