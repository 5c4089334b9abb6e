import { asJsonLd, asTurtle, catalogGraph, DownloadService, kindOfSlug, PublicEntries } from '@maillage/exchange';
import { languageFromHeader } from '@maillage/kernel';
import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../request/access.decorators.js';
import { HARVEST_ORIGIN } from './harvest-origin.js';
import { openToAll, sendHarvest } from './harvest-reply.js';
import { chooseMedia } from './media-choice.js';

const TURTLE = 'text/turtle';
const JSON_LD = 'application/ld+json';
const types: Readonly<Record<string, string>> = {
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
};

/** The public catalogue for harvesters: its description and its files. */
@Controller()
export class HarvestController {
  constructor(
    @Inject(DownloadService) private readonly downloads: DownloadService,
    @Inject(PublicEntries) private readonly entries: PublicEntries,
    @Inject(HARVEST_ORIGIN) private readonly originOf: (request: FastifyRequest) => string,
  ) {}

  @Public()
  @Get('catalog')
  async catalog(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    void reply.header('vary', 'Accept');
    const media = chooseMedia(request.headers.accept, [JSON_LD, TURTLE, 'application/json']);
    if (media === null) return refuse(request, reply, 406);
    await this.describe(request, reply, media);
  }

  @Public()
  @Get('catalog.ttl')
  async turtle(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.describe(request, reply, TURTLE);
  }

  @Public()
  @Get('catalog.jsonld')
  async jsonLd(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.describe(request, reply, JSON_LD);
  }

  @Public()
  @Get('download/:file')
  async download(
    @Req() request: FastifyRequest,
    @Param('file') file: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const base = this.originOf(request);
    const [slug = '', ...rest] = file.split('.');
    const kind = kindOfSlug(slug);
    const form = rest.join('.');
    if (kind === null) return refuse(request, reply, 404);
    if (form === 'schema.json') {
      const text = JSON.stringify(this.downloads.tableSchema(kind, base), null, 2);
      return sendHarvest(request, reply, { type: types['json'] as string, mark: text, body: () => text });
    }
    const type = Object.hasOwn(types, form) ? types[form] : undefined;
    if (type === undefined) return refuse(request, reply, 404);
    const mark = `${base} ${file} ${await this.entries.mark()}`;
    void reply.header('content-disposition', `attachment; filename="maillage-${slug}.${form}"`);
    sendHarvest(request, reply, {
      type,
      mark,
      body: () => this.downloads[form as 'csv' | 'json' | 'ndjson'](kind, base),
    });
  }

  private async describe(request: FastifyRequest, reply: FastifyReply, media: string): Promise<void> {
    const quads = catalogGraph({ base: this.originOf(request), modified: await this.entries.modified() });
    const text = await (media === TURTLE ? asTurtle(quads) : asJsonLd(quads));
    void reply.header('link', '</catalog.ttl>; rel="alternate"; type="text/turtle"');
    sendHarvest(request, reply, { type: `${media}; charset=utf-8`, mark: text, body: () => text });
  }
}

const refusals = {
  404: {
    fr: 'Aucun fichier à cette adresse. Les adresses sont dans /catalog.',
    en: 'There is no file at this address. The addresses are in /catalog.',
  },
  406: {
    fr: 'Formes disponibles : application/ld+json et text/turtle. Demandez l’une d’elles par l’en-tête Accept.',
    en: 'Available forms: application/ld+json and text/turtle. Ask for one of them by the header Accept.',
  },
} as const;

function refuse(request: FastifyRequest, reply: FastifyReply, status: 404 | 406): void {
  const message = refusals[status][languageFromHeader(request.headers['accept-language'])];
  void openToAll(reply)
    .code(status)
    .send({ code: status === 404 ? 'NOT_FOUND' : 'NOT_ACCEPTABLE', message });
}
