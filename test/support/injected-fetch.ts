import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** `fetch` as tools want it, answered by an application without a network. @param extra headers of every request */
export function injectedFetch(app: NestFastifyApplication, extra: Readonly<Record<string, string>> = {}) {
  return async (input: string, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(input);
    const { statusCode, headers, rawPayload } = await app.inject({
      method: (init.method ?? 'GET') as 'GET' | 'POST',
      url: `${url.pathname}${url.search}`,
      headers: { ...(init.headers as Record<string, string> | undefined), ...extra },
      ...(typeof init.body === 'string' && { payload: init.body }),
    });
    const told = Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)] as [string, string]],
    );
    return new Response(new Uint8Array(rawPayload), { status: statusCode, headers: told });
  };
}
