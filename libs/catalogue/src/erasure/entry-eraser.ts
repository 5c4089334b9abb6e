import type { Transaction } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';
import { EntryRepository } from '../entry/entry.repository.js';
import { EntryChangeRecorder } from '../entry/entry-change.recorder.js';
import { textHashes } from '../workflow/entry-text.js';
import { EntryErasureRepository, type RevisionTexts } from './entry-erasure.repository.js';
import type { PersonScrubber } from './person-scrubber.js';

/**
 * Takes a person out of entries. What readers see becomes a new revision; those that named the person are REDACTED:
 * their texts are written anew, and they leave the public history. Searches leave the entry out until the index has
 * followed, and mirrors get the new version through the feed.
 */
@Injectable()
export class EntryEraser {
  constructor(
    @Inject(EntryRepository) private readonly entries: EntryRepository,
    @Inject(EntryErasureRepository) private readonly erasures: EntryErasureRepository,
    @Inject(EntryChangeRecorder) private readonly changes: EntryChangeRecorder,
  ) {}

  /** @returns entries changed */
  async erase(transaction: Transaction, person: PersonScrubber): Promise<number> {
    let changed = 0;
    for (const id of await this.erasures.entriesSaying(transaction, person.likePatterns)) {
      if (await this.eraseIn(transaction, id, person)) changed += 1;
    }
    for (const { id, reason } of await this.erasures.reasonsSaying(transaction, person.likePatterns)) {
      await this.erasures.setReason(transaction, id, person.scrub(reason));
    }
    return changed;
  }

  private async eraseIn(transaction: Transaction, id: string, person: PersonScrubber): Promise<boolean> {
    const entry = await this.entries.lock(transaction, id);
    if (!entry) return false;
    const texts = await this.erasures.texts(transaction, id);
    if (person.names(texts)) await this.erasures.setTexts(transaction, id, person.scrub(texts));
    const naming = (await this.erasures.revisions(transaction, id)).filter((revision) => person.names(revision));
    if (naming.length === 0) return person.names(texts);
    const published = entry.publishedRevision;
    const names = (number: number | null): boolean => naming.some((revision) => revision.number === number);
    // Copied in their order: what readers see first, then the draft that waits beside it.
    const live = [...(published !== null && names(published) ? [published] : []), entry.lastRevision];
    const isNamed = live.some(names);
    const copied = isNamed ? [...new Set(live)] : [];
    const copies = new Map(copied.map((number, index) => [number, entry.lastRevision + 1 + index]));
    for (const [from, to] of copies) await this.erasures.copy(transaction, id, from, to);
    for (const revision of naming) {
      await this.rewrite(transaction, id, { ...revision, state: 'REDACTED' }, person);
      const copy = copies.get(revision.number);
      if (copy !== undefined) await this.rewrite(transaction, id, { ...revision, number: copy }, person);
    }
    // A draft that was only moved behind is an older revision like others.
    for (const number of copied.filter((one) => !names(one))) {
      await this.entries.supersede(transaction, { entryId: id, number });
    }
    const moved = published === null ? undefined : copies.get(published);
    const change = { stamp: ['updated_at'], ...(moved !== undefined && { publishedRevision: moved }) } as const;
    await this.changes.record(transaction, id, change, published !== null);
    return true;
  }

  private async rewrite(
    transaction: Transaction,
    entryId: string,
    revision: RevisionTexts,
    person: PersonScrubber,
  ): Promise<void> {
    const rewritten = person.scrub(revision);
    await this.erasures.rewrite(transaction, entryId, { ...rewritten, ...textHashes(rewritten.content) });
  }
}
