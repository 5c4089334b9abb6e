/** Transfers that may run at once. */
export interface SeatLimits {
  /** In this process. */
  readonly all: number;
  /** Of one caller: fewer, so that nobody shuts the others out. */
  readonly each: number;
}

/** Why there is no seat: the caller holds as many as one may, or all are taken. */
export type NoSeat = 'OWN' | 'ALL';

/** Seats of long transfers. One is taken before anything is read, and given back once. */
export class TransferSeats {
  private readonly held = new Map<string, number>();
  private taken = 0;

  constructor(private readonly limits: SeatLimits) {}

  /** @returns what gives the seat back, or why there is none */
  take(caller: string): (() => void) | NoSeat {
    const own = this.held.get(caller) ?? 0;
    if (own >= this.limits.each) return 'OWN';
    if (this.taken >= this.limits.all) return 'ALL';
    this.held.set(caller, own + 1);
    this.taken += 1;
    let isHeld = true;
    return () => {
      if (isHeld) this.giveBack(caller);
      isHeld = false;
    };
  }

  private giveBack(caller: string): void {
    const own = (this.held.get(caller) ?? 0) - 1;
    if (own > 0) this.held.set(caller, own);
    else this.held.delete(caller);
    this.taken -= 1;
  }
}
