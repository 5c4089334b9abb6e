import { type Comparison, listenForPokes, Mirror, MirrorError, type PokeListener } from '@maillage/mirror';
import { IndexBars } from '../reindex/index-bars.js';
import { exitOf, MirrorExit } from './mirror-exit.js';
import { mirrorTargets } from './mirror-targets.js';
import type { MirrorFlags } from './mirror.command.js';

/** @param misused ends the command with a line about its use */
export async function runMirror(
  url: string,
  flags: MirrorFlags,
  misused: (problem: string) => never,
): Promise<MirrorExit> {
  const kind = mirrorTargets.find(({ name }) => name === flags.to) ?? misused(`error: no such store: ${flags.to}`);
  const target = flags.target ?? kind.fallback ?? misused(`error: --to ${kind.name} needs --target (${kind.place})`);
  const bars = new IndexBars('changes');
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort());
  let mirror: Mirror | undefined;
  try {
    mirror = new Mirror({
      url,
      key: flags.key,
      filter: flags.filter,
      store: await kind.store(target, url),
      onProgress: ({ seq, headSeq }) => bars.show('loading', seq, headSeq ?? seq),
      onNotice: (notice) => console.error(notice),
    });
    return await run(mirror, flags, bars, stop.signal);
  } catch (error) {
    bars.end();
    if (stop.signal.aborted) return stopped();
    if (!(error instanceof MirrorError)) throw error;
    console.error(error.message);
    return exitOf[error.code];
  } finally {
    await mirror?.close();
  }
}

async function run(mirror: Mirror, flags: MirrorFlags, bars: IndexBars, signal: AbortSignal): Promise<MirrorExit> {
  const { upserts, removes, reloaded, loaded, headSeq } = await mirror.sync({ signal });
  bars.end();
  const changed = `${upserts} written, ${removes} removed`;
  console.log(`${reloaded ? `loaded: ${loaded} entries` : `followed: ${changed}`}; at change ${headSeq}`);
  const exit = await compare(mirror, flags, signal);
  return flags.follow ? follow(mirror, flags, signal) : exit;
}

async function compare(mirror: Mirror, { verify, repair }: MirrorFlags, signal: AbortSignal): Promise<MirrorExit> {
  if (repair) {
    const { repaired, ...comparison } = await mirror.repair({ signal });
    if (repaired > 0) console.log(`repaired: ${repaired} entries`);
    return told(comparison);
  }
  return verify ? told(await mirror.verify({ signal })) : MirrorExit.DONE;
}

function told({ equal, held, shown, differing, damaged, headSeq }: Comparison): MirrorExit {
  if (equal) {
    console.log(`equal: ${held} entries, proven by digest at change ${headSeq}`);
    return MirrorExit.DONE;
  }
  const where = `${differing.length} of 256 buckets differ, ${damaged.length} documents are damaged`;
  console.log(`differs: ${held} entries here, ${shown} in the feed; ${where}. Mend it: --repair`);
  return MirrorExit.DIFFERS;
}

async function follow(mirror: Mirror, flags: MirrorFlags, signal: AbortSignal): Promise<MirrorExit> {
  let listener: PokeListener | undefined;
  const { listen: port, secret } = flags;
  if (port !== undefined && secret !== undefined) {
    listener = await listenForPokes({ port, secret, onPoke: () => mirror.poke() });
    console.log(`listening for webhooks on http://127.0.0.1:${listener.port}`);
  }
  try {
    for await (const { changes, reloaded, loaded, headSeq } of mirror.follow({ every: flags.every * 1_000, signal })) {
      const removes = changes.filter(({ op }) => op === 'REMOVE').length;
      const what = reloaded ? `loaded: ${loaded} entries` : `${changes.length - removes} written, ${removes} removed`;
      console.log(`${what}; at change ${headSeq}`);
    }
    return MirrorExit.DONE;
  } finally {
    await listener?.close();
  }
}

function stopped(): MirrorExit {
  console.error('Stopped before the end; the same command goes on from here.');
  return MirrorExit.STOPPED;
}
