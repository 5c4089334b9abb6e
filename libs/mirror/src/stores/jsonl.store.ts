import { type FileHandle, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Change, Checkpoint } from '../change.js';
import { MirrorError } from '../mirror.errors.js';
import { lineOf, logLines } from './jsonl.log.js';
import { ProcessLock } from './process-lock.js';
import type { Side, Store, StoredEntry } from './store.js';

/** A log and how much of it counts. What was written behind that, by a process that was killed, is overwritten. */
interface LogState {
  readonly file: string;
  readonly bytes: number;
  readonly lines: number;
  readonly checkpoint: Checkpoint;
}

/** `state.json`: its replacement, in one step, is what makes a page count. */
interface FolderState {
  readonly format: 1;
  readonly LIVE: LogState | null;
  readonly NEXT: LogState | null;
}

const NOTHING: FolderState = { format: 1, LIVE: null, NEXT: null };
/** Lines of a log beside one per entry before it is written anew. */
const SLACK = 10_000;

/**
 * Keeps entries in a folder: `entries-….jsonl`, a log with a line a change, and `state.json`, which says how much of it
 * counts and how far the feed was followed. A page costs its own length; the log is written anew when half of it is old.
 * Read it with `readJsonl(folder)`, also while it is written.
 */
export function jsonlStore(folder: string): Store {
  return new JsonlStore(folder);
}

/** What a folder of `jsonlStore` holds, each entry once: a consistent view, also while a mirror writes it. */
export async function* readJsonl(folder: string): AsyncGenerator<StoredEntry> {
  const { LIVE } = await readState(folder);
  if (LIVE) yield* entriesOf(folder, LIVE);
}

class JsonlStore implements Store {
  private readonly lock: ProcessLock;
  private state: FolderState = NOTHING;
  private readonly handles = new Map<string, FileHandle>();
  /** Entries of the live log, known once it was read: decides when it is written anew. */
  private held: Set<string> | undefined;

  constructor(private readonly folder: string) {
    this.lock = new ProcessLock(join(folder, 'lock'));
  }

  async open(): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    this.lock.take();
    try {
      this.state = await readState(this.folder);
      await this.removeOthers();
    } catch (error) {
      this.lock.release();
      throw error;
    }
  }

  async checkpoint(side: Side): Promise<Checkpoint | null> {
    return this.state[side]?.checkpoint ?? null;
  }

  async apply(side: Side, changes: readonly Change[], checkpoint: Checkpoint): Promise<void> {
    const log = this.state[side] ?? { file: newName(), bytes: 0, lines: 0, checkpoint };
    const text = Buffer.from(changes.map(lineOf).join(''));
    if (text.length > 0) {
      const handle = await this.handleOf(log.file);
      await handle.write(text, 0, text.length, log.bytes);
      await handle.datasync();
    }
    const written = { ...log, bytes: log.bytes + text.length, lines: log.lines + changes.length, checkpoint };
    await this.keep({ ...this.state, [side]: written });
    if (side === 'LIVE') {
      for (const { entryId, op } of changes) this.held?.[op === 'UPSERT' ? 'add' : 'delete'](entryId);
      await this.compact(written);
    }
  }

  async begin(): Promise<void> {
    await this.keep({ ...this.state, NEXT: null });
    await this.removeOthers();
  }

  async swap(): Promise<void> {
    this.held = undefined;
    await this.keep({ ...NOTHING, LIVE: this.state.NEXT });
    await this.removeOthers();
  }

  async *entries(): AsyncGenerator<StoredEntry> {
    if (this.state.LIVE) yield* entriesOf(this.folder, this.state.LIVE);
  }

  async close(): Promise<void> {
    for (const handle of this.handles.values()) await handle.close();
    this.handles.clear();
    this.lock.release();
  }

  /** Writes the live log anew, one line an entry, when half of it is old. */
  private async compact(log: LogState): Promise<void> {
    if (log.lines < SLACK || (this.held && log.lines < 2 * this.held.size + SLACK)) return;
    this.held ??= await idsOf(this.folder, log);
    if (log.lines < 2 * this.held.size + SLACK) return;
    const file = newName();
    const handle = await this.handleOf(file);
    let [bytes, lines] = [0, 0];
    for await (const { entryId, version, seq, document, sound } of entriesOf(this.folder, log)) {
      // What is damaged is left out: the digest tells that it is missing, and repair brings it back.
      if (!sound) continue;
      const text = Buffer.from(lineOf({ entryId, version, seq, op: 'UPSERT', document }));
      await handle.write(text, 0, text.length, bytes);
      bytes += text.length;
      lines += 1;
    }
    await handle.datasync();
    await this.keep({ ...this.state, LIVE: { ...log, file, bytes, lines } });
    await this.removeOthers();
  }

  private async keep(state: FolderState): Promise<void> {
    const path = join(this.folder, 'state.json');
    const handle = await open(`${path}.new`, 'w');
    try {
      await handle.writeFile(JSON.stringify(state));
      await handle.datasync();
    } finally {
      await handle.close();
    }
    await rename(`${path}.new`, path);
    this.state = state;
  }

  private async handleOf(file: string): Promise<FileHandle> {
    let handle = this.handles.get(file);
    if (!handle) {
      const path = join(this.folder, file);
      handle = await open(path, 'r+').catch(() => open(path, 'w+'));
      this.handles.set(file, handle);
    }
    return handle;
  }

  /** Logs that no state names any more. Who reads one of them on Linux or macOS reads it to its end. */
  private async removeOthers(): Promise<void> {
    const used = new Set([this.state.LIVE?.file, this.state.NEXT?.file]);
    for (const file of await readdir(this.folder)) {
      if (!/^entries-.*\.jsonl$/.test(file) || used.has(file)) continue;
      await this.handles.get(file)?.close();
      this.handles.delete(file);
      await rm(join(this.folder, file), { force: true });
    }
  }
}

async function readState(folder: string): Promise<FolderState> {
  let text: string;
  try {
    text = await readFile(join(folder, 'state.json'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return NOTHING;
    throw error;
  }
  try {
    const state = JSON.parse(text) as FolderState;
    if (state.format === 1) return state;
  } catch {
    // told below
  }
  const advice = 'Remove the folder: the next run loads everything again.';
  throw new MirrorError('STORE', `${join(folder, 'state.json')} is not what a mirror wrote. ${advice}`);
}

async function idsOf(folder: string, log: LogState): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const { change } of logLines(join(folder, log.file), log.bytes)) {
    ids[change.op === 'UPSERT' ? 'add' : 'delete'](change.entryId);
  }
  return ids;
}

/** Twice through the log: first where the last line of each entry stands, then these lines; memory holds ids, no documents. */
async function* entriesOf(folder: string, { file, bytes }: LogState): AsyncGenerator<StoredEntry> {
  const path = join(folder, file);
  const last = new Map<string, number>();
  const handle = await open(path, 'r').catch(() => null);
  if (!handle) return;
  try {
    for await (const { change, start } of logLines(path, bytes)) {
      if (change.op === 'UPSERT') last.set(change.entryId, start);
      else last.delete(change.entryId);
    }
    for await (const { change, sound, start } of logLines(path, bytes)) {
      if (last.get(change.entryId) !== start) continue;
      const { entryId, version, seq, document } = change;
      yield { entryId, version, seq, document: document ?? '', sound };
    }
  } finally {
    await handle.close();
  }
}

/** Never a name that was used before: who still reads an old log reads no other one. */
function newName(): string {
  return `entries-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}.jsonl`;
}
