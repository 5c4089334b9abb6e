import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { LoadJob, LoadResult } from './load.job.js';

/** The load process, seen from the bench. */
export class LoadClient {
  private readonly child: ChildProcess;

  constructor() {
    const entry = fileURLToPath(new URL('load.process.js', import.meta.url));
    this.child = fork(entry, [], { env: { NODE_ENV: 'production' }, serialization: 'advanced' });
  }

  /** @throws Error when requests failed: such a measure says nothing */
  async run(job: LoadJob): Promise<LoadResult> {
    const answer = await new Promise<{ result?: LoadResult; error?: string }>((resolve, reject) => {
      const onExit = (code: number | null): void => reject(new Error(`the load process ended with code ${code}`));
      this.child.once('exit', onExit);
      this.child.once('message', (message) => {
        this.child.off('exit', onExit);
        resolve(message as { result?: LoadResult; error?: string });
      });
      this.child.send(job);
    });
    if (!answer.result) throw new Error(answer.error ?? 'the load process gave no result');
    const [failure] = answer.result.failures;
    if (failure !== undefined) throw new Error(`${job.type}: a request failed: ${failure}`);
    return answer.result;
  }

  stop(): void {
    if (this.child.connected) this.child.disconnect();
  }
}
