import { createWriteStream, mkdirSync, renameSync, statSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';

/** Bytes after which a log is put aside at the next start; one old file is kept. */
const LARGEST = 10_000_000;
/** Milliseconds in which the same warning is shown once. */
const QUIET = 30_000;
/** pino's number of `warn`. */
const WARN = 40;

interface LogLine {
  readonly level: number;
  readonly msg: string;
  readonly error?: unknown;
  readonly err?: { readonly message?: string };
}

/** The log of a child: every line goes to `<folder>/logs/<name>.log` as JSON, warnings in short to the terminal. */
export class ChildLog {
  readonly path: string;
  private readonly file: WriteStream;
  private readonly shownAt = new Map<string, number>();
  private said: string[] = [];

  constructor(
    private readonly name: string,
    folder: string,
    private readonly show: (line: string) => void,
  ) {
    mkdirSync(join(folder, 'logs'), { recursive: true });
    this.path = join(folder, 'logs', `${name}.log`);
    putAside(this.path);
    this.file = createWriteStream(this.path, { flags: 'a', mode: 0o600 });
    // A full disk must not end the launcher: the network goes on without its log.
    this.file.on('error', (error) => show(`! the log of ${name} cannot be written: ${error.message}`));
  }

  /** What the child said beside its log (a refusal to start, a crash), newest last. */
  get plainLines(): readonly string[] {
    return this.said;
  }

  add(line: string): void {
    if (line.trim() === '') return;
    const entry = parse(line);
    if (!entry) this.said = [...this.said, line].slice(-50);
    this.file.write(`${entry ? line : JSON.stringify(plainEntry(this.name, line))}\n`);
    if (entry && entry.level >= WARN) this.showOnce(shortOf(entry));
  }

  async close(): Promise<void> {
    await new Promise<void>((closed) => this.file.end(() => closed()));
  }

  private showOnce(text: string): void {
    const now = Date.now();
    if (now - (this.shownAt.get(text) ?? 0) < QUIET) return;
    for (const [old, at] of this.shownAt) if (now - at >= QUIET) this.shownAt.delete(old);
    this.shownAt.set(text, now);
    this.show(`! ${this.name}: ${text}`);
  }
}

function putAside(path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LARGEST) renameSync(path, `${path}.1`);
}

function parse(line: string): LogLine | null {
  if (!line.startsWith('{')) return null;
  try {
    const entry = JSON.parse(line) as LogLine;
    return typeof entry.level === 'number' ? entry : null;
  } catch {
    return null;
  }
}

function plainEntry(name: string, msg: string): LogLine & { name: string; time: number } {
  return { level: WARN, time: Date.now(), name, msg };
}

function shortOf({ msg, error, err }: LogLine): string {
  const cause = err?.message ?? (typeof error === 'string' ? error : undefined);
  return (cause === undefined ? msg : `${msg} (${cause})`).replaceAll('\n', ' · ').slice(0, 200);
}
