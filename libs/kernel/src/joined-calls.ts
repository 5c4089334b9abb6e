/** Longest that a call waits for the one before it, in milliseconds: one that hangs must not make all others late. */
const PATIENCE = 50;

interface Turn<T> {
  readonly answer: Promise<T>;
  next?: Promise<T>;
}

/**
 * Questions that many ask at the same time. Whoever asks while the same is being asked joins those whom the next question
 * will serve: two are out at a time at most, and every answer was asked for after its caller came, so none is older than
 * the caller's own would have been.
 */
export class JoinedCalls<T> {
  private readonly turns = new Map<string, Turn<T>>();

  constructor(private readonly ask: (key: string) => Promise<T>) {}

  get(key: string): Promise<T> {
    const turn = this.turns.get(key);
    if (!turn) return this.start(key);
    return (turn.next ??= this.after(turn, key));
  }

  private async after(turn: Turn<T>, key: string): Promise<T> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, PATIENCE);
      const ended = (): void => {
        clearTimeout(timer);
        resolve();
      };
      turn.answer.then(ended, ended);
    });
    return this.start(key);
  }

  private start(key: string): Promise<T> {
    const turn: Turn<T> = { answer: this.ask(key) };
    this.turns.set(key, turn);
    const forget = (): void => {
      if (this.turns.get(key) === turn && !turn.next) this.turns.delete(key);
    };
    turn.answer.then(forget, forget);
    return turn.answer;
  }
}
