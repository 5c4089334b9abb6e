import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** "This entry changed": written in the transaction of the change, after the entry's row lock; numbered by the relay. */
@Entity('outbox')
@Index('outbox_pending', { synchronize: false })
export class OutboxEntity {
  @PrimaryGeneratedColumn({ type: 'bigint' })
  id!: string;

  @Column({ name: 'entry_id', type: 'uuid' })
  entryId!: string;

  @Index('outbox_seq', { unique: true })
  @Column({ type: 'bigint', nullable: true })
  seq!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}

/** The one row that numbers come from. `epoch` changes after a restore. */
@Entity('feed_counter')
export class FeedCounterEntity {
  @PrimaryColumn({ type: 'smallint', default: 1 })
  id!: number;

  @Column({ type: 'bigint', default: 0 })
  n!: string;

  @Column({ type: 'uuid' })
  epoch!: string;

  /** Signs portals' cursors. Stays when the epoch changes: an old cursor is then told what it is. */
  @Column({ name: 'cursor_key', type: 'text' })
  cursorKey!: string;

  /** Up to this number, entries that nobody sees any more may be forgotten: who stopped before must begin anew. */
  @Column({ type: 'bigint', default: 0 })
  horizon!: string;

  /** Server, timeline and database that the epoch was given out by; another one means that a backup was restored. */
  @Column({ type: 'text', nullable: true })
  lineage!: string | null;
}

/** Newest number of each day, by which numbers are told their age. */
@Entity('feed_day')
export class FeedDayEntity {
  @PrimaryColumn({ type: 'date' })
  day!: string;

  @Column({ type: 'bigint' })
  seq!: string;
}

/** Latest number of each entry: what every follower reads. */
@Entity('feed_state')
export class FeedStateEntity {
  @PrimaryColumn({ name: 'entry_id', type: 'uuid' })
  entryId!: string;

  @Index('feed_state_seq', { unique: true })
  @Column({ type: 'bigint' })
  seq!: string;

  /** The entry's version when it was numbered. */
  @Column({ type: 'integer' })
  version!: number;

  /** True when no audience sees it any more. */
  @Column({ type: 'boolean', default: false })
  deleted!: boolean;
}

/** How far a follower inside the product (an indexer) has come. */
@Entity('feed_checkpoint')
export class FeedCheckpointEntity {
  @PrimaryColumn({ type: 'text' })
  reader!: string;

  @Column({ type: 'uuid' })
  epoch!: string;

  @Column({ type: 'bigint' })
  seq!: string;

  @Column({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' })
  updatedAt!: Date;
}

/** Entries that searches must leave out until the index has followed a narrowing; nearly always empty. */
@Entity('search_hidden')
export class SearchHiddenEntity {
  @PrimaryColumn({ name: 'entry_id', type: 'uuid' })
  entryId!: string;

  /** Version from which on it is hidden; the row goes when the index has reached it. */
  @Column({ type: 'integer' })
  version!: number;
}

export const changesEntities = [
  OutboxEntity,
  FeedCounterEntity,
  FeedDayEntity,
  FeedStateEntity,
  FeedCheckpointEntity,
  SearchHiddenEntity,
];
