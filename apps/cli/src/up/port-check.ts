import { createServer } from 'node:net';
import { LaunchError } from '@maillage/kernel';

/** Tries the API's address before anything is started, so that a busy port costs no wait. @throws LaunchError */
export async function assertPortFree(host: string, port: number): Promise<void> {
  if (port === 0) return;
  const probe = createServer();
  await new Promise<void>((free, busy) => {
    probe.once('error', busy);
    probe.listen(port, host, () => probe.close(() => free()));
  }).catch((error: NodeJS.ErrnoException) => {
    throw refusal(host, port, error);
  });
}

/** A port of this machine that nobody listens on now. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening, failed) => {
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', listening);
  });
  const address = probe.address();
  await new Promise((closed) => probe.close(closed));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function refusal(host: string, port: number, error: NodeJS.ErrnoException): LaunchError {
  if (error.code === 'EADDRINUSE') {
    const other = port === 3000 ? 3001 : 3000;
    return new LaunchError(
      `Port ${port} is taken by another program.`,
      `${host}:${port}: address already in use`,
      `Take another one: PORT=${other} npm start (or PORT=0 for any free one).`,
    );
  }
  return new LaunchError(
    'The API cannot listen on its address.',
    `${host}:${port}: ${error.message}`,
    'Mend HOST (127.0.0.1) or PORT (1024 or higher where ports below need rights), then start again.',
  );
}
