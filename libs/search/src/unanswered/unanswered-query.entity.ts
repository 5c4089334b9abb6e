import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A query that found nothing on one day. Holds words alone (see `maskedQuery`): neither who asked nor from where. A row
 * is of one day, so that what is older than the retention goes exactly, however often it is asked again.
 */
@Entity('unanswered_query')
export class UnansweredQueryEntity {
  /** In UTC. */
  @PrimaryColumn({ type: 'date' })
  day!: string;

  /** What makes two queries one; parted by single spaces. */
  @PrimaryColumn({ type: 'text' })
  stems!: string;

  /** As it was typed last, masked. */
  @Column({ type: 'text' })
  text!: string;

  @Column({ type: 'integer' })
  times!: number;

  /** Entries with some of the words were shown, at least once. */
  @Column({ name: 'had_approaching', type: 'boolean' })
  hadApproaching!: boolean;

  @Column({ name: 'first_seen', type: 'timestamptz' })
  firstSeen!: Date;

  @Column({ name: 'last_seen', type: 'timestamptz' })
  lastSeen!: Date;

  /** Put aside by a moderator; with it the same query of later days. */
  @Column({ type: 'boolean', default: false })
  dismissed!: boolean;
}
