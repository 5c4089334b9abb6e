import { SystemService } from '@maillage/catalogue';
import { OutboxRepository } from '@maillage/changes';
import { SetupStepRepository, UnitOfWork } from '@maillage/database';
import type { Progress, Services } from '../reference/reference-data.js';
import { stories } from './content/stories.js';
import { confirmedSuppliers, confirmedSystems, mergedSystem } from './content/systems.js';
import { type DemoCast, ensureDemoCast } from './demo-cast.js';
import { SeedRepository } from './seed.repository.js';
import { datesOf } from './story-dates.js';
import { StoryPlayer } from './story-player.js';
import { eachOf, wavesOf } from './story-waves.js';

export const DEMONSTRATION_STEP = 'demonstration';

/** Goes up when the stories change. A network that was seeded keeps what it has. */
const VERSION = '1';

/** Stories at work at the same time: their commits share the disk's waits. */
const AT_ONCE = 6;

/**
 * Invented towns with their people, entries, reuses and systems. An interrupted run is finished by the next one; the
 * last transaction remembers that it is whole.
 */
export async function playDemonstration(services: Services, networkId: string, onProgress: Progress): Promise<void> {
  onProgress('demonstration places and people', 0, 1);
  const cast = await ensureDemoCast(services, networkId);
  onProgress('demonstration places and people', 1, 1);
  const player = new StoryPlayer(services, cast);
  let played = 0;
  for (const wave of wavesOf(stories)) {
    await eachOf(wave, AT_ONCE, async (story) => {
      await player.play(story);
      onProgress('demonstration entries', (played += 1), stories.length);
    });
  }
  const reused = stories.filter((story) => story.reuses?.length);
  let told = 0;
  await eachOf(reused, AT_ONCE, async (story) => {
    await player.reuse(story);
    onProgress('reuses between towns', (told += 1), reused.length);
  });
  for (const story of stories) await player.end(story);
  await moderate(services, cast);
  await finish(services, player);
}

async function moderate(services: Services, cast: DemoCast): Promise<void> {
  const systems = services.get(SystemService);
  const idOf = async (table: 'system' | 'supplier', name: string): Promise<string> =>
    (await services.get(UnitOfWork).run((transaction) => new SeedRepository().reference(transaction, table, name))) ??
    '';
  const confirm = async (table: 'system' | 'supplier', name: string): Promise<void> => {
    const command = { id: await idOf(table, name), idempotencyKey: `seed:${table}:${name}` };
    await systems.confirm(cast.moderator, table, command);
  };
  for (const name of confirmedSystems) await confirm('system', name);
  for (const name of confirmedSuppliers) await confirm('supplier', name);
  const [id, intoId] = [await idOf('system', mergedSystem.from), await idOf('system', mergedSystem.into)];
  // once merged, the old name leads to the one that stays
  if (id === intoId) return;
  await systems.merge(cast.moderator, 'system', { id, intoId, idempotencyKey: 'seed:system:merge' });
}

/** The days of every story, and the memory that it is whole: one transaction, so that it happens once. */
async function finish(services: Services, player: StoryPlayer): Promise<void> {
  const now = new Date();
  const dates = stories.map((story) => datesOf(story, player.entryId(story.key), now));
  await services.get(UnitOfWork).run(async (transaction) => {
    await new SeedRepository().setDates(transaction, dates);
    const shown = dates.filter(({ published }) => published !== null).map(({ id }) => id);
    await services.get(OutboxRepository).append(transaction, shown);
    await new SetupStepRepository().record(transaction, DEMONSTRATION_STEP, VERSION);
  });
}
