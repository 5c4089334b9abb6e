import type { Transaction } from '@maillage/database';
import { OrganizationDependants } from '@maillage/identity';
import { Injectable } from '@nestjs/common';

/**
 * Entries whose documents show something of another row: its owner's name, its system, the entry it points at. When
 * that row changes, one statement gives each of them a new version and an outbox row, in the transaction of the change.
 * Rows are locked in the order of their ids so that two such changes never wait for each other in a circle.
 */
@Injectable()
export class EntryDependantsRepository extends OrganizationDependants {
  /** An organization was renamed, verified or hidden. */
  override async touch(transaction: Transaction, organizationId: string): Promise<void> {
    await this.touchWhere(
      transaction,
      `x.owner_id = $1 OR x.subject_organization_id = $1
       OR x.id IN (SELECT entry_id FROM adoption WHERE organization_id = $1)
       OR x.id IN (SELECT l.entry_id FROM entry_relation l JOIN entry t ON t.id = l.target_entry_id WHERE t.owner_id = $1)`,
      organizationId,
    );
  }

  /** An entry was withdrawn, merged or narrowed: relations to it are shown no more. */
  async touchEntriesPointingAt(transaction: Transaction, entryId: string): Promise<void> {
    await this.touchEntriesPointingAtAny(transaction, [entryId]);
  }

  /** The same for several at once; those among them have their new version already. */
  async touchEntriesPointingAtAny(transaction: Transaction, entryIds: readonly string[]): Promise<void> {
    if (entryIds.length === 0) return;
    await this.touchWhere(
      transaction,
      `x.id <> ALL($1::uuid[]) AND x.id IN (SELECT l.entry_id FROM entry_relation l
         WHERE l.target_entry_id = ANY($1::uuid[]) AND l.revision = x.published_revision)`,
      entryIds,
    );
  }

  /** A system was renamed, confirmed or merged. */
  async touchEntriesUsingSystem(transaction: Transaction, systemId: string): Promise<void> {
    await this.touchWhere(
      transaction,
      `EXISTS (SELECT 1 FROM entry_revision v WHERE v.entry_id = x.id AND v.number = x.published_revision
         AND v.content #>> '{deployment,system}' IN (SELECT id::text FROM system WHERE id = $1 OR merged_into_id = $1))
       OR EXISTS (SELECT 1 FROM entry_relation l WHERE l.entry_id = x.id AND l.revision = x.published_revision
         AND l.target_system_id IN (SELECT id FROM system WHERE id = $1 OR merged_into_id = $1))`,
      systemId,
    );
  }

  /** Reuses of an entry that was merged count for the one that stays; an organization that reuses both keeps its own. */
  async moveAdoptions(transaction: Transaction, fromEntryId: string, toEntryId: string): Promise<void> {
    await transaction.query(
      `UPDATE adoption a SET entry_id = $2, updated_at = now() WHERE a.entry_id = $1
         AND NOT EXISTS (SELECT 1 FROM adoption b WHERE b.entry_id = $2 AND b.organization_id = a.organization_id)`,
      [fromEntryId, toEntryId],
    );
  }

  private async touchWhere(
    transaction: Transaction,
    condition: string,
    ids: string | readonly string[],
  ): Promise<void> {
    await transaction.query(
      `WITH locked AS (
         SELECT x.id FROM entry x WHERE x.published_revision IS NOT NULL AND (${condition}) ORDER BY x.id FOR UPDATE),
       touched AS (
         UPDATE entry SET version = version + 1 FROM locked WHERE entry.id = locked.id RETURNING entry.id)
       INSERT INTO outbox (entry_id) SELECT id FROM touched ORDER BY id`,
      [ids],
    );
  }
}
