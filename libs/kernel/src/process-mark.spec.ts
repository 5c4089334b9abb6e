import { isRunning, markOf } from './process-mark.js';

describe('the mark of a process', () => {
  it('holds while it runs', () => {
    expect(isRunning(markOf(process.pid))).toBe(true);
  });

  it('does not hold for another process with the same number', () => {
    const { pid, born } = markOf(process.pid);
    expect(isRunning({ pid, born: `${born} of another one` })).toBe(false);
  });

  it('does not hold for a number that no process has', () => {
    expect(isRunning(markOf(2 ** 22 + 1))).toBe(false);
  });
});
