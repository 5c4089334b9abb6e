import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChildLog } from './child-log.js';

describe('the log of a child', () => {
  let folder: string;
  let shown: string[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'maillage-log-'));
    shown = [];
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const written = (log: ChildLog): unknown[] =>
    readFileSync(log.path, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
  const open = (): ChildLog => new ChildLog('worker', folder, (line) => shown.push(line));

  it('is JSON lines, also of what the child says beside its log', async () => {
    const log = open();
    log.add('{"level":30,"msg":"fine"}');
    log.add('out of memory');
    log.add('{"not":"of pino"}');
    await log.close();
    expect(written(log)).toEqual([
      { level: 30, msg: 'fine' },
      expect.objectContaining({ name: 'worker', msg: 'out of memory' }),
      expect.objectContaining({ name: 'worker', msg: '{"not":"of pino"}' }),
    ]);
    expect(log.plainLines).toEqual(['out of memory', '{"not":"of pino"}']);
  });

  it('shows warnings and errors in one short line, the same one once in a while', async () => {
    const log = open();
    log.add('{"level":30,"msg":"fine"}');
    for (let n = 0; n < 3; n += 1) log.add('{"level":40,"msg":"a step failed","error":"Error: no\\nanswer"}');
    log.add(`{"level":50,"msg":"${'x'.repeat(1_000)}"}`);
    await log.close();
    expect(shown[0]).toBe('! worker: a step failed (Error: no · answer)');
    expect(shown[1]?.length).toBeLessThan(250);
    expect(shown).toHaveLength(2);
    expect(written(log)).toHaveLength(5);
  });

  it('puts a large one aside at the start and keeps one old one', async () => {
    mkdirSync(join(folder, 'logs'));
    writeFileSync(join(folder, 'logs/worker.log'), 'x'.repeat(10_000_001));
    writeFileSync(join(folder, 'logs/worker.log.1'), 'older');
    const log = open();
    log.add('{"level":30,"msg":"new"}');
    await log.close();
    expect(written(log)).toEqual([{ level: 30, msg: 'new' }]);
    expect(readFileSync(`${log.path}.1`, 'utf8')).toHaveLength(10_000_001);
  });
});
