import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { languageFromHeader } from '@maillage/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendRefusal } from '../answers/http-refusal.js';

/** Something to send, and the mark by which a harvester that has it is told so. */
export interface HarvestAnswer {
  readonly type: string;
  /** Text of the strong mark; changes whenever the body does. */
  readonly mark: string;
  readonly body: () => string | AsyncIterable<string>;
}

/** Answers a public GET or HEAD: open to scripts of any site, 304 for who has it, a stream for what is long. */
export function sendHarvest(request: FastifyRequest, reply: FastifyReply, { type, mark, body }: HarvestAnswer): void {
  const etag = `"${createHash('sha256').update(`${type}\n${mark}`).digest('base64url').slice(0, 27)}"`;
  void openToAll(reply).header('etag', etag).header('cache-control', 'public, no-cache').header('content-type', type);
  if (has(request.headers['if-none-match'], etag)) {
    void reply.code(304).send();
    return;
  }
  if (request.method === 'HEAD') {
    void reply.send();
    return;
  }
  const made = body();
  void reply.send(typeof made === 'string' ? made : Readable.from(made, { objectMode: false }));
}

/** Refuses a harvester, in the language that it asks for. @throws error itself when it is a fault of ours */
export function refuseHarvest(request: FastifyRequest, reply: FastifyReply, error: unknown): void {
  void openToAll(reply).header('vary', 'Accept, Accept-Language');
  sendRefusal(reply, error, languageFromHeader(request.headers['accept-language']));
}

/** Public data: pages of other sites may read it, embed its files, and caches keep a copy for each form. */
export function openToAll(reply: FastifyReply): FastifyReply {
  return reply
    .header('access-control-allow-origin', '*')
    .header('access-control-expose-headers', 'ETag, Link, Location')
    .header('cross-origin-resource-policy', 'cross-origin');
}

function has(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((given) => given.trim() === '*' || given.trim().replace(/^W\//, '') === etag);
}
