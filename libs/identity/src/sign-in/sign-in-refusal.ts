import type { Localized } from '@maillage/kernel';
import { type SignInRefusalCode, signInMessages } from './sign-in.messages.js';

/** A sign-in that ends without a session. Told on a page, in two languages: what, and what to do. */
export class SignInRefusal extends Error {
  /** What happened. */
  readonly what: Localized;
  /** What the person does now, or whom to ask. */
  readonly mend: Localized;

  /** @param reason for the log alone: a check's name, an error code; never a token, never what a person is called */
  constructor(
    readonly code: SignInRefusalCode,
    readonly reason: string = code,
  ) {
    super(`${code}: ${reason}`);
    this.name = 'SignInRefusal';
    this.what = signInMessages[code].what;
    this.mend = signInMessages[code].mend;
  }
}
