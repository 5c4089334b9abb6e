import type { SettingName } from './settings.js';

/** How much callers may ask for. */
export interface RatesConfig {
  /** Processes of the API that the first three are divided by. */
  readonly processes: number;
  /** Points a minute: of an address, of a person or key; refusals a minute of an address. */
  readonly visitorPoints: number;
  readonly memberPoints: number;
  readonly refusals: number;
  /** An hour, over all processes. */
  readonly signIns: number;
  readonly keys: number;
  readonly mails: number;
}

export function readRates(read: (name: SettingName) => number): RatesConfig {
  return {
    processes: read('API_PROCESSES'),
    visitorPoints: read('RATE_VISITOR_POINTS'),
    memberPoints: read('RATE_MEMBER_POINTS'),
    refusals: read('RATE_REFUSALS'),
    signIns: read('RATE_SIGN_INS'),
    keys: read('RATE_KEYS'),
    mails: read('RATE_MAILS'),
  };
}
