import { KeepAliveClient, wireOf } from './keep-alive-client.js';
import type { HttpJob, LoadResult } from './load.job.js';

const TOLD_FAILURES = 3;

export async function runHttp({ units, clients, seconds, atLeast = 0, refusal }: HttpJob): Promise<LoadResult> {
  const wires = units.map((requests) => requests.map(wireOf));
  const origin = new URL(units[0]?.[0]?.url ?? '').origin;
  const latencies: number[] = [];
  const failures: string[] = [];
  const started = performance.now();
  const end = started + seconds * 1_000;
  let next = 0;
  const work = async (): Promise<void> => {
    const client = new KeepAliveClient(origin);
    while ((performance.now() < end || latencies.length < atLeast) && failures.length < TOLD_FAILURES) {
      const unit = wires[next++ % wires.length] ?? [];
      const begun = performance.now();
      for (const wire of unit) {
        const { status, body } = await client.send(wire);
        const failed = status !== 200 || (refusal !== undefined && body.includes(refusal));
        if (failed) failures.push(`${status} ${body.toString('utf8', 0, 400)}`);
      }
      latencies.push(performance.now() - begun);
    }
    client.close();
  };
  await Promise.all(Array.from({ length: clients }, work));
  const taken = (performance.now() - started) / 1_000;
  return { latencies, units: latencies.length, rate: latencies.length / taken, failures };
}
