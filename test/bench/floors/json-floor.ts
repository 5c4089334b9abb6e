import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface JsonFloor {
  readonly url: string;
  stop(): void;
}

/** Starts the floor of single entries and lists. */
export async function startJsonFloor(databaseUrl: string): Promise<JsonFloor> {
  const entry = fileURLToPath(new URL('json-floor.process.js', import.meta.url));
  const child = fork(entry, [databaseUrl], { env: { NODE_ENV: 'production' } });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('message', (message) => resolve((message as { url: string }).url));
    child.once('exit', (code) => reject(new Error(`the JSON floor ended with code ${code}`)));
  });
  return { url, stop: () => child.connected && child.disconnect() };
}
