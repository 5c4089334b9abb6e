/** What was waited for has not come in time. */
export class DeadlineError extends Error {
  constructor(milliseconds: number) {
    super(`no answer in ${milliseconds} ms`);
    this.name = 'DeadlineError';
  }
}

/**
 * What `work` gives, if it does so in time. The work itself is not ended: it must have limits of its own.
 * @throws DeadlineError
 */
export async function withDeadline<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let clock: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    clock = setTimeout(() => reject(new DeadlineError(milliseconds)), milliseconds);
  });
  // Whoever comes second must not end the process.
  work.catch(() => undefined);
  return Promise.race([work, late]).finally(() => clearTimeout(clock));
}
