import {
  FollowedElsewhereError,
  type FollowedNode,
  FollowedNodeService,
  type FollowedSide,
  sourceOfNode,
} from '@maillage/catalogue';
import { systemActor } from '@maillage/identity';
import { type Config, loadConfig } from '@maillage/kernel';
import { type Change, type Checkpoint, MirrorError, type Store, type StoredEntry } from '@maillage/mirror';
import { grantPublication } from '../import/import-grant.js';
import { type Network, openNetwork } from '../network.js';

/**
 * Shows the entries of another node in this one: `maillage mirror URL --to maillage`. An administrator grants it, as for
 * an import that publishes (MAILLAGE_KEY, or the demonstration's).
 * @param own public address of this node
 * @param feed address of the node that is followed
 */
export function followedNodeStore(own: string, feed: string, config: Config = loadConfig()): Store {
  const node = { source: sourceOfNode(feed), url: feed, ownSource: sourceOfNode(own) };
  return new FollowedNodeStore(node, config);
}

class FollowedNodeStore implements Store {
  private network: (Network & { close(): Promise<void> }) | null = null;
  private granted = false;
  /** Checkpoints as this process left them: another one's step in between is an error, not an overwrite. */
  private readonly known = new Map<FollowedSide, Checkpoint | null>();

  constructor(
    private readonly node: FollowedNode,
    private readonly config: Config,
  ) {}

  private get service(): FollowedNodeService {
    if (!this.network) throw new MirrorError('STORE', 'The store is not open.');
    return this.network.get(FollowedNodeService);
  }

  async open(): Promise<void> {
    if (this.node.source === this.node.ownSource) throw new MirrorError('STORE', 'A node does not follow itself.');
    this.network = await openNetwork(this.config);
    const grantedBy = await grantPublication(this.network, this.config, undefined);
    this.granted = true;
    await this.service.open(systemActor('mirror', ['import:publish']), this.node, grantedBy);
    for (const side of ['LIVE', 'NEXT'] as const) {
      this.known.set(side, (await this.service.checkpoint(this.node, side)) as Checkpoint | null);
    }
  }

  async checkpoint(side: FollowedSide): Promise<Checkpoint | null> {
    return this.known.get(side) ?? null;
  }

  async apply(side: FollowedSide, changes: readonly Change[], checkpoint: Checkpoint): Promise<void> {
    const known = this.known.get(side) ?? null;
    await alone(() => this.service.apply(this.node, side, changes, checkpoint, known));
    this.known.set(side, checkpoint);
  }

  async begin(): Promise<void> {
    await this.service.begin(this.node);
    this.known.set('NEXT', null);
  }

  async swap(): Promise<void> {
    const next = this.known.get('NEXT') ?? null;
    await alone(() => this.service.swap(this.node, next));
    this.known.set('LIVE', next);
    this.known.set('NEXT', null);
  }

  async *entries(): AsyncIterable<StoredEntry> {
    for await (const held of this.service.entries(this.node)) yield { ...held, sound: isJson(held.document) };
  }

  /** What was written can be searched when the command ends. */
  async close(): Promise<void> {
    const { network } = this;
    this.network = null;
    if (!network) return;
    try {
      if (this.granted && !network.instance.running) await network.catchUp();
    } finally {
      await network.close();
    }
  }
}

/** @throws MirrorError BUSY */
async function alone(step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (error) {
    if (error instanceof FollowedElsewhereError) throw new MirrorError('BUSY', error.message, { cause: error });
    throw error;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
