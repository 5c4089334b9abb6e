import {
  asJsonLd,
  asTurtle,
  catalogGraph,
  DownloadService,
  HistoryService,
  kindOfSlug,
  PublicEntries,
} from '@maillage/exchange';
import { Controller, Get, Inject, Param, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RouteRefusal } from '../answers/http-refusal.js';
import { Public } from '../request/access.decorators.js';
import { HarvestBudgetGuard } from './harvest-budget.guard.js';
import { HARVEST_ORIGIN } from './harvest-origin.js';
import { refuseHarvest, sendHarvest } from './harvest-reply.js';
import { chooseMedia } from './media-choice.js';

const TURTLE = 'text/turtle';
const JSON_LD = 'application/ld+json';
const types: Readonly<Record<string, string>> = {
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
};

/** Name of the file of all published revisions; no kind is called so. */
const HISTORY = 'history';
/** A text, a stream that begins when it is asked for, or null: there is no such file. */
type Made = Readonly<Record<string, unknown>> | (() => AsyncIterable<string>) | null;

/** The public catalogue for harvesters: its description and its files. */
@Controller()
@UseGuards(HarvestBudgetGuard)
export class HarvestController {
  constructor(
    @Inject(DownloadService) private readonly downloads: DownloadService,
    @Inject(HistoryService) private readonly history: HistoryService,
    @Inject(PublicEntries) private readonly entries: PublicEntries,
    @Inject(HARVEST_ORIGIN) private readonly originOf: (request: FastifyRequest) => string,
  ) {}

  @Public()
  @Get('catalog')
  async catalog(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    void reply.header('vary', 'Accept');
    const media = chooseMedia(request.headers.accept, [JSON_LD, TURTLE, 'application/json']);
    if (media === null) return refuseHarvest(request, reply, noSuchForm);
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
    const form = rest.join('.');
    const made = slug === HISTORY ? this.ofHistory(form, base) : this.ofKind(kindOfSlug(slug), form, base);
    if (made === null) return refuseHarvest(request, reply, noSuchFile);
    if (typeof made === 'object') {
      const text = JSON.stringify(made, null, 2);
      return sendHarvest(request, reply, { type: types['json'] as string, mark: text, body: () => text });
    }
    const mark = `${base} ${file} ${await this.entries.mark()}`;
    void reply.header('content-disposition', `attachment; filename="maillage-${slug}.${form}"`);
    sendHarvest(request, reply, { type: types[form] as string, mark, body: made });
  }

  private ofKind(kind: string | null, form: string, base: string): Made {
    if (kind === null) return null;
    if (form === 'schema.json') return this.downloads.tableSchema(kind, base);
    return form === 'csv' || form === 'json' || form === 'ndjson' ? () => this.downloads[form](kind, base) : null;
  }

  private ofHistory(form: string, base: string): Made {
    if (form === 'schema.json') return this.history.tableSchema(base);
    return form === 'csv' || form === 'ndjson' ? () => this.history[form](base) : null;
  }

  private async describe(request: FastifyRequest, reply: FastifyReply, media: string): Promise<void> {
    const modified = Object.fromEntries((await this.entries.kinds()).map((one) => [one.kind, one.modified]));
    const quads = catalogGraph({ base: this.originOf(request), modified });
    const text = await (media === TURTLE ? asTurtle(quads) : asJsonLd(quads));
    void reply.header('link', '</catalog.ttl>; rel="alternate"; type="text/turtle"');
    sendHarvest(request, reply, { type: `${media}; charset=utf-8`, mark: text, body: () => text });
  }
}

const noSuchFile = new RouteRefusal(404, 'NOT_FOUND', {
  fr: 'Aucun fichier à cette adresse. Les adresses sont dans /catalog.',
  en: 'There is no file at this address. The addresses are in /catalog.',
});
const noSuchForm = new RouteRefusal(406, 'NOT_ACCEPTABLE', {
  fr: 'Formes disponibles : application/ld+json et text/turtle. Demandez l’une d’elles par l’en-tête Accept.',
  en: 'Available forms: application/ld+json and text/turtle. Ask for one of them by the header Accept.',
});
