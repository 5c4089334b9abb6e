import { setTimeout as pause } from 'node:timers/promises';
import { EngineBreaker } from './engine-breaker.js';
import { EngineRefusal, EngineStateLost, EngineUnavailable } from './engine.errors.js';

describe('the breaker before the engine', () => {
  let now: number;
  let probes: number;
  let isBack: boolean;
  let breaker: EngineBreaker;

  beforeEach(() => {
    now = 0;
    probes = 0;
    isBack = false;
    const probe = async (): Promise<void> => {
      probes += 1;
      if (!isBack) throw new EngineUnavailable('away');
    };
    breaker = new EngineBreaker(probe, () => now);
  });

  const away = (): Promise<string | undefined> =>
    breaker.run(50, () => Promise.reject<string>(new EngineUnavailable('away')));
  const answered = (): Promise<string | undefined> => breaker.run(50, async () => 'found');

  const openIt = async (): Promise<void> => {
    for (let failure = 0; failure < 3; failure += 1) expect(await away()).toBeUndefined();
    expect(breaker.state).toBe('OPEN');
  };

  it('opens after three failures in a row, whatever their sort, and not before', async () => {
    await away();
    await breaker.run(50, () => Promise.reject(new EngineStateLost('no index')));
    expect(await answered()).toBe('found');
    await away();
    await breaker.run(5, () => new Promise(() => undefined));
    expect(breaker.state).toBe('CLOSED');
    await breaker.run(50, () => Promise.reject(new EngineStateLost('no index')));
    expect(breaker.state).toBe('OPEN');
  });

  it('lets no request wait while it is open, nor for a probe', async () => {
    await openIt();
    let asked = 0;
    const work = async (): Promise<string> => {
      asked += 1;
      return 'found';
    };
    expect(await breaker.run(50, work)).toBeUndefined();
    now = 1_000;
    const hanging = new EngineBreaker(
      () => new Promise(() => undefined),
      () => now,
    );
    for (let failure = 0; failure < 3; failure += 1) {
      await hanging.run(50, () => Promise.reject(new EngineUnavailable('away')));
    }
    now = 2_000;
    for (let request = 0; request < 3; request += 1) expect(await hanging.run(50, work)).toBeUndefined();
    expect([asked, hanging.state]).toEqual([0, 'HALF_OPEN']);
  });

  it('probes seldomer and seldomer, and closes when a probe is answered', async () => {
    await openIt();
    const times: number[] = [];
    for (now = 0; now < 40_000; now += 100) {
      const before = probes;
      await answered();
      await pause(0);
      if (probes > before) times.push(now);
    }
    expect(times).toEqual([1_000, 3_000, 7_000, 15_000, 25_000, 35_000]);
    isBack = true;
    now = 50_000;
    expect(await answered()).toBeUndefined();
    await pause(0);
    expect(breaker.state).toBe('CLOSED');
    expect(await answered()).toBe('found');
    await away();
    await away();
    expect(breaker.state).toBe('CLOSED');
  });

  it('opens again at the first failure after a probe', async () => {
    await openIt();
    isBack = true;
    now = 1_000;
    await answered();
    await pause(0);
    expect(breaker.state).toBe('CLOSED');
    await away();
    expect(breaker.state).toBe('OPEN');
  });

  it('takes a refused question for no outage, and hides no fault of ours', async () => {
    for (let n = 0; n < 5; n += 1) {
      expect(await breaker.run(50, () => Promise.reject(new EngineRefusal('bad filter', 'x')))).toBeUndefined();
    }
    await expect(breaker.run(50, () => Promise.reject(new TypeError('ours')))).rejects.toBeInstanceOf(TypeError);
    expect(breaker.state).toBe('CLOSED');
  });
});
