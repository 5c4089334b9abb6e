import { languageFromHeader, localize } from '@maillage/kernel';
import { type CanActivate, type ExecutionContext, HttpException, Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { budgetAddress } from '../budget/caller-address.js';
import type { CallerBudget } from '../budget/caller-budget.js';
import { FILE_POINTS } from '../budget/file-price.js';

/** Injection token of the `CallerBudget` that GraphQL charges too: one budget an address, whatever it asks for. */
export const CALLER_BUDGET = Symbol('CALLER_BUDGET');

/** Points of anything but a file: it reads a page of the catalogue at most. */
const PAGE = 50;

const message = {
  fr: 'Trop de lectures depuis cette adresse. Réessayez dans {seconds} s ; `If-None-Match` évite de relire ce qui n’a pas changé.',
  en: 'Too many reads from this address. Try again in {seconds} s; `If-None-Match` spares reading what did not change.',
};

/** Charges what harvesters read to the budget of their address. Answers 429 with `Retry-After` when it is spent. */
@Injectable()
export class HarvestBudgetGuard implements CanActivate {
  constructor(@Inject(CALLER_BUDGET) private readonly budget: CallerBudget) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const http = execution.switchToHttp();
    const { ip, url, headers } = http.getRequest<FastifyRequest>();
    const points = url.startsWith('/download/') ? FILE_POINTS : PAGE;
    const { isExhausted, resetIn } = await this.budget.chargeVisitor(budgetAddress(ip), points);
    if (!isExhausted) return true;
    void http.getResponse<FastifyReply>().header('retry-after', String(resetIn));
    const text = localize(message, { seconds: resetIn })[languageFromHeader(headers['accept-language'])];
    throw Object.assign(new HttpException(text, 429), { code: 'RATE_LIMITED' });
  }
}
