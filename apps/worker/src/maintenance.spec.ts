import { createLogger } from '@maillage/kernel';
import { Maintenance } from './maintenance.js';

describe('maintenance', () => {
  it('runs each job at the start and then when it is due', async () => {
    let now = 0;
    const runs: string[] = [];
    const job = (name: string, every: number) => ({ name, every, run: async () => runs.push(name) });
    const jobs = [job('often', 10), job('seldom', 100)];
    const maintenance = new Maintenance(jobs, createLogger('test', 'silent'), () => now);
    for (now = 0; now < 30; now += 5) expect(await maintenance.step()).toBe(0);
    expect(runs).toEqual(['often', 'seldom', 'often', 'often']);
  });

  it('goes on with the others when a job fails, and tries it again at the next step', async () => {
    let attempts = 0;
    let others = 0;
    const failing = {
      name: 'failing',
      every: 1_000,
      run: async () => {
        attempts += 1;
        if (attempts < 3) throw new Error('away');
        return 1;
      },
    };
    const other = { name: 'other', every: 1_000, run: async () => (others += 1) };
    const maintenance = new Maintenance([failing, other], createLogger('test', 'silent'), () => 0);
    for (let step = 0; step < 5; step += 1) await maintenance.step();
    expect([attempts, others]).toEqual([3, 1]);
  });

  it('ends a job that takes long when the worker ends, and begins no other', async () => {
    const begun: string[] = [];
    const jobs = ['long', 'next'].map((name) => ({
      name,
      every: 1_000,
      run: (signal: AbortSignal) => {
        begun.push(name);
        return new Promise<number>((_, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason as Error)),
        );
      },
    }));
    const maintenance = new Maintenance(jobs, createLogger('test', 'silent'), () => 0);
    const step = maintenance.step();
    maintenance.end();
    expect(await step).toBe(0);
    expect(begun).toEqual(['long']);
  });
});
