import type { Logger } from '@maillage/kernel';
import type { EpochRepository } from './epoch.repository.js';

const told = {
  RESTORED: 'the database is another one than gave out the feed’s numbers (a backup was restored): a new epoch begins',
  READER_AHEAD: 'a reader is further than the feed (a backup was restored): a new epoch begins',
} as const;

/**
 * Looks at a process's start whether a backup was restored. A database that is away holds up nothing: the next process
 * to start looks again, and a reader ahead of the head is refused anyway.
 */
export async function beginAfterRestore(epochs: EpochRepository, logger: Logger): Promise<void> {
  try {
    const reason = await epochs.beginAfterRestore();
    if (reason) logger.warn({ reason }, told[reason]);
  } catch (error) {
    logger.warn({ error: String(error) }, 'whether a backup was restored is not known: the database is away');
  }
}
