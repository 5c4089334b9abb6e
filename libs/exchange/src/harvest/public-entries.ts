import { EntryReadModel, type EntryRecord, type EntryView, FIRST_ID } from '@maillage/catalogue';
import { isVisibleTo, kindOf, projectContent, projectEntry, visibilityOf } from '@maillage/catalogue';
import { isUuid } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { type HarvestKind, type HarvestRevision, HarvestView } from './harvest.view.js';

/** Entries read at once: what a reader who takes his time holds in memory. */
const PAGE = 200;

/** What anybody may take away: entries of the audience PUBLIC through the one projection, demonstrations left out. */
@Injectable()
export class PublicEntries {
  #kinds?: { readonly mark: string; readonly told: Promise<readonly HarvestKind[]> };

  constructor(
    @Inject(EntryReadModel) private readonly entries: EntryReadModel,
    @Inject(HarvestView) private readonly view: HarvestView,
  ) {}

  /** Every entry of a kind, in the order of ids, a page at a time: the next one is read when the last was taken. */
  async *ofKind(kind: string): AsyncGenerator<EntryView> {
    for (let after = FIRST_ID; ;) {
      const ids = await this.view.page(kind, after, PAGE);
      const last = ids.at(-1);
      if (last === undefined) return;
      yield* await this.projected(ids);
      after = last;
    }
  }

  /** Every published revision of what is public now; an entry that was narrowed or withdrawn has no history here. */
  async *revisions(): AsyncGenerator<HarvestRevision> {
    for (let after = { id: FIRST_ID, revision: 0 }; ;) {
      const page = await this.view.revisions(after, PAGE);
      const last = page.at(-1);
      if (last === undefined) return;
      for (const one of page) yield { ...one, content: projectContent(kindOf(one.kind), one.content, 'PUBLIC') };
      after = last;
    }
  }

  /** Those of the given that are public and real, in the given order. @param ids at most 1,000 */
  async some(ids: readonly string[]): Promise<EntryView[]> {
    const shown = await this.view.among(ids);
    const views = new Map((await this.projected([...shown])).map((view) => [view.id, view]));
    return ids.flatMap((id) => views.get(id) ?? []);
  }

  /** Null for what is unknown, hidden or a demonstration: alike. */
  async one(id: string): Promise<EntryView | null> {
    return isUuid(id) ? ((await this.some([id.toLowerCase()]))[0] ?? null) : null;
  }

  /** False for a demonstration, whatever became of it, and for what is unknown. */
  async isReal(id: string): Promise<boolean> {
    return isUuid(id) && (await this.view.realAmong([id])).size > 0;
  }

  /**
   * Mark of the catalogue as it is now: another after every committed change, numbered or not. Says nothing of what
   * changed, so that a change of a hidden entry tells only that something happened.
   */
  async mark(): Promise<string> {
    return this.view.mark();
  }

  /** Kinds that have entries: worked out once a change, whoever asks meanwhile. */
  async kinds(): Promise<readonly HarvestKind[]> {
    const mark = await this.view.mark();
    if (this.#kinds?.mark !== mark) {
      const told = this.view.kinds();
      this.#kinds = { mark, told };
      told.catch(() => (this.#kinds = undefined));
    }
    return this.#kinds.told;
  }

  private async projected(ids: readonly string[]): Promise<EntryView[]> {
    const records = (await this.entries.records(ids)).filter(isHarvested);
    const views = records.map((record) => projectEntry(record, 'PUBLIC', new Date()));
    const targets = views.flatMap(({ relations }) => relations.flatMap(({ targetEntry }) => targetEntry?.id ?? []));
    const real = await this.view.realAmong([...new Set(targets)]);
    return views.map((view) => ({
      ...view,
      relations: view.relations.filter(({ targetEntry }) => targetEntry === null || real.has(targetEntry.id)),
    }));
  }
}

/** Asked of the record again: what was narrowed between the page of ids and its records is not given. */
function isHarvested(record: EntryRecord): boolean {
  const { owner, subjectOrganization } = record;
  return isVisibleTo(visibilityOf(record), 'PUBLIC') && !owner.demonstration && !subjectOrganization.demonstration;
}
