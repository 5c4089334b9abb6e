import { decodeCursor, encodeCursor, foldText, invalidCursor } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { Glossary } from '../glossary.js';
import { groupTitle } from '../group-rules.js';
import { GlossaryReadModel } from './glossary.read-model.js';
import type { GlossaryVersion, StoredGroup } from './stored-group.js';

/** Milliseconds for which the version read last is taken as the current one. */
const TRUSTED = 1_000;

/** The glossary with the lives of its groups. */
interface LoadedGlossary {
  readonly glossary: Glossary;
  readonly groups: readonly StoredGroup[];
}

export interface GlossaryPage<Item> {
  readonly items: readonly Item[];
  /** Of each item, in the same order. */
  readonly cursors: readonly string[];
  readonly hasNextPage: boolean;
  readonly totalCount: number;
}

/** The glossary in force, kept in memory: a query costs no statement but a tiny one a second. */
@Injectable()
export class GlossaryService {
  private loaded: LoadedGlossary = { glossary: new Glossary(0, []), groups: [] };
  private checkedAt = Number.NEGATIVE_INFINITY;
  private checking: Promise<void> | undefined;

  constructor(@Inject(GlossaryReadModel) private readonly model: GlossaryReadModel) {}

  /** At most a second old. */
  async current(): Promise<Glossary> {
    if (performance.now() - this.checkedAt >= TRUSTED) {
      await (this.checking ??= this.check().finally(() => (this.checking = undefined)));
    }
    return this.loaded.glossary;
  }

  /** As committed now: for whoever applies it. */
  async latest(): Promise<Glossary> {
    await this.check();
    return this.loaded.glossary;
  }

  /** Number of the last change, as committed now. */
  async version(): Promise<number> {
    return this.model.version();
  }

  /** The group as committed now; undefined when there is none, or none any more. */
  async group(id: string): Promise<StoredGroup | undefined> {
    await this.check();
    return this.loaded.groups.find((group) => group.id === id);
  }

  /** Every group as committed now, by its first term. */
  async groups(): Promise<StoredGroup[]> {
    await this.check();
    return sorted(this.loaded.groups).map(({ group }) => group);
  }

  /**
   * Groups by their first term.
   * @param search part of a term, without accents and case
   * @throws UserInputError CURSOR_INVALID
   */
  async page(search: string | null, first: number, after: string | null): Promise<GlossaryPage<StoredGroup>> {
    await this.check();
    const wanted = foldText((search ?? '').slice(0, 100));
    const all = sorted(this.loaded.groups).filter(({ group }) =>
      group.terms.some(({ text }) => foldText(text).includes(wanted)),
    );
    const place = after === null ? null : placeOf(after);
    const rest = place === null ? all : all.filter(({ title, group }) => isBehind([title, group.id], place));
    const page = rest.slice(0, first);
    return {
      items: page.map(({ group }) => group),
      cursors: page.map(({ title, group }) => encodeCursor([title, group.id])),
      hasNextPage: rest.length > first,
      totalCount: all.length,
    };
  }

  /** Changes, newest first. @throws UserInputError CURSOR_INVALID */
  async history(first: number, after: string | null): Promise<Omit<GlossaryPage<GlossaryVersion>, 'totalCount'>> {
    const before = after === null ? null : decodeCursor(after, 1)[0];
    if (before !== null && !(Number.isInteger(before) && Number(before) > 0)) throw invalidCursor();
    const versions = await this.model.history(before === null ? null : Number(before), first + 1);
    const items = versions.slice(0, first);
    const cursors = items.map(({ number }) => encodeCursor([number]));
    return { items, cursors, hasNextPage: versions.length > first };
  }

  private async check(): Promise<void> {
    const started = performance.now();
    if ((await this.model.version()) !== this.loaded.glossary.version) {
      const { version, groups } = await this.model.all();
      this.loaded = { glossary: new Glossary(version, groups), groups };
    }
    this.checkedAt = started;
  }
}

interface Titled {
  readonly title: string;
  readonly group: StoredGroup;
}

function sorted(groups: readonly StoredGroup[]): Titled[] {
  const titled = groups.map((group) => ({ title: foldText(groupTitle(group)), group }));
  return titled.sort((a, b) => (isBehind([a.title, a.group.id], [b.title, b.group.id]) ? 1 : -1));
}

type Place = readonly [title: string, id: string];

function isBehind([title, id]: Place, [otherTitle, otherId]: Place): boolean {
  return title === otherTitle ? id > otherId : title > otherTitle;
}

/** @throws UserInputError CURSOR_INVALID */
function placeOf(after: string): Place {
  const [title, id] = decodeCursor(after, 2);
  if (typeof title !== 'string' || typeof id !== 'string') throw invalidCursor();
  return [title, id];
}
