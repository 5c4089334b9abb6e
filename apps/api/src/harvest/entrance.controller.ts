import { PublicEntries } from '@maillage/exchange';
import { languageFromHeader } from '@maillage/kernel';
import { Controller, Get, Inject, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../request/access.decorators.js';
import { entrancePage } from './entrance.page.js';
import { HarvestBudgetGuard } from './harvest-budget.guard.js';
import { sendHarvest } from './harvest-reply.js';

/** The node’s own address. */
@Controller()
@UseGuards(HarvestBudgetGuard)
export class EntranceController {
  constructor(@Inject(PublicEntries) private readonly entries: PublicEntries) {}

  @Public()
  @Get()
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const page = entrancePage(await this.entries.kinds(), languageFromHeader(request.headers['accept-language']));
    void reply.header('vary', 'Accept-Language');
    sendHarvest(request, reply, { type: 'text/html; charset=utf-8', mark: page, body: () => page });
  }
}
