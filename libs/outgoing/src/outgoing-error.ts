/**
 * Why a request to the outside had no answer. `ADDRESS_REFUSED`: a private, reserved or malformed address;
 * `SCHEME_REFUSED`: not https where it must be; `TIMEOUT`; `TOO_LARGE`: the answer is over its limit; `UNREACHABLE`:
 * anything of the network.
 */
export type OutgoingErrorCode = 'ADDRESS_REFUSED' | 'SCHEME_REFUSED' | 'TIMEOUT' | 'TOO_LARGE' | 'UNREACHABLE';

/** Which of them another attempt may mend. */
const PASSING: ReadonlySet<OutgoingErrorCode> = new Set(['TIMEOUT', 'UNREACHABLE']);

export class OutgoingError extends Error {
  constructor(
    readonly code: OutgoingErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'OutgoingError';
  }

  /** Worth another attempt later. */
  get isPassing(): boolean {
    return PASSING.has(this.code);
  }
}
