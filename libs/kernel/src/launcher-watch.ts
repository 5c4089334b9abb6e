import type { Environment } from './config/environment.js';

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

/** Argument of a process whose launcher sends its settings later. */
export const SETTINGS_FOLLOW = '--settings-follow';

/**
 * What the launcher says in place of the environment, as soon as it knows: meanwhile this process has read its modules.
 * @param reading told to the launcher: what is known once they are read
 * @returns nothing without such a launcher
 */
export async function settingsOfLauncher(reading: Readonly<Record<string, unknown>> = {}): Promise<Environment> {
  if (!process.argv.includes(SETTINGS_FOLLOW)) return {};
  const settings = new Promise<Environment>((told) =>
    process.once('message', (message) => told(message as Environment)),
  );
  process.send?.({ read: true, ...reading });
  process.channel?.ref();
  return settings.finally(() => process.channel?.unref());
}
