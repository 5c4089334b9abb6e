import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { FEED_SCHEMA, FeedSnapshotService, feedScope } from '@maillage/feed';
import { audienceOf } from '@maillage/identity';
import { languageFromHeader } from '@maillage/kernel';
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendRefusal } from '../answers/http-refusal.js';
import { Public } from '../request/access.decorators.js';
import { FeedFileBudget } from './feed-file.budget.js';
import { feedFileQuery } from './feed-file.query.js';

/** The feed as files: the first load of a large mirror. */
@Controller('feed')
export class FeedFileController {
  constructor(
    @Inject(FeedFileBudget) private readonly budget: FeedFileBudget,
    @Inject(FeedSnapshotService) private readonly snapshots: FeedSnapshotService,
  ) {}

  @Public()
  @Get('document.schema.json')
  schema(@Res() reply: FastifyReply): void {
    void reply.type('application/schema+json').header('cache-control', 'public, max-age=3600').send(FEED_SCHEMA);
  }

  @Public()
  @Get('snapshot.ndjson')
  async plain(@Req() request: FastifyRequest, @Query() query: object, @Res() reply: FastifyReply): Promise<void> {
    await this.send(request, query, reply, false);
  }

  @Public()
  @Get('snapshot.ndjson.gz')
  async compressed(@Req() request: FastifyRequest, @Query() query: object, @Res() reply: FastifyReply): Promise<void> {
    await this.send(request, query, reply, true);
  }

  /** The first page is read before the status is sent: a refused cursor is told by a status, not by a cut transfer. */
  private async send(request: FastifyRequest, query: object, reply: FastifyReply, gzip: boolean): Promise<void> {
    const language = languageFromHeader(request.headers['accept-language']);
    let leave: (() => void) | undefined;
    try {
      const { filter, after } = feedFileQuery(query);
      const admitted = await this.budget.admit(request, reply, language);
      if (!admitted) return;
      leave = admitted.leave;
      const pages = this.snapshots.lines(feedScope(audienceOf(admitted.actor), filter), after);
      const first = await pages.next();
      await this.transfer(reply, counted(first, pages), gzip, request.method === 'HEAD');
    } catch (error) {
      sendRefusal(reply, error, language);
    } finally {
      leave?.();
    }
  }

  /** What fails in the middle ends the connection: without a trailer, the reader knows. */
  private async transfer(
    reply: FastifyReply,
    pages: AsyncGenerator<Buffer>,
    gzip: boolean,
    headOnly: boolean,
  ): Promise<void> {
    reply.hijack();
    const { raw } = reply;
    try {
      raw.writeHead(200, {
        ...(reply.getHeaders() as Record<string, string>),
        'content-type': gzip ? 'application/gzip' : 'application/x-ndjson; charset=utf-8',
        'cache-control': 'no-store',
      });
      if (headOnly) {
        raw.end();
        return;
      }
      const lines = Readable.from(pages);
      await (gzip ? pipeline(lines, createGzip({ level: 5 }), raw) : pipeline(lines, raw));
    } catch {
      // The reader went away, or the feed began anew: either way there is nobody left to tell.
      raw.destroy();
    } finally {
      await pages.return(undefined);
    }
  }
}

async function* counted(first: IteratorResult<Buffer>, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}
