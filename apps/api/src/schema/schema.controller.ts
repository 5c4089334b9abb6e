import { Controller, Get, Inject, Req, Res, UseGuards } from '@nestjs/common';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { HarvestBudgetGuard } from '../harvest/harvest-budget.guard.js';
import { sendHarvest } from '../harvest/harvest-reply.js';
import { Public } from '../request/access.decorators.js';

/** The description of the API for machines, at an address that does not change. */
@Controller()
@UseGuards(HarvestBudgetGuard)
export class SchemaController {
  #text?: string;

  constructor(@Inject(GraphQLSchemaHost) private readonly host: GraphQLSchemaHost) {}

  @Public()
  @Get('schema.graphql')
  schema(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const text = (this.#text ??= `${printSchema(lexicographicSortSchema(this.host.schema))}\n`);
    sendHarvest(request, reply, { type: 'text/plain; charset=utf-8', mark: text, body: () => text });
  }
}
