import type { FastifyRequest } from 'fastify';

/** Injection token of the function that tells the origin of the addresses in what harvesters read. */
export const HARVEST_ORIGIN = Symbol('HARVEST_ORIGIN');

/** The configured public address, which never changes; without one, the origin that the request itself names. */
export function harvestOrigin(publicUrl: string | undefined): (request: FastifyRequest) => string {
  return (request) => publicUrl ?? requestOrigin(request);
}

const HOST = /^[A-Za-z0-9.-]{1,253}(:\d{1,5})?$|^\[[0-9A-Fa-f:.]{2,45}\](:\d{1,5})?$/;

/** A header is what anybody writes into it: only what is a host becomes part of an address. */
function requestOrigin({ protocol, host }: FastifyRequest): string {
  return `${protocol}://${HOST.test(host) ? host : 'localhost'}`;
}
