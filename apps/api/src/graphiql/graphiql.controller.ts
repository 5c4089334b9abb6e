import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../request/access.decorators.js';

const exampleQuery = `# Maillage : essayez une recherche.
# Une clé d’API se donne dans l’onglet « Headers » : {"Authorization": "Bearer mlg_…"}
query Recherche {
  search(query: "fuites d’eau", first: 5) {
    totalCount
    edges {
      node { id title summary owner { name } themes lifecycle }
      highlight { title summary text }
    }
    facets(names: [themes, lifecycle]) { label values { label count } }
  }
}
`;

interface Page {
  readonly body: Buffer;
  readonly etag: string;
  /** Its Content-Security-Policy. */
  readonly policy: string;
}

/** GraphiQL from our own files: no other host is contacted. The page is nine megabytes, so it is made and packed once. */
@Controller('graphiql')
export class GraphiqlController {
  private page: Promise<Page> | undefined;

  @Public()
  @Get()
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const page = await (this.page ??= makePage());
    void reply.header('content-security-policy', page.policy);
    void reply.header('etag', page.etag).header('cache-control', 'no-cache').header('vary', 'accept-encoding');
    if (request.headers['if-none-match'] === page.etag) {
      void reply.code(304).send();
      return;
    }
    void reply.header('content-type', 'text/html; charset=utf-8').header('content-encoding', 'gzip').send(page.body);
  }
}

async function makePage(): Promise<Page> {
  // Loaded when somebody asks: the texts of the page alone are nine megabytes.
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const html = renderGraphiQL({ title: 'Maillage – GraphiQL', endpoint: '/graphql', defaultQuery: exampleQuery });
  const body = gzipSync(html, { level: 6 });
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  return { body, etag, policy: policyOf(html) };
}

/** The page's own script, known by its hash, and no other; styles are made by its editor while it runs. */
function policyOf(html: string): string {
  const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text = '']) => text);
  const hashes = scripts.map((text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  return [
    "default-src 'none'",
    `script-src ${hashes.join(' ')}`,
    "style-src 'unsafe-inline'",
    'worker-src blob:',
    'img-src data:',
    'font-src data:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
