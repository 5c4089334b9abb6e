import { jsonlStore, postgresStore, sqliteStore, type Store } from '@maillage/mirror';

/** A kind of place that `--to` names. */
export interface MirrorTarget {
  readonly name: string;
  /** What `--target` gives, for the help. */
  readonly place: string;
  /** Where entries go without `--target`; null where it must be given. */
  readonly fallback: string | null;
  /** @param feed address of the node that is mirrored */
  store(target: string, feed: string): Store | Promise<Store>;
}

/** Every place that the command can fill: a new one is a line here. */
export const mirrorTargets: readonly MirrorTarget[] = [
  { name: 'jsonl', place: 'a folder', fallback: 'maillage-mirror', store: jsonlStore },
  { name: 'sqlite', place: 'a file', fallback: 'maillage-mirror.db', store: sqliteStore },
  { name: 'postgres', place: 'a database’s URL', fallback: null, store: postgresStore },
  {
    name: 'maillage',
    place: 'public address of this node, whose own entries do not come back',
    fallback: 'http://localhost',
    // loaded when it is named, so that a portal's mirror starts without the product
    store: async (target, feed) => (await import('./followed-node.store.js')).followedNodeStore(target, feed),
  },
];
