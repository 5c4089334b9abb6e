interface Node<Value> {
  readonly next: Map<string, Node<Value>>;
  value: Value | undefined;
}

/** Values by sequences of stems; finds all sequences that start at a place in one walk. */
export class StemTree<Value> {
  private readonly root: Node<Value> = { next: new Map(), value: undefined };

  get isEmpty(): boolean {
    return this.root.next.size === 0;
  }

  set(stems: readonly string[], value: Value): void {
    let node = this.root;
    for (const stem of stems) {
      let next = node.next.get(stem);
      if (!next) node.next.set(stem, (next = { next: new Map(), value: undefined }));
      node = next;
    }
    node.value = value;
  }

  get(stems: readonly string[]): Value | undefined {
    return this.matches(stems, 0).find(({ length }) => length === stems.length)?.value;
  }

  /** Sequences that start at `start`, shortest first. Costs at most the length of the longest one. */
  matches(stems: readonly string[], start: number): { length: number; value: Value }[] {
    const found: { length: number; value: Value }[] = [];
    let node: Node<Value> | undefined = this.root;
    for (let at = start; at < stems.length; at += 1) {
      node = node.next.get(stems[at] ?? '');
      if (!node) break;
      if (node.value !== undefined) found.push({ length: at - start + 1, value: node.value });
    }
    return found;
  }
}
