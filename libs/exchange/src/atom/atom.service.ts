import { Inject, Injectable } from '@nestjs/common';
import { type HarvestPart, HarvestView } from '../harvest/harvest.view.js';
import { PublicEntries } from '../harvest/public-entries.js';
import type { AtomItem } from './atom-feed.js';

/** Entries of one page. */
const PAGE = 50;

export interface AtomItems {
  readonly items: readonly AtomItem[];
  /** Number before which the next page begins; null: this was the last. */
  readonly before: number | null;
}

/** What changed of the public catalogue, newest first. */
@Injectable()
export class AtomService {
  constructor(
    @Inject(PublicEntries) private readonly entries: PublicEntries,
    @Inject(HarvestView) private readonly view: HarvestView,
  ) {}

  /**
   * A page by the numbers of changes: what changes meanwhile comes to the first page and moves no other.
   * @param before of the page before; null: the first
   */
  async changes(part: HarvestPart, before: number | null): Promise<AtomItems> {
    const changes = await this.view.changes(part, before, PAGE + 1);
    const page = changes.slice(0, PAGE);
    const shown = page.filter((change) => change.shown).map(({ id }) => id);
    const views = new Map((await this.entries.some(shown)).map((view) => [view.id, view]));
    return {
      items: page.flatMap(({ id, kind, shown: isShown, updatedAt }): AtomItem[] => {
        const view = views.get(id);
        if (view) return [{ view }];
        // Shown a moment ago and no longer: its removal has a number of its own soon.
        return isShown ? [] : [{ removed: { id, kind, when: updatedAt } }];
      }),
      before: changes.length > PAGE ? (page.at(-1)?.seq ?? null) : null,
    };
  }

  /** Given entries in their order, those that are public and real. @param ids at most 100 */
  async entriesOf(ids: readonly string[]): Promise<AtomItem[]> {
    return (await this.entries.some(ids)).map((view) => ({ view }));
  }
}
