import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { RevisionState } from '../domain/entry-lifecycle.js';
import type { RecordedDecision } from '../fields/content-personal-data.js';
import type { EntryContent } from '../fields/entry-content.js';

/** Content of an entry at a time; never edited once published. */
@Entity('entry_revision')
@Index('entry_revision_state', ['entryId', 'state'])
@Index('entry_revision_submitted', ['entryId'], { where: "state = 'SUBMITTED'" })
export class EntryRevisionEntity {
  @ForeignKey('EntryEntity')
  @PrimaryColumn({ name: 'entry_id', type: 'uuid' })
  entryId!: string;

  /** From 1. */
  @PrimaryColumn({ type: 'integer' })
  number!: number;

  @Column({ type: 'text', default: 'DRAFT' })
  state!: RevisionState;

  /** Every field of the kind's field table, envelope texts included. */
  @Column({ type: 'jsonb' })
  content!: EntryContent;

  /** Hashes of the folded title and description: find what another organization has already written. */
  @Index('entry_revision_title_hash')
  @Column({ name: 'title_hash', type: 'text' })
  titleHash!: string;

  /** Null without a description. */
  @Index('entry_revision_text_hash')
  @Column({ name: 'text_hash', type: 'text', nullable: true })
  textHash!: string | null;

  /** The reviewer's words when changes were asked for. */
  @Column({ name: 'review_comment', type: 'text', nullable: true })
  reviewComment!: string | null;

  /** Why what the texts tell of persons stays, finding by finding; the next revision takes it over. */
  @Column({ name: 'personal_data_decisions', type: 'jsonb', nullable: true })
  personalDataDecisions!: RecordedDecision[] | null;

  /** Stable names of actors; no personal data. */
  @Column({ type: 'text' })
  author!: string;

  @Column({ name: 'published_by', type: 'text', nullable: true })
  publishedBy!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ name: 'submitted_at', type: 'timestamptz', nullable: true })
  submittedAt!: Date | null;

  @Column({ name: 'published_at', type: 'timestamptz', nullable: true })
  publishedAt!: Date | null;
}

/** A typed link of a revision to another entry or to a system; integrity is the database's (foreign keys). */
@Entity('entry_relation')
@Check('entry_relation_one_target', `num_nonnulls(target_entry_id, target_system_id) = 1`)
@Index('entry_relation_target_entry', ['targetEntryId'])
@Index('entry_relation_target_system', ['targetSystemId'])
export class EntryRelationEntity {
  @ForeignKey('EntryEntity')
  @PrimaryColumn({ name: 'entry_id', type: 'uuid' })
  entryId!: string;

  /** Revision that states it. */
  @PrimaryColumn({ type: 'integer' })
  revision!: number;

  /** Place in the revision's list, from 0. */
  @PrimaryColumn({ type: 'integer' })
  position!: number;

  @Column({ type: 'text' })
  type!: string;

  @ForeignKey('EntryEntity')
  @Column({ name: 'target_entry_id', type: 'uuid', nullable: true })
  targetEntryId!: string | null;

  @ForeignKey('SystemEntity')
  @Column({ name: 'target_system_id', type: 'uuid', nullable: true })
  targetSystemId!: string | null;

  /** For GOVERNED_BY_CHARTER: compliance a commitment, `[{commitment, status, note}]`. */
  @Column({ type: 'jsonb', nullable: true })
  compliance!: Record<string, unknown>[] | null;
}
