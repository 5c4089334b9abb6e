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
import { CallerService } from '../sign-in/caller.service.js';
import { feedFileQuery } from './feed-file.query.js';

/** Transfers at once in one process: each reads the catalogue as fast as its reader takes it. */
const MOST_TRANSFERS = 8;
/** Seconds after which a refused reader may try again. */
const RETRY_AFTER = 10;

const busy = {
  fr: 'Trop de transferts en cours. Réessayez dans quelques secondes.',
  en: 'Too many transfers under way. Try again in some seconds.',
};

/** The feed as files: the first load of a large mirror. */
@Controller('feed')
export class FeedFileController {
  private transfers = 0;

  constructor(
    @Inject(CallerService) private readonly callers: CallerService,
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
    try {
      const actor = await this.callers.identify(request, reply);
      const { filter, after } = feedFileQuery(query);
      if (this.transfers >= MOST_TRANSFERS) {
        void reply.header('retry-after', RETRY_AFTER);
        void reply.code(429).send({ code: 'RATE_LIMITED', message: busy[language] });
        return;
      }
      const pages = this.snapshots.lines(feedScope(audienceOf(actor), filter), after);
      const first = await pages.next();
      await this.transfer(reply, counted(first, pages), gzip, request.method === 'HEAD');
    } catch (error) {
      sendRefusal(reply, error, language);
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
    this.transfers += 1;
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
      this.transfers -= 1;
      await pages.return(undefined);
    }
  }
}

async function* counted(first: IteratorResult<Buffer>, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}
