import type { Change, Checkpoint } from '../change.js';
import type { Side, Store, StoredEntry } from './store.js';

interface Content {
  readonly entries: Map<string, Change>;
  checkpoint: Checkpoint | null;
}

/** Keeps entries in memory: for tests, and for programs that read everything at each start. */
export function memoryStore(): Store {
  return new MemoryStore();
}

class MemoryStore implements Store {
  private readonly sides: Record<Side, Content> = { LIVE: empty(), NEXT: empty() };

  async open(): Promise<void> {}

  async checkpoint(side: Side): Promise<Checkpoint | null> {
    return this.sides[side].checkpoint;
  }

  async apply(side: Side, changes: readonly Change[], checkpoint: Checkpoint): Promise<void> {
    const content = this.sides[side];
    for (const change of changes) {
      if (change.op === 'UPSERT') content.entries.set(change.entryId, change);
      else content.entries.delete(change.entryId);
    }
    content.checkpoint = checkpoint;
  }

  async begin(): Promise<void> {
    this.sides.NEXT = empty();
  }

  async swap(): Promise<void> {
    this.sides.LIVE = this.sides.NEXT;
    this.sides.NEXT = empty();
  }

  async *entries(): AsyncIterable<StoredEntry> {
    for (const { entryId, version, seq, document } of this.sides.LIVE.entries.values()) {
      yield { entryId, version, seq, document: document ?? '', sound: document !== null };
    }
  }

  async close(): Promise<void> {}
}

function empty(): Content {
  return { entries: new Map(), checkpoint: null };
}
