import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { visitor } from '@maillage/identity';
import { DomainError, languageFromHeader, type Logger } from '@maillage/kernel';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import { CloseCode, type Context, handleProtocols, makeServer, type Server as GraphqlServer } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { presentable } from '../answers/error-presentation.js';
import { budgetAddress } from '../budget/caller-address.js';
import type { CallerBudget } from '../budget/caller-budget.js';
import { PriceList } from '../cost/price-list.js';
import type { RequestContext } from '../request/request-context.js';
import { CallerService, type StandingCaller } from '../sign-in/caller.service.js';
import { ConnectionCount } from './connection-count.js';
import { SubscriptionOperation, tooManySubscriptions } from './subscription-operation.js';

export interface SubscriptionOptions {
  readonly budget: CallerBudget;
  readonly logger: Logger;
  /** Milliseconds between two looks whether a key or a session still opens; 20,000 by default. */
  readonly recheck?: number;
  /** Tells the address of a caller, behind the proxies that are trusted. */
  readonly addressOf: (request: IncomingMessage) => string;
}

/** Injection token of `SubscriptionOptions`. */
export const SUBSCRIPTION_OPTIONS = Symbol('SUBSCRIPTION_OPTIONS');

const PATH = '/graphql';
/** Bytes of the longest message: a subscription with its variables fits many times. */
const MAX_MESSAGE = 64 * 1024;
/** Connections of one address: portals of a region may share one. */
const PER_ADDRESS = 60;
/** Connections of one key or person. */
const PER_CALLER = 10;
/** Subscriptions of one connection. */
const PER_CONNECTION = 10;
/** Milliseconds between two pings; who has not answered one by the next is gone. */
const KEEP_ALIVE = 15_000;
const RECHECK = 20_000;

/** What is kept of a connection. */
interface Connection {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  readonly address: string;
  caller?: StandingCaller;
}

type Params = { readonly authorization?: unknown; readonly Authorization?: unknown };
type ConnectionContext = Context<Params, Connection>;

/**
 * Subscriptions over graphql-ws, at the address of the API. Who connects is asked for as over HTTP (a key, or a session
 * from a page of ours), and again and again while the connection lasts; documents have the same limits and prices.
 */
@Injectable()
export class SubscriptionServer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE, handleProtocols });
  private readonly connections = new Set<Connection>();
  private readonly byAddress = new ConnectionCount(PER_ADDRESS);
  private readonly byCaller = new ConnectionCount(PER_CALLER);
  private operation: SubscriptionOperation | undefined;
  private graphql: GraphqlServer<Connection> | undefined;
  private checking: NodeJS.Timeout | undefined;

  constructor(
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(GraphQLSchemaHost) private readonly schemaHost: GraphQLSchemaHost,
    @Inject(CallerService) private readonly callers: CallerService,
    @Inject(SUBSCRIPTION_OPTIONS) private readonly options: SubscriptionOptions,
  ) {}

  onApplicationBootstrap(): void {
    this.operation = new SubscriptionOperation(this.schemaHost.schema, new PriceList(), this.options.budget);
    this.graphql = this.createGraphql(this.operation);
    const server = this.host.httpAdapter.getHttpServer() as Server;
    server.on('upgrade', (request, socket, head) => void this.upgrade(request, socket, head));
    this.checking = setInterval(() => void this.recheck(), this.options.recheck ?? RECHECK);
    this.checking.unref();
  }

  /** Open connections would keep the HTTP server from closing. */
  beforeApplicationShutdown(): void {
    clearInterval(this.checking);
    for (const { socket } of this.connections) socket.close(1001, 'Going away');
    for (const socket of this.sockets.clients) setTimeout(() => socket.terminate(), 500).unref();
    this.sockets.close();
  }

  private async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => socket.destroy());
    if (request.url?.split('?', 1)[0] !== PATH) return refuse(socket, '404 Not Found');
    const address = budgetAddress(this.options.addressOf(request));
    const refusals = await this.options.budget.refusalsOf(address);
    if (refusals.isExhausted || !this.byAddress.take(address)) return refuse(socket, '429 Too Many Requests');
    socket.once('close', () => this.byAddress.give(address));
    this.sockets.handleUpgrade(request, socket, head, (open) => this.open({ socket: open, request, address }));
  }

  private open(connection: Connection): void {
    const { socket } = connection;
    this.connections.add(connection);
    // Broken frames and messages that are too long end the connection by themselves.
    socket.on('error', () => socket.terminate());
    const stopPinging = keepAlive(socket);
    const closed = this.graphql?.opened(
      {
        protocol: socket.protocol,
        // Waits until the message has left: whoever reads slowly is asked for the next value later.
        send: (data) =>
          new Promise((resolve, reject) => {
            if (socket.readyState !== socket.OPEN) resolve();
            else socket.send(data, (error) => (error ? reject(error) : resolve()));
          }),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (read) =>
          socket.on('message', (data) => {
            read(String(data)).catch((error: unknown) => this.fail(socket, error));
          }),
      },
      connection,
    );
    socket.once('close', (code, reason) => {
      stopPinging();
      this.connections.delete(connection);
      if (connection.caller) this.byCaller.give(connection.caller.actor.name);
      void closed?.(code, String(reason));
    });
  }

  private fail(socket: WebSocket, error: unknown): void {
    if (socket.readyState === socket.OPEN) this.options.logger.error({ err: error }, 'a subscription failed');
    socket.close(CloseCode.InternalServerError, 'Internal server error');
  }

  private createGraphql(operation: SubscriptionOperation): GraphqlServer<Connection> {
    return makeServer<Params, Connection>({
      connectionInitWaitTimeout: 5_000,
      onConnect: (context) => this.connect(context),
      onSubscribe: async ({ extra, subscriptions }, _id, payload) => {
        const context = contextOf(extra);
        if (Object.keys(subscriptions).length > PER_CONNECTION) return [tooManySubscriptions(context, PER_CONNECTION)];
        return operation.prepare(payload, context);
      },
      onNext: ({ extra }, _id, _payload, _args, { errors, ...result }) =>
        errors ? { ...result, errors: this.presented(errors, extra) } : undefined,
      onError: ({ extra }, _id, _payload, errors) => this.presented(errors, extra),
    });
  }

  private async connect({ connectionParams, extra }: ConnectionContext): Promise<boolean> {
    const { authorization = connectionParams?.Authorization } = connectionParams ?? {};
    try {
      const key = typeof authorization === 'string' ? authorization : undefined;
      const caller = await this.callers.identifyStanding(extra.request, key);
      if (caller.actor.kind === 'VISITOR') return true;
      if (!this.byCaller.take(caller.actor.name)) return ended(extra.socket, CloseCode.TooManyInitialisationRequests);
      extra.caller = caller;
      return true;
    } catch (error) {
      if (!(error instanceof DomainError)) return ended(extra.socket, TRY_AGAIN);
      if (error.code !== 'UNAUTHENTICATED') return ended(extra.socket, CloseCode.Forbidden);
      await this.options.budget.noteRefusal(extra.address);
      return ended(extra.socket, CloseCode.Unauthorized);
    }
  }

  /** Ends the connections of keys and sessions that no longer open. What cannot be asked now is asked next time. */
  private async recheck(): Promise<void> {
    for (const { caller, socket } of [...this.connections]) {
      if (!caller || socket.readyState !== socket.OPEN) continue;
      if (!(await caller.isStill().catch(() => true))) ended(socket, CloseCode.Unauthorized);
    }
  }

  private presented(errors: readonly (GraphQLError | GraphQLFormattedError)[], extra: Connection) {
    const { language, requestId } = contextOf(extra);
    return errors.map((error) => {
      const plain = 'toJSON' in error ? (error as GraphQLError).toJSON() : error;
      const { told, isMasked } = presentable(plain, language, requestId);
      if (isMasked) this.options.logger.error({ requestId, error: error.message }, 'an error was masked');
      return told;
    });
  }
}

/** The service may be back soon. */
const TRY_AGAIN = 1013;

const reasons: Readonly<Record<number, string>> = {
  [CloseCode.Unauthorized]: 'Unauthorized',
  [CloseCode.Forbidden]: 'Forbidden',
  [CloseCode.TooManyInitialisationRequests]: 'Too many connections of this caller',
  [TRY_AGAIN]: 'Try again later',
};

function ended(socket: WebSocket, code: number): false {
  socket.close(code, reasons[code] ?? '');
  return false;
}

/** Before the connection is a WebSocket, as HTTP says it. */
function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function contextOf({ request, address, caller }: Connection): RequestContext {
  const actor = caller?.actor ?? visitor;
  return {
    language: languageFromHeader(request.headers['accept-language']),
    requestId: randomUUID(),
    address,
    isIdentified: caller !== undefined,
    identify: async () => actor,
    actor,
    isLate: false,
  };
}

/** @returns what ends it */
function keepAlive(socket: WebSocket): () => void {
  let isAlive = true;
  socket.on('pong', () => (isAlive = true));
  const timer = setInterval(() => {
    if (!isAlive) return socket.terminate();
    isAlive = false;
    socket.ping();
  }, KEEP_ALIVE);
  timer.unref();
  return () => clearInterval(timer);
}
