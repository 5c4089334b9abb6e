import { EntryReadingService, type EntryView } from '@maillage/catalogue';
import { entryJsonLd, entryTurtle, entryUri, kindOfSlug, PublicEntries } from '@maillage/exchange';
import { visitor } from '@maillage/identity';
import { languageFromHeader } from '@maillage/kernel';
import { Controller, Get, Inject, Param, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RouteRefusal } from '../answers/http-refusal.js';
import { Public } from '../request/access.decorators.js';
import { entryPage, entryRefusalPage } from './entry.page.js';
import { HarvestBudgetGuard } from './harvest-budget.guard.js';
import { HARVEST_ORIGIN } from './harvest-origin.js';
import { openToAll, refuseHarvest, sendHarvest } from './harvest-reply.js';
import { chooseMedia } from './media-choice.js';

const JSON_LD = 'application/ld+json';
const HTML = 'text/html';
const TURTLE = 'text/turtle';

const gone = {
  fr: 'Cette fiche a été retirée par l’organisation qui la tenait.',
  en: 'This entry was withdrawn by the organization that maintained it.',
};
const absent = new RouteRefusal(404, 'NOT_FOUND', {
  fr: 'Aucune fiche publique à cette adresse.',
  en: 'There is no public entry at this address.',
});
const noSuchForm = new RouteRefusal(406, 'NOT_ACCEPTABLE', {
  fr: 'Formes disponibles : application/ld+json, text/turtle et text/html. Demandez l’une d’elles par l’en-tête Accept.',
  en: 'Available forms: application/ld+json, text/turtle and text/html. Ask for one of them by the header Accept.',
});

/** Merges of merges that are followed; the network makes no circles of them, a restored backup might. */
const MOST_MERGES = 20;

/** Addresses that entries keep for ever, and what is read at them. */
@Controller()
@UseGuards(HarvestBudgetGuard)
export class EntryAddressController {
  constructor(
    @Inject(PublicEntries) private readonly entries: PublicEntries,
    @Inject(EntryReadingService) private readonly reading: EntryReadingService,
    @Inject(HARVEST_ORIGIN) private readonly originOf: (request: FastifyRequest) => string,
  ) {}

  /** The thing itself is no document: 303 says where one about it is. */
  @Public()
  @Get('id/:slug/:id')
  async address(
    @Req() request: FastifyRequest,
    @Param() { slug, id }: { readonly slug: string; readonly id: string },
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const view = await this.entries.one(id);
    if (view === null || view.kind !== kindOfSlug(slug)) return this.withoutEntry(request, reply, id);
    void openToAll(reply).redirect(`${this.originOf(request)}/doc/${slug}/${view.id}`, 303);
  }

  @Public()
  @Get('doc/:slug/:id')
  async document(
    @Req() request: FastifyRequest,
    @Param() { slug, id }: { readonly slug: string; readonly id: string },
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const view = await this.entries.one(id);
    if (view === null || view.kind !== kindOfSlug(slug)) return this.withoutEntry(request, reply, id);
    const media = chooseMedia(request.headers.accept, [JSON_LD, HTML, TURTLE, 'application/json']);
    if (media === null) return refuseHarvest(request, reply, noSuchForm);
    void reply.header('vary', 'Accept, Accept-Language');
    const text = await this.written(view, media, request);
    sendHarvest(request, reply, { type: `${media}; charset=utf-8`, mark: text, body: () => text });
  }

  private async written(view: EntryView, media: string, request: FastifyRequest): Promise<string> {
    const origin = this.originOf(request);
    if (media === TURTLE) return entryTurtle(view, origin);
    if (media !== HTML) return JSON.stringify(entryJsonLd(view, origin), null, 2);
    const language = languageFromHeader(request.headers['accept-language']);
    return entryPage(view, entryUri(origin, view.kind, view.id), language);
  }

  /** Merged: where it went. Withdrawn: gone. Hidden and unknown: alike. */
  private async withoutEntry(request: FastifyRequest, reply: FastifyReply, id: string): Promise<void> {
    let tombstone = (await this.entries.isReal(id)) ? await this.reading.tombstone(visitor, id) : null;
    if (tombstone === null) return refuseEntry(request, reply, absent);
    const { state } = tombstone;
    for (let merges = 0; tombstone?.replacedById && merges < MOST_MERGES; merges += 1) {
      const survivor = await this.entries.one(tombstone.replacedById);
      if (survivor) {
        void openToAll(reply).redirect(entryUri(this.originOf(request), survivor.kind, survivor.id), 308);
        return;
      }
      tombstone = await this.reading.tombstone(visitor, tombstone.replacedById);
    }
    refuseEntry(request, reply, new RouteRefusal(410, 'GONE', gone, { id, state }));
  }
}

/** A page for browsers, words with a code for programs. */
function refuseEntry(request: FastifyRequest, reply: FastifyReply, refusal: RouteRefusal): void {
  const isPage = chooseMedia(request.headers.accept, ['application/json', HTML]) === HTML;
  if (!isPage) return refuseHarvest(request, reply, refusal);
  const text = entryRefusalPage(refusal, languageFromHeader(request.headers['accept-language']));
  void openToAll(reply)
    .code(refusal.status)
    .header('vary', 'Accept, Accept-Language')
    .header('content-type', `${HTML}; charset=utf-8`)
    .send(text);
}
