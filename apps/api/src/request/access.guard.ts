import { actionNamed, mayTry, refusalOf } from '@maillage/identity';
import { DomainError } from '@maillage/kernel';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext } from '@nestjs/graphql';
import { type Access, ACCESS } from './access.decorators.js';
import type { RequestContext } from './request-context.js';
import { assertWellFormed } from './well-formed.js';

/** Default deny: what says neither `@Allow` nor `@Public`, or has no row in the table of rights, is refused to everyone. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(@Inject(Reflector) private readonly reflector: Reflector) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const access = this.reflector.get<Access | undefined>(ACCESS, execution.getHandler());
    if (access === undefined) throw DomainError.forbidden();
    if (execution.getType<string>() !== 'graphql') return access === 'PUBLIC';
    const graphql = GqlExecutionContext.create(execution);
    const context = graphql.getContext<RequestContext>();
    if (context.isLate) throw late();
    const actor = await context.identify();
    context.actor = actor;
    const action = actionNamed(execution.getHandler().name);
    if (action === null || !mayTry(actor, action)) {
      if (actor.kind === 'VISITOR') throw DomainError.unauthenticated();
      throw action === null ? DomainError.forbidden() : refusalOf(action);
    }
    assertWellFormed(graphql.getArgs());
    return true;
  }
}

function late(): DomainError {
  return new DomainError('TIMEOUT', {
    fr: 'Non tenté : la base de données n’a pas répondu à temps à un champ qui précède. Réessayez dans un instant.',
    en: 'Not tried: the database did not answer a field before this one in time. Try again shortly.',
  });
}
