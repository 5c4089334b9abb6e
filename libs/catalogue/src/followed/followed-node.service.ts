import { type Transaction, UnitOfWork } from '@maillage/database';
import { type Actor, AuditRepository, may } from '@maillage/identity';
import { canonicalJson, DomainError } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { FIRST_ID } from '../entry/entry.read-model.js';
import {
  type FollowedChange,
  FollowedNodeRepository,
  type FollowedSide,
  type HeldDocument,
} from './followed-node.repository.js';
import { FollowedEntryWriter, type FollowedNode } from './followed-entry.writer.js';

/** Another process has followed the node meanwhile. */
export class FollowedElsewhereError extends Error {
  constructor(source: string) {
    super(`Another process follows ${source}: end one of the two.`);
    this.name = 'FollowedElsewhereError';
  }
}

/** Documents a step: as many entries as an import writes at once. */
const STEP = 500;

/**
 * Shows the public entries of another node, as its feed tells them: read-only here, searchable, with their origin. Each
 * method is one transaction: after it, a killed process finds all of it or nothing.
 */
@Injectable()
export class FollowedNodeService {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(FollowedNodeRepository) private readonly nodes: FollowedNodeRepository,
    @Inject(FollowedEntryWriter) private readonly writer: FollowedEntryWriter,
    @Inject(AuditRepository) private readonly audit: AuditRepository,
  ) {}

  /**
   * @param grantedBy stable name of the administrator who granted it
   * @throws DomainError FORBIDDEN: only the product itself follows, with the leave of an administrator to publish
   */
  async open(actor: Actor, node: FollowedNode, grantedBy: string | null = null): Promise<void> {
    if (actor.kind !== 'SYSTEM' || !may(actor, 'entryPublish')) throw DomainError.forbidden();
    await this.unitOfWork.run(async (transaction) => {
      await this.nodes.open(transaction, node.source, node.url);
      const details = { source: node.source, url: node.url, grantedBy };
      await this.audit.append(transaction, { actor: actor.name, action: 'nodeFollow', details });
    });
  }

  /** As it was given to `apply`; null before. */
  async checkpoint(node: FollowedNode, side: FollowedSide): Promise<unknown> {
    return this.unitOfWork.run((transaction) => this.nodes.checkpoint(transaction, node.source, side));
  }

  /**
   * Changes in their order, and how far the feed was followed: both or neither. The same again changes nothing.
   * @param known checkpoint that the caller goes on from; absent: whatever it is
   * @throws FollowedElsewhereError when it is another one by now
   */
  async apply(
    node: FollowedNode,
    side: FollowedSide,
    changes: readonly FollowedChange[],
    checkpoint: unknown,
    known?: unknown,
  ): Promise<void> {
    await this.unitOfWork.run(async (transaction) => {
      await this.nodes.lock(transaction, node.source);
      await this.assertKnown(transaction, node.source, side, known);
      const last = [...new Map(changes.map((change) => [change.entryId, change])).values()];
      const removed = last.flatMap(({ entryId, document }) => (document === null ? [entryId] : []));
      const upserts = last.flatMap((change) => heldOf(change) ?? []);
      if (side === 'NEXT') {
        await this.nodes.drop(transaction, node.source, side, removed);
        const rows = upserts.map((held) => ({ ...held, shownAs: null, problem: null, targets: [] }));
        await this.nodes.hold(transaction, node.source, side, rows);
      } else {
        await this.writer.withdraw(transaction, node, removed);
        for (let start = 0; start < upserts.length; start += STEP) {
          await this.writer.show(transaction, node, upserts.slice(start, start + STEP));
        }
      }
      await this.nodes.keepCheckpoint(transaction, node.source, side, checkpoint);
    });
  }

  /** Empties the side of a full load; what is shown stays. */
  async begin(node: FollowedNode): Promise<void> {
    await this.unitOfWork.run(async (transaction) => {
      await this.nodes.clear(transaction, node.source, 'NEXT');
      await this.nodes.keepCheckpoint(transaction, node.source, 'NEXT', null);
    });
  }

  /**
   * The full load is what is shown, in one step: what it did not bring is withdrawn.
   * @param known checkpoint of the full load; absent: whatever it is
   * @throws FollowedElsewhereError
   */
  async swap(node: FollowedNode, known?: unknown): Promise<void> {
    await this.unitOfWork.run(async (transaction) => {
      await this.nodes.lock(transaction, node.source);
      await this.assertKnown(transaction, node.source, 'NEXT', known);
      await this.writer.withdraw(transaction, node, await this.nodes.ghosts(transaction, node.source));
      for await (const page of this.pages(transaction, node.source, 'NEXT')) {
        await this.writer.show(transaction, node, page);
      }
      const checkpoint = await this.nodes.checkpoint(transaction, node.source, 'NEXT');
      await this.nodes.keepCheckpoint(transaction, node.source, 'LIVE', checkpoint);
      await this.nodes.keepCheckpoint(transaction, node.source, 'NEXT', null);
      await this.nodes.clear(transaction, node.source, 'NEXT');
    });
  }

  /** Documents that are held, as the feed gave them, in the order of their ids; also those that are not shown. */
  async *entries(node: FollowedNode): AsyncIterable<HeldDocument> {
    for (let after = FIRST_ID; ;) {
      const page = await this.unitOfWork.run((transaction) =>
        this.nodes.page(transaction, node.source, 'LIVE', after, STEP),
      );
      yield* page;
      const last = page.at(-1);
      if (!last || page.length < STEP) return;
      after = last.entryId;
    }
  }

  private async assertKnown(
    transaction: Transaction,
    source: string,
    side: FollowedSide,
    known: unknown,
  ): Promise<void> {
    if (known === undefined) return;
    const kept = await this.nodes.checkpoint(transaction, source, side);
    if (canonicalJson(kept) !== canonicalJson(known)) throw new FollowedElsewhereError(source);
  }

  private async *pages(
    transaction: Transaction,
    source: string,
    side: FollowedSide,
  ): AsyncIterable<readonly HeldDocument[]> {
    for (let after = FIRST_ID; ;) {
      const page = await this.nodes.page(transaction, source, side, after, STEP);
      const last = page.at(-1);
      if (!last) return;
      yield page;
      after = last.entryId;
    }
  }
}

function heldOf({ entryId, version, seq, document }: FollowedChange): HeldDocument | null {
  return document === null ? null : { entryId, version, seq, document };
}
