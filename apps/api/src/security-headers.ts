import helmet from '@fastify/helmet';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';

/** One year, with the subdomains; only where TLS is certain. */
const STRICT_TRANSPORT = { maxAge: 31_536_000, includeSubDomains: true, preload: false };

/** Own files alone, nothing inline, in no frame. GraphiQL's page sets a policy of its own. */
const CONTENT_POLICY = {
  'default-src': ["'self'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
};

/** Features of browsers that no page of the network needs. */
const PERMISSIONS = 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()';

/** Headers of every answer, of errors too. @param production behind TLS: browsers are told to insist on it */
export async function setSecurityHeaders(app: NestFastifyApplication, production: boolean): Promise<void> {
  const headers = { ...(await helmetHeaders(production)), 'permissions-policy': PERMISSIONS };
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', async (_request, reply) => {
      void reply.headers(headers);
    });
}

/** What helmet gives to any answer. Its plugin puts it together anew for each, for a fiftieth of the work of a request. */
async function helmetHeaders(production: boolean): Promise<Record<string, string>> {
  const server = new FastifyAdapter().getInstance();
  await server.register(helmet, {
    global: true,
    contentSecurityPolicy: { useDefaults: false, directives: CONTENT_POLICY },
    strictTransportSecurity: production ? STRICT_TRANSPORT : false,
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
    xFrameOptions: { action: 'deny' },
    // Portals read the API from their own pages; what is secret needs a key that no browser adds by itself.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
  });
  server.get('/', async (_request, reply) => {
    const given = Object.entries(reply.raw.getHeaders());
    return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
  });
  const answer = await server.inject('/');
  await server.close();
  return answer.json<Record<string, string>>();
}
