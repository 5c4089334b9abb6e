import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  ConfigError,
  createLogger,
  endWithLauncher,
  LaunchError,
  loadConfigWith,
  settingsOfLauncher,
} from '@maillage/kernel';
import { demoAccounts } from './demo-account.js';
import { assertDemonstration } from './demonstration-only.js';
import { peoplePage, STRONG, WEAK } from './people.page.js';

/** Longest form that is read, in characters. */
const MAX_BODY = 4_000;

/** The development identity provider's process: on this machine alone, ends with its launcher. */
try {
  endWithLauncher(() => process.exit(0));
  const { mode, signIn, port, logLevel } = loadConfigWith(await settingsOfLauncher());
  assertDemonstration(mode);
  if (!signIn) throw new ConfigError(['SIGN_IN_ISSUER: required by the development identity provider']);
  const logger = createLogger('identity', logLevel);
  const accounts = demoAccounts();
  // Loaded here: in production nothing of it is read, and it need not be installed.
  const { developmentProvider } = await import('./development-provider.js');
  const provider = await developmentProvider(signIn, accounts);
  provider.on('server_error', (_context, error) => logger.error({ err: error }, 'unexpected error'));
  const callback = provider.callback();
  const server = createServer((request, response) => {
    const uid = /^\/interaction\/([\w-]+)$/.exec(request.url ?? '')?.[1];
    if (uid !== undefined) {
      void interact(request, response, uid).catch(() => fail(response));
    } else if (request.url === '/') {
      show(response, null);
    } else {
      void callback(request, response);
    }
  });
  const interact = async (request: IncomingMessage, response: ServerResponse, uid: string): Promise<void> => {
    if (request.method !== 'POST') {
      await provider.interactionDetails(request, response);
      show(response, uid);
      return;
    }
    const form = new URLSearchParams(await bodyOf(request));
    const { acr, amr } = form.get('level') === 'weak' ? WEAK : STRONG;
    const login = { accountId: form.get('sub') ?? '', acr, amr: [...amr], remember: false };
    await provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
  };
  const show = (response: ServerResponse, uid: string | null): void => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
    response.end(peoplePage(accounts, uid));
  };
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', listening);
  });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(0));
  logger.info({ url: signIn.issuer }, 'the development identity provider listens');
  process.send?.({ ready: true, url: signIn.issuer });
} catch (error) {
  console.error(error instanceof ConfigError || error instanceof LaunchError ? error.message : error);
  process.exit(1);
}

/** A sign-in that is over, or of another browser. */
function fail(response: ServerResponse): void {
  response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' });
  response.end('Cette connexion a expiré : recommencez depuis Maillage.');
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) {
    body += String(chunk);
    if (body.length > MAX_BODY) throw new Error('too long');
  }
  return body;
}
