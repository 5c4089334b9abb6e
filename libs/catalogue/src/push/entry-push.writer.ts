import { type Transaction, UnitOfWork } from '@maillage/database';
import type { Actor } from '@maillage/identity';
import type { Clock } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../catalogue.tokens.js';
import { EntryDependantsRepository } from '../entry/entry-dependants.repository.js';
import { EntryImportRepository, type ImportOrganization } from '../entry/entry-import.repository.js';
import { ImportBatch } from '../workflow/entry-import.batch.js';
import { EntryImportLookup } from '../workflow/entry-import.lookup.js';
import { isFaultOfARow, refusedByDatabase } from '../workflow/entry-import.row.js';
import type { EntryPushCommand, EntryPushResult } from './entry-push.js';
import { type ItemInHand, PushBatch } from './push-batch.js';

/** A batch whose rights and shape are in order. */
export interface PushInHand {
  readonly actor: Actor;
  readonly ownerId: string;
  readonly command: EntryPushCommand;
  /** Those that the caller may write about. */
  readonly organizations: ReadonlyMap<string, ImportOrganization>;
}

/** Writes the items of a batch in the transaction of the batch. */
@Injectable()
export class EntryPushWriter {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(EntryImportRepository) private readonly imports: EntryImportRepository,
    @Inject(EntryImportLookup) private readonly lookup: EntryImportLookup,
    @Inject(EntryDependantsRepository) private readonly dependants: EntryDependantsRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** When the database refuses something of a part, the part is halved until one item stands alone: it is rejected. */
  async write(
    transaction: Transaction,
    push: PushInHand,
    hands: readonly ItemInHand[],
  ): Promise<readonly EntryPushResult[]> {
    try {
      return await this.unitOfWork.part(transaction, (part) => this.writePart(part, push, hands));
    } catch (error) {
      if (!isFaultOfARow(error)) throw error;
      const [hand] = hands;
      if (hand && hands.length === 1) {
        const batch = new PushBatch(new ImportBatch(push.command.publish, this.clock.now()), push.command.publish);
        batch.reject(hand, refusedByDatabase(error).errors);
        return batch.results;
      }
      const middle = Math.ceil(hands.length / 2);
      const first = await this.write(transaction, push, hands.slice(0, middle));
      return [...first, ...(await this.write(transaction, push, hands.slice(middle)))];
    }
  }

  private async writePart(
    transaction: Transaction,
    { actor, ownerId, command, organizations }: PushInHand,
    hands: readonly ItemInHand[],
  ): Promise<readonly EntryPushResult[]> {
    const { source, publish } = command;
    const author = { source, ownerId, name: `source:${source}`, audited: false };
    const rows = hands.flatMap(({ row }) => row ?? []);
    const others = hands.flatMap(({ row, item }) => (row ? [] : [item.sourceId]));
    const options = { reader: actor, source, author: author.name, publish, organizations, checked: true };
    const lookup = await this.lookup.look(transaction, rows, options, others);
    const batch = new PushBatch(new ImportBatch(publish, this.clock.now()), publish);
    for (const hand of hands) batch.add(hand, lookup.entryOf(hand.item.sourceId), (row) => lookup.factsOf(row));
    const { contents, shared, closed } = batch;
    await this.imports.share(transaction, shared);
    await this.imports.create(transaction, author, contents.created);
    await this.imports.revise(transaction, author, contents.revised);
    await this.imports.refresh(transaction, contents.refreshed);
    await this.imports.close(transaction, closed);
    const withdrawn = closed.filter(({ state }) => state === 'WITHDRAWN');
    await this.dependants.touchEntriesPointingAtAny(
      transaction,
      [...shared, ...withdrawn].map(({ id }) => id),
    );
    return batch.results;
  }
}
