import { setTimeout as pause } from 'node:timers/promises';
import { canonicalJson } from '@maillage/kernel';
import { Meilisearch, MeilisearchApiError, type Settings, type Task } from 'meilisearch';
import type { SearchDocument } from '../document/search-document.js';
import type { SearchOptions } from '../search-options.js';
import type { VectorSpace } from '../vector/vector-settings.js';
import { EngineRefusal, EngineStateLost, EngineUnavailable } from './engine.errors.js';
import { hasCurrentSettings, searchSettings } from './search-settings.js';

/** Milliseconds: of one administrative request; of a task that is waited for. */
const REQUEST_TIMEOUT = 30_000;
const TASK_PATIENCE = 600_000;
/**
 * Milliseconds between two looks at a task: an eighth of what it has taken so far, so that its end is met at most that
 * much late. A single document takes ten milliseconds on a small index, half a second on a large one.
 */
const POLL_FIRST = 5;
const POLL_LAST = 250;
const POLL_SHARE = 1 / 8;

/** Errors of tasks that say nothing about the documents. */
const TROUBLE = new Set([
  'no_space_left_on_device',
  'too_many_open_files',
  'io_error',
  'database_size_limit_reached',
  'invalid_store_file',
  'unretrievable_error',
]);

/** An index as the engine knows it. */
export interface EngineIndex {
  readonly uid: string;
  /** RFC 3339 with nanoseconds; travels with the contents when indexes are swapped. */
  readonly createdAt: string;
}

/** Administration of Meilisearch: indexes, documents, tasks. A task counts as done when it has *succeeded*. */
export class SearchEngine {
  private readonly client: Meilisearch;
  private readonly space: VectorSpace | null;
  /** Start of the names of the network's indexes. */
  readonly indexPrefix: string;

  /** @param timeout milliseconds after which one request is given up */
  constructor(
    options: Pick<SearchOptions, 'url' | 'key' | 'indexPrefix' | 'embedder'>,
    timeout: number = REQUEST_TIMEOUT,
  ) {
    this.indexPrefix = options.indexPrefix;
    this.space = options.embedder ?? null;
    this.client = new Meilisearch({ host: options.url, apiKey: options.key, timeout });
  }

  /** The index, or undefined when there is none. */
  async find(uid: string): Promise<EngineIndex | undefined> {
    try {
      const index = await this.ask(() => this.client.getRawIndex(uid));
      // The client types it as text, and it must stay text: a Date would lose the nanoseconds.
      return { uid: index.uid, createdAt: String(index.createdAt) };
    } catch (error) {
      if (error instanceof EngineStateLost) return undefined;
      throw error;
    }
  }

  /** Makes an empty index with our settings. */
  async create(uid: string): Promise<EngineIndex> {
    await this.follow(await this.ask(() => this.client.createIndex(uid, { primaryKey: 'id' })));
    await this.applySettings(uid);
    const index = await this.find(uid);
    if (!index) throw new EngineStateLost(`index ${uid} vanished while it was made`);
    return index;
  }

  async remove(uid: string): Promise<void> {
    const task = await this.settled(await this.ask(() => this.client.deleteIndex(uid)));
    if (task.status !== 'succeeded' && task.error?.code !== 'index_not_found') throw refusalOf(task);
  }

  /** Exchanges the contents of two indexes, at once for every search. */
  async swap(one: string, other: string): Promise<void> {
    await this.follow(await this.ask(() => this.client.swapIndexes([{ indexes: [one, other], rename: false }])));
  }

  /** For an index without documents: on a full one the engine would index everything anew, in place. */
  async applySettings(uid: string): Promise<void> {
    await this.follow(await this.ask(() => this.client.index(uid).updateSettings(searchSettings(this.space))));
  }

  async hasCurrentSettings(uid: string): Promise<boolean> {
    const settings = await this.ask(() => this.client.index(uid).getSettings());
    return hasCurrentSettings(settings as Settings, this.space);
  }

  /**
   * Gives an index these synonyms. The engine indexes nothing anew for it, and answers searches meanwhile.
   * @returns false when it had them
   */
  async setSynonyms(uid: string, synonyms: Readonly<Record<string, string[]>>): Promise<boolean> {
    const actual = await this.ask(() => this.client.index(uid).getSynonyms());
    if (canonicalJson(actual) === canonicalJson(synonyms)) return false;
    await this.follow(await this.ask(() => this.client.index(uid).updateSynonyms(synonyms)));
    return true;
  }

  async documentCount(uid: string): Promise<number> {
    const stats = await this.ask(() => this.client.index(uid).getStats());
    return stats.numberOfDocuments;
  }

  /** Ids and versions of the documents of an index, in pages of a stable order. */
  async versions(uid: string, offset: number, limit: number): Promise<{ id: string; version: number }[]> {
    const page = await this.ask(() =>
      this.client
        .index(uid)
        .getDocuments<{ id: string; version: number }>({ fields: ['id', 'version'], offset, limit }),
    );
    return page.results;
  }

  /** The same of these documents; those that are not there are left out. @param ids at most 1,000 */
  async versionsOf(uid: string, ids: readonly string[]): Promise<{ id: string; version: number }[]> {
    const page = await this.ask(() =>
      this.client.index(uid).getDocuments<{ id: string; version: number }>({
        fields: ['id', 'version'],
        ids: [...ids],
        limit: ids.length,
      }),
    );
    return page.results;
  }

  /**
   * Adds or replaces documents and waits until they are searchable.
   * @param onSent called when the engine has queued them
   * @throws EngineRefusal naming the task's error
   */
  async put(uid: string, documents: readonly SearchDocument[], onSent?: () => void): Promise<void> {
    const enqueued = await this.ask(() =>
      this.client
        .index<SearchDocument & Record<string, unknown>>(uid)
        .addDocuments(documents as (SearchDocument & Record<string, unknown>)[], { primaryKey: 'id' }),
    );
    onSent?.();
    await this.follow(enqueued);
  }

  async delete(uid: string, ids: readonly string[]): Promise<void> {
    await this.follow(await this.ask(() => this.client.index(uid).deleteDocuments([...ids])));
  }

  /**
   * Forgets tasks of these indexes that ended before `moment`: the engine's own limit is a million.
   * @returns tasks forgotten
   */
  async forgetTasks(uids: readonly string[], moment: Date): Promise<number> {
    const query = {
      indexUids: [...uids],
      statuses: ['succeeded', 'failed', 'canceled'] as ('succeeded' | 'failed' | 'canceled')[],
      beforeFinishedAt: moment.toISOString(),
    };
    const task = await this.settled(await this.ask(() => this.client.tasks.deleteTasks(query)));
    if (task.status !== 'succeeded') throw refusalOf(task);
    return (task.details as { deletedTasks?: number } | undefined)?.deletedTasks ?? 0;
  }

  async version(): Promise<string> {
    return (await this.ask(() => this.client.getVersion())).pkgVersion;
  }

  private async follow(enqueued: { taskUid: number }): Promise<void> {
    const task = await this.settled(enqueued);
    if (task.status === 'succeeded') return;
    if (task.status === 'canceled') throw new EngineUnavailable(`task ${task.uid} was canceled`);
    throw refusalOf(task);
  }

  private async settled(enqueued: { taskUid: number }): Promise<Task> {
    const started = performance.now();
    for (;;) {
      const taken = performance.now() - started;
      await pause(Math.min(Math.max(taken * POLL_SHARE, POLL_FIRST), POLL_LAST));
      const task = await this.ask(() => this.client.tasks.getTask(enqueued.taskUid));
      if (task.status !== 'enqueued' && task.status !== 'processing') return task;
      if (taken > TASK_PATIENCE) throw new EngineUnavailable(`task ${task.uid} has not ended in ${TASK_PATIENCE} ms`);
    }
  }

  private async ask<T>(request: () => PromiseLike<T>): Promise<T> {
    try {
      return await request();
    } catch (error) {
      throw translated(error);
    }
  }
}

function translated(error: unknown): Error {
  if (error instanceof MeilisearchApiError) {
    const code = error.cause?.code ?? '';
    const { status } = error.response;
    if (status === 404) return new EngineStateLost(error.message);
    // A refused key is trouble of the installation, not of a document: nothing is set aside for it.
    const trouble = status >= 500 || [401, 403, 408, 429].includes(status);
    if (trouble) return new EngineUnavailable(error.message, { cause: error });
    return new EngineRefusal(error.message, code);
  }
  return new EngineUnavailable('Meilisearch does not answer', { cause: error });
}

function refusalOf(task: Task): Error {
  const { error } = task;
  const code = error?.code ?? 'unknown';
  const message = error?.message ?? `task ${task.uid} ended ${task.status}`;
  if (code === 'index_not_found') return new EngineStateLost(message);
  if (TROUBLE.has(code) || error?.type === 'system') return new EngineUnavailable(message);
  return new EngineRefusal(message, code);
}
