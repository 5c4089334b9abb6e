import { SessionService } from '@maillage/identity';
import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { answer, type Refused } from '../errors/mutation-answer.js';
import { Allow } from '../request/access.decorators.js';
import type { RequestContext } from '../request/request-context.js';
import { SessionRevokeAllInput, SessionRevokeInput, SessionRevokePayload } from './session.type.js';

type Answer = Promise<SessionRevokePayload | Refused>;

/** Ending sessions; both mutations may be repeated without a key, as a session ends once. */
@Resolver()
export class SessionResolver {
  constructor(@Inject(SessionService) private readonly service: SessionService) {}

  @Allow('key:write')
  @Mutation(() => SessionRevokePayload, {
    description: 'Ends one of one’s own sessions: its next request is refused.',
  })
  async sessionRevoke(
    @Args('input', { description: 'Which session.' }) input: SessionRevokeInput,
    @Context() context: RequestContext,
  ): Answer {
    return answer(context, async () => {
      await this.service.revoke(context.actor, input.id);
      return { revoked: 1 };
    });
  }

  @Allow('key:write')
  @Mutation(() => SessionRevokePayload, { description: 'Signs out everywhere: ends all of one’s own sessions.' })
  async sessionRevokeAll(
    @Args('input', { type: () => SessionRevokeAllInput, nullable: true, description: 'Nothing but its key.' })
    _input: SessionRevokeAllInput | null,
    @Context() context: RequestContext,
  ): Answer {
    return answer(context, async () => ({ revoked: await this.service.revokeAll(context.actor) }));
  }
}
