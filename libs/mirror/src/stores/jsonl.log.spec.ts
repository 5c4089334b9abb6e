import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { changeOf, lineOf } from './jsonl.log.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes that live after garbage was collected. */
function living(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

describe('a line of a log', () => {
  it('leaves of itself, to who keeps its id, the id alone', () => {
    const [lines, letters] = [1_000, 20_000];
    const ids: string[] = [];
    const before = living();
    for (let n = 0; n < lines; n += 1) {
      const entryId = `01952900-25af-71b7-8349-${String(n).padStart(12, '0')}`;
      const document = JSON.stringify({ text: 'x'.repeat(letters) });
      // As a file is read: one text, of which the parts are found.
      const line = Buffer.from(lineOf({ entryId, seq: n, version: 1, op: 'UPSERT', document }))
        .toString()
        .trimEnd();
      ids.push(changeOf(line)?.change.entryId ?? '');
    }
    const kept = living() - before;
    expect(new Set(ids).size).toBe(lines);
    expect(kept).toBeLessThan((lines * letters) / 4);
  });
});
