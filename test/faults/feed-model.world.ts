import { EntryReviewService, EntryWritingService } from '@maillage/catalogue';
import { EpochRepository, HorizonRepository, Relay } from '@maillage/changes';
import { FeedModule, type FeedScope, feedScope, FeedService } from '@maillage/feed';
import pg from 'pg';
import { copyEntry } from '../factories/bulk.factory.js';
import { useCaseContent } from '../factories/use-case.factory.js';
import { createTestNetwork, type TestNetwork } from '../support/test-network.js';

export const ENTRIES = 3;
export const WRITERS = 2;
export const THEMES = ['MOBILITY', 'ADMINISTRATION_ORGANISATION'] as const;
export const AUDIENCES = ['PUBLIC', 'NETWORK', 'ORGANIZATION'] as const;
export const STATES = ['PUBLISHED', 'WITHDRAWN'] as const;
const DAY = '2026-01-01';

export interface Change {
  readonly entry: number;
  readonly state: (typeof STATES)[number];
  readonly audience: (typeof AUDIENCES)[number];
  readonly theme: (typeof THEMES)[number];
}

interface Follower {
  readonly scope: FeedScope;
  held: Map<string, number>;
  cursor: string | null;
}

export const MIRRORS = 3;
const followers = (): Follower[] =>
  [feedScope('PUBLIC', null), feedScope('NETWORK', null), feedScope('PUBLIC', { themes: [THEMES[0]] })].map(
    (scope) => ({
      scope,
      held: new Map<string, number>(),
      cursor: null,
    }),
  );

/** One database that every run of the model begins anew in, and the product's relay and feed on it. */
export class FeedWorld {
  private mirrors: Follower[] = [];
  /** Whether writers keep the monotone columns, as the product's do: one seeded fault leaves it to the relay. */
  keepsEver = true;

  private constructor(
    readonly network: TestNetwork,
    private readonly ids: readonly string[],
    private readonly writers: readonly pg.Client[],
    private readonly own: pg.Client,
  ) {}

  static async open(): Promise<FeedWorld> {
    const network = await createTestNetwork([FeedModule]);
    const ownerId = await network.organization('Ville du modèle');
    const actor = await network.member('COORDINATOR', ownerId);
    const content = { ...useCaseContent(), themes: [THEMES[0]] };
    const writing = network.module.get(EntryWritingService, { strict: false });
    const { id } = await writing.create(actor, { ownerId, kind: 'USE_CASE', content });
    await network.module.get(EntryReviewService, { strict: false }).publish(actor, { id, baseRevision: 1 });
    const ids = [id, ...(await copyEntry(network, id, ENTRIES - 1))];
    const clients = Array.from(
      { length: WRITERS + 1 },
      () => new pg.Client({ connectionString: network.database.url }),
    );
    await Promise.all(clients.map((client) => client.connect()));
    const own = clients.pop() as pg.Client;
    await own.query(`
      CREATE TABLE saved_entry AS SELECT id, version, state, audience, audiences_ever, themes_ever,
        NULL::jsonb AS themes FROM entry WITH NO DATA;
      CREATE TABLE saved_outbox AS TABLE outbox WITH NO DATA;
      CREATE TABLE saved_feed_state AS TABLE feed_state WITH NO DATA;
      CREATE TABLE saved_n (n bigint, horizon bigint)`);
    return new FeedWorld(network, ids, clients, own);
  }

  get feed(): FeedService {
    return this.network.module.get(FeedService, { strict: false });
  }

  get relay(): Relay {
    return this.network.module.get(Relay, { strict: false });
  }

  /** Everything as at first: one entry public, the others never shown, all numbered, and in nobody's mirror. */
  async reset(): Promise<void> {
    await this.own.query(`
      TRUNCATE outbox, feed_state, feed_day, saved_entry, saved_outbox, saved_feed_state, saved_n;
      UPDATE entry SET version = 1, state = 'PUBLISHED', audience = 'PUBLIC', audiences_ever = '{NETWORK,PUBLIC}',
        themes_ever = ARRAY['${THEMES[0]}'];
      UPDATE entry SET audience = 'ORGANIZATION', audiences_ever = '{}' WHERE id <> '${this.ids[0]}';
      UPDATE entry_revision SET content = jsonb_set(content, '{themes}', '["${THEMES[0]}"]');
      UPDATE feed_counter SET n = 0, horizon = 0, epoch = gen_random_uuid();
      INSERT INTO outbox (entry_id) SELECT id FROM entry ORDER BY id`);
    await this.relay.drain();
    this.mirrors = followers();
  }

  async write(writer: number, isOpen: boolean, { entry, state, audience, theme }: Change): Promise<void> {
    const client = this.writers[writer] as pg.Client;
    if (!isOpen) await client.query('BEGIN');
    const id = this.ids[entry];
    const seen =
      state === 'PUBLISHED' ? { PUBLIC: ['PUBLIC', 'NETWORK'], NETWORK: ['NETWORK'], ORGANIZATION: [] } : null;
    await client.query('UPDATE entry SET version = version + 1, state = $2, audience = $3 WHERE id = $1', [
      id,
      state,
      audience,
    ]);
    if (this.keepsEver) {
      await client.query(
        `UPDATE entry SET themes_ever = ARRAY(SELECT DISTINCT unnest(themes_ever || $2::text[])),
                audiences_ever = ARRAY(SELECT DISTINCT unnest(audiences_ever || $3::text[])) WHERE id = $1`,
        [id, [theme], seen?.[audience] ?? []],
      );
    }
    await client.query(
      `UPDATE entry_revision SET content = jsonb_set(content, '{themes}', to_jsonb($2::text[])) WHERE entry_id = $1`,
      [id, [theme]],
    );
    await client.query('INSERT INTO outbox (entry_id) VALUES ($1)', [id]);
  }

  async end(writer: number, how: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    await this.writers[writer]?.query(how);
  }

  /** One page. Told to begin anew, a mirror empties itself. @returns whether there is more */
  async read(mirror: number, size: number): Promise<boolean> {
    const follower = this.mirrors[mirror] as Follower;
    const { scope, cursor, held } = follower;
    try {
      const page = await this.feed.page(scope, cursor, size);
      for (const { op, entryId, version } of page.changes) {
        if (op === 'REMOVE') held.delete(entryId);
        else held.set(entryId, version);
      }
      follower.cursor = page.nextCursor;
      return page.hasMore;
    } catch (error) {
      if (!(error as { resync?: boolean }).resync) throw error;
      follower.held = new Map();
      follower.cursor = null;
      return true;
    }
  }

  /** The retention of removals ends: what nobody sees is forgotten up to the head. */
  async expire(): Promise<void> {
    const horizon = this.network.module.get(HorizonRepository, { strict: false });
    await this.own.query('DELETE FROM feed_day');
    await horizon.note(DAY);
    await horizon.moveTo(DAY);
  }

  async beginEpoch(): Promise<void> {
    await this.network.module.get(EpochRepository, { strict: false }).begin();
  }

  async save(): Promise<void> {
    await this.own.query(`
      TRUNCATE saved_entry, saved_outbox, saved_feed_state, saved_n;
      INSERT INTO saved_entry SELECT e.id, version, e.state, audience, audiences_ever, themes_ever, content -> 'themes'
        FROM entry e JOIN entry_revision v ON v.entry_id = e.id;
      INSERT INTO saved_outbox TABLE outbox;
      INSERT INTO saved_feed_state TABLE feed_state;
      INSERT INTO saved_n SELECT n, horizon FROM feed_counter`);
  }

  /** Everything as it was saved; a process that then starts begins a new epoch. */
  async restore(): Promise<void> {
    await this.own.query(`
      TRUNCATE outbox, feed_state;
      UPDATE entry e SET version = s.version, state = s.state, audience = s.audience, audiences_ever = s.audiences_ever,
        themes_ever = s.themes_ever FROM saved_entry s WHERE s.id = e.id;
      UPDATE entry_revision v SET content = jsonb_set(content, '{themes}', s.themes) FROM saved_entry s WHERE s.id = v.entry_id;
      INSERT INTO outbox TABLE saved_outbox;
      INSERT INTO feed_state TABLE saved_feed_state;
      UPDATE feed_counter f SET n = s.n, horizon = s.horizon FROM saved_n s`);
    await this.beginEpoch();
  }

  /** Everything numbered and read: each mirror must be what its scope shows, by a rule written by hand. */
  async settle(): Promise<void> {
    await this.relay.drain();
    for (const [index, { scope }] of this.mirrors.entries()) {
      while (await this.read(index, 2));
      const rows = await this.network.rows<{ id: string; version: number }>(
        `SELECT e.id, e.version FROM entry e JOIN entry_revision v ON v.entry_id = e.id
          WHERE e.state = 'PUBLISHED' AND e.audience = ANY($1::text[])
            AND ($2::text[] IS NULL OR v.content -> 'themes' ?| $2::text[]) ORDER BY e.id`,
        [scope.audience === 'PUBLIC' ? ['PUBLIC'] : ['PUBLIC', 'NETWORK'], scope.themes],
      );
      const shown = rows.map(({ id, version }) => `${id}:${version}`).join();
      const held = [...(this.mirrors[index]?.held ?? [])].map(([id, version]) => `${id}:${version}`);
      if (held.sort().join() !== shown) throw new Error(`mirror ${index} holds ${held.join()}, not ${shown}`);
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.writers, this.own].map((client) => client.end()));
    await this.network.close();
  }
}
