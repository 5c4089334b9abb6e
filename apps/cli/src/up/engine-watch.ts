import type { EngineName, Engines } from '@maillage/database';
import { seconds } from './step-report.js';

const FIRST_BACKOFF = 200;
const LONGEST_BACKOFF = 10_000;
/** Milliseconds: a server that ran this long since its last start had started well. */
const HEALTHY_AFTER = 30_000;

/** Starts a dead engine again: same data, same port, same secret, so that API and worker reconnect by themselves. */
export class EngineWatch {
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly backoffs = new Map<EngineName, { wait: number; startedAt: number }>();
  private stopped = false;

  constructor(
    private readonly engines: Pick<Engines, 'onExit' | 'restart'>,
    private readonly tell: (line: string) => void,
  ) {
    engines.onExit((name, log) => {
      if (this.stopped) return;
      const wait = this.nextWait(name);
      this.tell(`! ${name} ended${log === '' ? '' : ` (${log})`}; started again in ${seconds(wait)}`);
      this.schedule(name, wait);
    });
  }

  stop(): void {
    this.stopped = true;
    for (const timer of this.timers) clearTimeout(timer);
  }

  private schedule(name: EngineName, wait: number): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      void this.revive(name);
    }, wait);
    this.timers.add(timer);
  }

  private async revive(name: EngineName): Promise<void> {
    const startedAt = Date.now();
    try {
      await this.engines.restart(name);
      this.tell(`✓ ${name} is back (${seconds(Date.now() - startedAt)})`);
    } catch (error) {
      if (this.stopped) return;
      const wait = this.nextWait(name);
      this.tell(`! ${(error as Error).message.replaceAll('\n', ' · ')}; tried again in ${seconds(wait)}`);
      this.schedule(name, wait);
    }
  }

  private nextWait(name: EngineName): number {
    const last = this.backoffs.get(name);
    const isFresh = !last || Date.now() - last.startedAt > HEALTHY_AFTER;
    const wait = isFresh ? FIRST_BACKOFF : Math.min(last.wait * 2, LONGEST_BACKOFF);
    this.backoffs.set(name, { wait, startedAt: Date.now() });
    return wait;
  }
}
