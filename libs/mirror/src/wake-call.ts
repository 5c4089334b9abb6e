/** A wait that others may end early. A call that comes while nobody waits is kept for the next wait. */
export class WakeCall {
  private called = false;
  private wake: (() => void) | undefined;

  call(): void {
    this.called = true;
    this.wake?.();
  }

  /** Resolves after the time, at a call, or when the signal is aborted; whichever comes first. */
  async next(milliseconds: number, signal?: AbortSignal): Promise<void> {
    if (!this.called && !signal?.aborted) {
      await new Promise<void>((resolve) => {
        const end = (): void => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', end);
          this.wake = undefined;
          resolve();
        };
        const timer = setTimeout(end, milliseconds);
        signal?.addEventListener('abort', end, { once: true });
        this.wake = end;
      });
    }
    this.called = false;
  }
}
