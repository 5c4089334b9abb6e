import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A node whose public entries are shown here, and how far its feed has been followed. */
@Entity('followed_node')
export class FollowedNodeEntity {
  /** `maillage:<host>`: the source of its entries. */
  @PrimaryColumn({ type: 'text' })
  source!: string;

  /** Address of its API. */
  @Column({ type: 'text' })
  url!: string;

  /** As the client of the feed keeps it; written with the page it tells of. */
  @Column({ type: 'jsonb', nullable: true })
  checkpoint!: Record<string, unknown> | null;

  /** Of a full load that is under way. */
  @Column({ name: 'next_checkpoint', type: 'jsonb', nullable: true })
  nextCheckpoint!: Record<string, unknown> | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}

/** What the feed of a node says of an entry, as it was given. `LIVE` is shown here; `NEXT` is a full load under way. */
@Entity('followed_entry')
@Index('followed_entry_entry', ['entryId'], { where: 'entry_id IS NOT NULL' })
@Index('followed_entry_targets', { synchronize: false })
export class FollowedEntryEntity {
  @ForeignKey('FollowedNodeEntity')
  @PrimaryColumn({ type: 'text' })
  source!: string;

  @PrimaryColumn({ type: 'text' })
  side!: 'LIVE' | 'NEXT';

  /** Its id there. */
  @PrimaryColumn({ name: 'remote_id', type: 'uuid' })
  remoteId!: string;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'bigint' })
  seq!: string;

  @Column({ type: 'text' })
  document!: string;

  /** The entry that shows it here; null for what is held and not shown (`problem`), and for `NEXT`. */
  @ForeignKey('EntryEntity')
  @Column({ name: 'entry_id', type: 'uuid', nullable: true })
  entryId!: string | null;

  /** Why it is not shown, a code. */
  @Column({ type: 'text', nullable: true })
  problem!: string | null;

  /** Ids there of the entries that it points at. */
  @Column({ type: 'uuid', array: true, default: () => "'{}'" })
  targets!: string[];
}

/** An organization of a node and the one that stands for it here. */
@Entity('followed_organization')
export class FollowedOrganizationEntity {
  @ForeignKey('FollowedNodeEntity')
  @PrimaryColumn({ type: 'text' })
  source!: string;

  @PrimaryColumn({ name: 'remote_id', type: 'uuid' })
  remoteId!: string;

  @ForeignKey('OrganizationEntity')
  @Column({ name: 'organization_id', type: 'uuid' })
  organizationId!: string;

  /** It was made for this node: it bears the name that it has there. */
  @Column({ type: 'boolean' })
  made!: boolean;
}
