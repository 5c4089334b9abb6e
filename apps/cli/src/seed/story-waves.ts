import type { StoryOfKind } from './story.js';
import { parseReference, type StoryReference, withReferences } from './story-references.js';

/** Everything that a story names: entries by their key, systems and suppliers by name, organizations. */
export function referencesIn(story: StoryOfKind): readonly StoryReference[] {
  const references: StoryReference[] = (story.relations ?? []).map(
    ({ target }) => parseReference(target) ?? { to: 'entry', name: target },
  );
  const contents = [story.content, ...(story.life.edits ?? []).map(({ changes }) => changes), story.life.open?.changes];
  withReferences(contents, (reference) => {
    references.push(reference);
    return '';
  });
  return references;
}

/**
 * The stories in waves: what a story names is told in an earlier wave, so that those of one wave can be played at once.
 * Pure. @param stories each after what it names
 */
export function wavesOf(stories: readonly StoryOfKind[]): readonly (readonly StoryOfKind[])[] {
  const waves: StoryOfKind[][] = [];
  const told = new Map<string, number>();
  const tell = (name: string, wave: number): void => {
    if (!told.has(name)) told.set(name, wave);
  };
  for (const story of stories) {
    const after = referencesIn(story).map(({ to, name }) => told.get(`${to} ${name}`) ?? -1);
    const wave = Math.max(-1, ...after) + 1;
    (waves[wave] ??= []).push(story);
    tell(`entry ${story.key}`, wave);
    if (story.system) tell(`system ${story.system.name}`, wave);
    if (story.system?.supplier) tell(`supplier ${story.system.supplier.name}`, wave);
  }
  return waves;
}

/** Runs `work` over all items, at most `atOnce` at a time; the first failure ends it. */
export async function eachOf<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const rest = items.values();
  const worker = async (): Promise<void> => {
    for (const item of rest) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
