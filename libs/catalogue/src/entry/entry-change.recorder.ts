import { OutboxRepository, SearchHiddenRepository } from '@maillage/changes';
import type { Transaction } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';
import { type EntryChange, EntryRepository } from './entry.repository.js';

/** The one way by which what an audience sees of an entry changes: new version, outbox row, narrowing at once. */
@Injectable()
export class EntryChangeRecorder {
  constructor(
    @Inject(EntryRepository) private readonly entries: EntryRepository,
    @Inject(OutboxRepository) private readonly outbox: OutboxRepository,
    @Inject(SearchHiddenRepository) private readonly hidden: SearchHiddenRepository,
  ) {}

  /**
   * Applies `change` to a locked entry. With `narrowing`, searches leave the entry out from the commit on, until the
   * index has followed.
   * @returns the new version
   */
  async record(transaction: Transaction, id: string, change: EntryChange, narrowing: boolean): Promise<number> {
    const version = await this.entries.change(transaction, id, change);
    if (narrowing) await this.hidden.hide(transaction, id, version);
    await this.outbox.append(transaction, [id]);
    return version;
  }
}
