import { themes, valuesOf } from '@maillage/catalogue';
import { atomFeed, type AtomItem, AtomService } from '@maillage/exchange';
import { isUuid, UserInputError } from '@maillage/kernel';
import { SearchService } from '@maillage/search';
import { Controller, Get, Inject, Query, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../request/access.decorators.js';
import { HarvestBudgetGuard } from './harvest-budget.guard.js';
import { HARVEST_ORIGIN } from './harvest-origin.js';
import { refuseHarvest, sendHarvest } from './harvest-reply.js';

type AtomQuery = Readonly<Record<string, unknown>>;

/** Items of a page and the parameters of the next; null: there is none. */
interface Found {
  readonly items: readonly AtomItem[];
  readonly next: Readonly<Record<string, string>> | null;
}

const NAMES = ['organization', 'theme', 'q', 'before', 'after'] as const;
type Asked = Partial<Record<(typeof NAMES)[number], string>>;

const malformed = {
  fr: 'Paramètres : `organization` (identifiant) et `theme`, ou `q` (mots). Suivez les liens `next` tels quels pour les pages.',
  en: 'Parameters: `organization` (id) and `theme`, or `q` (words). Follow `next` links as they are for pages.',
};

/** The public catalogue for feed readers. */
@Controller()
@UseGuards(HarvestBudgetGuard)
export class AtomController {
  constructor(
    @Inject(AtomService) private readonly atom: AtomService,
    @Inject(SearchService) private readonly search: SearchService,
    @Inject(HARVEST_ORIGIN) private readonly originOf: (request: FastifyRequest) => string,
  ) {}

  @Public()
  @Get('atom')
  async feed(@Req() request: FastifyRequest, @Query() query: AtomQuery, @Res() reply: FastifyReply): Promise<void> {
    const base = this.originOf(request);
    try {
      const asked = askedOf(query);
      const { items, next } = asked.q === undefined ? await this.changes(asked) : await this.found(asked);
      const { organization, theme, q } = asked;
      const first = { ...(organization && { organization }), ...(theme && { theme }), ...(q && { q }) };
      const text = atomFeed({
        base,
        items,
        self: address(base, asked),
        first: address(base, first),
        next: next && address(base, { ...first, ...next }),
        title: asked.q === undefined ? 'Maillage : catalogue public' : `Maillage : ${asked.q}`,
      });
      sendHarvest(request, reply, { type: 'application/atom+xml; charset=utf-8', mark: text, body: () => text });
    } catch (error) {
      refuseHarvest(request, reply, error);
    }
  }

  private async changes({ organization, theme, before }: Asked): Promise<Found> {
    const part = { organizationId: organization ?? null, theme: theme ?? null };
    const page = await this.atom.changes(part, before ? Number(before) : null);
    return { items: page.items, next: page.before === null ? null : { before: String(page.before) } };
  }

  private async found({ q = '', organization, theme, after }: Asked): Promise<Found> {
    const filter = {
      ...(organization && { organizationIds: [organization] }),
      ...(theme && { themes: [theme] }),
    };
    const page = await this.search.search('PUBLIC', {
      query: q,
      filter,
      sort: 'NEWEST',
      first: 50,
      after: after ?? null,
    });
    const items = await this.atom.entriesOf(page.edges.map(({ node }) => node.id));
    return { items, next: page.hasNextPage && page.endCursor ? { after: page.endCursor } : null };
  }
}

/** @throws UserInputError PARAMETER_INVALID */
function askedOf(query: AtomQuery): Asked {
  const asked: Asked = {};
  for (const name of NAMES) {
    const value = query[name];
    if (value === undefined || value === '') continue;
    if (typeof value !== 'string') throw UserInputError.of('PARAMETER_INVALID', malformed, [name]);
    asked[name] = value;
  }
  const { organization, theme, before } = asked;
  const wrong =
    (organization !== undefined && !isUuid(organization) && 'organization') ||
    (theme !== undefined && !valuesOf<string>(themes).includes(theme) && 'theme') ||
    (before !== undefined && !/^\d{1,15}$/.test(before) && 'before');
  if (wrong) throw UserInputError.of('PARAMETER_INVALID', malformed, [wrong]);
  return asked;
}

function address(base: string, asked: Asked): string {
  const query = new URLSearchParams(NAMES.flatMap((name) => (asked[name] ? [[name, asked[name]]] : []))).toString();
  return `${base}/atom${query && `?${query}`}`;
}
