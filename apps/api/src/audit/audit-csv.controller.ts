import { Readable } from 'node:stream';
import { type AuditLogItem, AuditLogService } from '@maillage/identity';
import { isoDay, languageFromHeader, UserInputError } from '@maillage/kernel';
import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import { stringify } from 'csv-stringify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendRefusal } from '../answers/http-refusal.js';
import { Public } from '../request/access.decorators.js';
import { CallerService } from '../sign-in/caller.service.js';
import { auditLogFilter } from './audit-filter.mapper.js';

const FILTERS = ['actor', 'action', 'object', 'organization', 'from', 'to'] as const;

/** The audit log as a table, as long as it is: events are written out as they are read, never gathered. */
@Controller()
export class AuditCsvController {
  constructor(
    @Inject(CallerService) private readonly callers: CallerService,
    @Inject(AuditLogService) private readonly log: AuditLogService,
  ) {}

  /** Not public: the service refuses whoever is no moderator before it gives the first event. */
  @Public()
  @Get('audit.csv')
  async download(
    @Req() request: FastifyRequest,
    @Query() query: Readonly<Record<string, unknown>>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const language = languageFromHeader(request.headers['accept-language']);
    try {
      const actor = await this.callers.identify(request, reply);
      const events = this.log.export(actor, auditLogFilter(filterOf(query)));
      void reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="maillage-audit-${isoDay(new Date())}.csv"`)
        .header('cache-control', 'no-store')
        .send(table(events));
    } catch (error) {
      sendRefusal(reply, error, language);
    }
  }
}

function filterOf(query: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const unknown = Object.keys(query).find((name) => !(FILTERS as readonly string[]).includes(name));
  if (unknown !== undefined) throw notAFilter(unknown);
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => {
      if (typeof value !== 'string' || value.includes('\0')) throw notAFilter(name);
      return [name, value];
    }),
  );
}

/** UTF-8 with a byte order mark, so that spreadsheets read its accents; no cell starts one of their formulas. */
function table(events: AsyncIterable<AuditLogItem>): Readable {
  const columns = ['sequence', 'id', 'at', 'actor', 'actorName', 'action', 'objectId', 'details', 'personal', 'hash'];
  const stringifier = stringify({
    bom: true,
    header: true,
    columns,
    escape_formulas: true,
    record_delimiter: 'windows',
  });
  const rows = Readable.from(rowsOf(events));
  rows.on('error', (error) => stringifier.destroy(error));
  // A reader who goes away ends the reading too.
  stringifier.on('close', () => rows.destroy());
  return rows.pipe(stringifier);
}

async function* rowsOf(events: AsyncIterable<AuditLogItem>): AsyncGenerator<Record<string, unknown>> {
  for await (const event of events) {
    const { at, details, personal, personalErased } = event;
    const told = personalErased ? 'erased' : personal && JSON.stringify(personal);
    yield { ...event, at: at.toISOString(), details: JSON.stringify(details), personal: told };
  }
}

function notAFilter(name: string): UserInputError {
  const known = FILTERS.join(', ');
  const message = {
    fr: `Filtre inconnu ou répété : ${name.slice(0, 40)}. Filtres : ${known}.`,
    en: `Unknown or repeated filter: ${name.slice(0, 40)}. Filters: ${known}.`,
  };
  return UserInputError.of('FILTER_UNKNOWN', message, ['filter']);
}
