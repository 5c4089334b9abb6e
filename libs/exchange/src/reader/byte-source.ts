import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

/** Bytes that can be read more than once: the encoding is known only when all were seen. */
export interface ByteSource {
  /** Total, for progress. */
  readonly size: number;
  open(): AsyncIterable<Uint8Array>;
}

/** @throws Error of the file system when the file is absent or unreadable */
export async function fileSource(path: string): Promise<ByteSource> {
  const { size } = await stat(path);
  return { size, open: () => createReadStream(path, { highWaterMark: 64 * 1024 }) };
}

export function memorySource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    async *open() {
      yield bytes;
    },
  };
}
