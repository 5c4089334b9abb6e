import { SharedLimitRepository } from '@maillage/database';
import { DomainError, localize, type RatesConfig } from '@maillage/kernel';
import { type CanActivate, type ExecutionContext, HttpException, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RequestContext } from '../request/request-context.js';
import { budgetAddress } from './caller-address.js';
import { SHARED_LIMIT, type SharedLimitName } from './shared-limit.decorator.js';

/** Calls an hour. */
export type SharedLimits = Readonly<Record<SharedLimitName, number>>;

/** Injection token of `SharedLimits`. */
export const SHARED_LIMITS = Symbol('SHARED_LIMITS');

const HOUR = 3_600;

const message = {
  fr: 'Trop de demandes de ce genre : {limit} par heure au plus. Réessayez dans {minutes} min.',
  en: 'Too many requests of this kind: {limit} an hour at most. Try again in {minutes} min.',
};

export function sharedLimits({ signIns, keys, mails }: RatesConfig): SharedLimits {
  return { SIGN_IN: signIns, KEY_CREATION: keys, MAIL: mails };
}

/** Holds `@SharedLimit`, after the guard that says who is asking. Everything else costs it one look at its metadata. */
@Injectable()
export class SharedLimitGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(SharedLimitRepository) private readonly repository: SharedLimitRepository,
    @Inject(SHARED_LIMITS) private readonly limits: SharedLimits,
  ) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const name = this.reflector.get<SharedLimitName | undefined>(SHARED_LIMIT, execution.getHandler());
    if (name === undefined) return true;
    const limit = this.limits[name];
    const wait = await this.repository.take({ name, caller: callerOf(execution), limit, seconds: HOUR });
    if (wait === 0) return true;
    throw refusal(execution, limit, wait);
  }
}

function callerOf(execution: ExecutionContext): string {
  if (execution.getType<string>() !== 'graphql') {
    return budgetAddress(execution.switchToHttp().getRequest<FastifyRequest>().ip);
  }
  const { actor, address } = GqlExecutionContext.create(execution).getContext<RequestContext>();
  return actor.kind === 'VISITOR' ? address : actor.name;
}

function refusal(execution: ExecutionContext, limit: number, wait: number): Error {
  const localized = localize(message, { limit, minutes: Math.ceil(wait / 60) });
  if (execution.getType<string>() === 'graphql') return new DomainError('RATE_LIMITED', localized);
  void execution.switchToHttp().getResponse<FastifyReply>().header('retry-after', String(wait));
  return new HttpException({ code: 'RATE_LIMITED', message: localized }, 429);
}
