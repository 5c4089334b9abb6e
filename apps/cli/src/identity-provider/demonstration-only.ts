import { type Config, LaunchError } from '@maillage/kernel';

/** Anybody signs in here as anybody, without a password. @throws LaunchError in production, whatever else is configured */
export function assertDemonstration(mode: Config['mode']): void {
  if (mode === 'demo') return;
  throw new LaunchError(
    'The development identity provider signs anybody in as anybody: it never runs in production.',
    `MAILLAGE_MODE=${mode}`,
    'Set SIGN_IN_ISSUER to the issuer of your administration (docs/guides/sign-in.md).',
  );
}
