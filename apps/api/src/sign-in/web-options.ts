import type { SignInOptions } from '@maillage/identity';
import type { Logger } from '@maillage/kernel';

/** What the pages and cookies of people must know of the configuration. */
export interface WebOptions extends SignInOptions {
  readonly mode: 'demo' | 'production';
  /** Origin that browsers use; undefined: this machine's own addresses, in demo mode. */
  readonly publicUrl: string | undefined;
  readonly logger: Logger;
}

/** Injection token of `WebOptions`. */
export const WEB_OPTIONS = Symbol('WEB_OPTIONS');
