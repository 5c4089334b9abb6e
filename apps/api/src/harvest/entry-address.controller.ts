import { EntryReadingService } from '@maillage/catalogue';
import { entryJsonLd, entryUri, kindOfSlug, PublicEntries } from '@maillage/exchange';
import { visitor } from '@maillage/identity';
import { languageFromHeader } from '@maillage/kernel';
import { Controller, Get, Inject, Param, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../request/access.decorators.js';
import { entryPage } from './entry.page.js';
import { HarvestBudgetGuard } from './harvest-budget.guard.js';
import { HARVEST_ORIGIN } from './harvest-origin.js';
import { openToAll, sendHarvest } from './harvest-reply.js';
import { chooseMedia } from './media-choice.js';

const JSON_LD = 'application/ld+json';
const HTML = 'text/html';

const gone = {
  fr: 'Cette fiche a été retirée par l’organisation qui la tenait.',
  en: 'This entry was withdrawn by the organization that maintained it.',
};
const absent = { fr: 'Aucune fiche publique à cette adresse.', en: 'There is no public entry at this address.' };

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
    const origin = this.originOf(request);
    void reply.header('vary', 'Accept, Accept-Language');
    const isPage = chooseMedia(request.headers.accept, [JSON_LD, HTML, 'application/json']) === HTML;
    const language = languageFromHeader(request.headers['accept-language']);
    const text = isPage
      ? entryPage(view, entryUri(origin, view.kind, view.id), language)
      : JSON.stringify(entryJsonLd(view, origin), null, 2);
    const type = `${isPage ? HTML : JSON_LD}; charset=utf-8`;
    sendHarvest(request, reply, { type, mark: text, body: () => text });
  }

  /** Merged: where it went. Withdrawn: gone. Hidden and unknown: alike. */
  private async withoutEntry(request: FastifyRequest, reply: FastifyReply, id: string): Promise<void> {
    const tombstone = (await this.entries.isReal(id)) ? await this.reading.tombstone(visitor, id) : null;
    const replacement = tombstone?.replacedById ? await this.entries.one(tombstone.replacedById) : null;
    if (replacement) {
      void openToAll(reply).redirect(entryUri(this.originOf(request), replacement.kind, replacement.id), 308);
      return;
    }
    const code = tombstone === null ? 404 : 410;
    void openToAll(reply)
      .code(code)
      .send(
        code === 410
          ? { code: 'GONE', id, state: tombstone?.state, message: gone }
          : { code: 'NOT_FOUND', message: absent },
      );
  }
}
