/** Connections that are open, by whose they are. */
export class ConnectionCount {
  private readonly open = new Map<string, number>();

  constructor(private readonly limit: number) {}

  /** @returns whether there was room */
  take(owner: string): boolean {
    const count = this.open.get(owner) ?? 0;
    if (count >= this.limit) return false;
    this.open.set(owner, count + 1);
    return true;
  }

  give(owner: string): void {
    const count = (this.open.get(owner) ?? 0) - 1;
    if (count > 0) this.open.set(owner, count);
    else this.open.delete(owner);
  }
}
