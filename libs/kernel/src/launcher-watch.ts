/** Milliseconds in which an orderly end must be done once the launcher is gone. */
const PATIENCE = 5_000;

/**
 * Ends this process with the one that started it, even when that one was killed: the channel between them closes. To be
 * called first thing, so that a launcher that dies during the start is noticed. Does nothing without a channel.
 * @param end an orderly end; after five seconds the process ends all the same
 */
export function endWithLauncher(end: () => unknown): void {
  process.once('disconnect', () => {
    setTimeout(() => process.exit(1), PATIENCE).unref();
    end();
  });
  // Listening must not keep a process alive that has ended its work.
  process.channel?.unref();
}
