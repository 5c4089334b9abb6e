import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jsonlStore, memoryStore, postgresStore, sqliteStore, type Store } from '@maillage/mirror';
import { createTestDatabase } from '../support/test-database.js';

/** A place for stores, opened as often as asked for: the same place again is what a new process finds. */
export interface StorePlace {
  open(): Store;
  /** What `--to` and `--target` name. */
  readonly to: string;
  readonly target: string;
  remove(): Promise<void>;
}

export const STORES = ['jsonl', 'sqlite', 'postgres'] as const;
export type StoreName = (typeof STORES)[number];

export async function storePlace(name: StoreName): Promise<StorePlace> {
  if (name === 'postgres') {
    const database = await createTestDatabase();
    const { url } = database;
    return { to: name, target: url, open: () => postgresStore(url), remove: () => database.drop() };
  }
  const folder = mkdtempSync(join(tmpdir(), 'maillage-mirror-'));
  const target = name === 'jsonl' ? join(folder, 'entries') : join(folder, 'entries.db');
  const open = (): Store => (name === 'jsonl' ? jsonlStore(target) : sqliteStore(target));
  return { to: name, target, open, remove: async () => rmSync(folder, { recursive: true, force: true }) };
}

export { memoryStore };

/** Documents by id. */
export async function contentOf(mirror: Pick<Store, 'entries'>): Promise<Map<string, string>> {
  const content = new Map<string, string>();
  for await (const { entryId, document } of mirror.entries()) content.set(entryId, document);
  return content;
}
