import { EntryPushService } from '@maillage/catalogue';
import { Inject } from '@nestjs/common';
import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import { answer, type Refused } from '../../errors/mutation-answer.js';
import { Allow } from '../../request/access.decorators.js';
import type { RequestContext } from '../../request/request-context.js';
import { EntriesImportInput } from './entries-import.inputs.js';
import { importPayload, pushCommand } from './entries-import.mapper.js';
import { EntriesImportPayload } from './entries-import.payload.js';

/** Entries that come by the batch from a program of their organization. */
@Resolver()
export class EntriesImportResolver {
  constructor(@Inject(EntryPushService) private readonly push: EntryPushService) {}

  @Allow('entry:import')
  @Mutation(() => EntriesImportPayload, {
    description:
      'Takes over up to 500 entries of a source: creates, changes, archives, withdraws. What people wrote since is never overwritten.',
  })
  async entriesImport(
    @Args('input', { description: 'The batch.' }) input: EntriesImportInput,
    @Context() context: RequestContext,
  ): Promise<object | Refused> {
    return answer(context, async () =>
      importPayload(await this.push.push(context.actor, pushCommand(input)), context.language),
    );
  }
}
