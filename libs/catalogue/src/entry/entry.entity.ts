import type { Audience } from '@maillage/identity';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { EntryState } from '../domain/entry-lifecycle.js';

/** An entry: who it belongs to, who sees it, where it stands. Its content is in revisions. */
@Entity('entry')
@Check('entry_state_known', `state IN ('DRAFT', 'PUBLISHED', 'ARCHIVED', 'WITHDRAWN', 'MERGED')`)
@Check('entry_audience_known', `audience IN ('PUBLIC', 'NETWORK', 'ORGANIZATION')`)
@Check('entry_published_has_revision', `state NOT IN ('PUBLISHED', 'ARCHIVED') OR published_revision IS NOT NULL`)
@Index('entry_origin', ['originSource', 'originSourceId'], { unique: true, where: 'origin_source IS NOT NULL' })
@Index('entry_list_newest', { synchronize: false })
@Index('entry_owner', ['ownerId'])
@Index('entry_subject', ['subjectOrganizationId'])
export class EntryEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  kind!: string;

  /** Organization that maintains it. */
  @ForeignKey('OrganizationEntity')
  @Column({ name: 'owner_id', type: 'uuid' })
  ownerId!: string;

  /** Organization that it is about. */
  @ForeignKey('OrganizationEntity')
  @Column({ name: 'subject_organization_id', type: 'uuid' })
  subjectOrganizationId!: string;

  /** When a verified coordinator of the subject took it over; null: written by others, not confirmed. */
  @Column({ name: 'claimed_at', type: 'timestamptz', nullable: true })
  claimedAt!: Date | null;

  @Column({ type: 'text', default: 'DRAFT' })
  state!: EntryState;

  @Column({ type: 'text', default: 'PUBLIC' })
  audience!: Audience;

  /** +1 on each change of what any audience sees. */
  @Column({ type: 'integer', default: 0 })
  version!: number;

  /** Number of the newest revision, published or not. */
  @Column({ name: 'last_revision', type: 'integer', default: 0 })
  lastRevision!: number;

  /** Number of the revision that readers see; null while nothing is published. */
  @Column({ name: 'published_revision', type: 'integer', nullable: true })
  publishedRevision!: number | null;

  /** Entry that replaces it, once MERGED. */
  @ForeignKey('EntryEntity')
  @Column({ name: 'merged_into_id', type: 'uuid', nullable: true })
  mergedIntoId!: string | null;

  /** Why it was withdrawn, in its owner's words; shown to those who may edit it. */
  @Column({ name: 'closing_note', type: 'text', nullable: true })
  closingNote!: string | null;

  @Column({ name: 'origin_source', type: 'text', nullable: true })
  originSource!: string | null;

  @Column({ name: 'origin_source_id', type: 'text', nullable: true })
  originSourceId!: string | null;

  @Column({ name: 'origin_source_url', type: 'text', nullable: true })
  originSourceUrl!: string | null;

  /** Raw values of the source's row, as read. */
  @Column({ name: 'origin_raw', type: 'jsonb', nullable: true })
  originRaw!: Record<string, unknown> | null;

  /** Hash of the source's row when it was last applied. */
  @Column({ name: 'origin_hash', type: 'text', nullable: true })
  originHash!: string | null;

  /** Monotone: every audience that ever saw it, for REMOVE in the feed. */
  @Column({ name: 'audiences_ever', type: 'text', array: true, default: () => "'{}'" })
  audiencesEver!: Audience[];

  @Column({ name: 'themes_ever', type: 'text', array: true, default: () => "'{}'" })
  themesEver!: string[];

  @Column({ name: 'territories_ever', type: 'text', array: true, default: () => "'{}'" })
  territoriesEver!: string[];

  @Column({ name: 'review_by', type: 'date', nullable: true })
  reviewBy!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ name: 'published_at', type: 'timestamptz', nullable: true })
  publishedAt!: Date | null;

  @Column({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' })
  updatedAt!: Date;

  @Column({ name: 'last_confirmed_at', type: 'timestamptz', nullable: true })
  lastConfirmedAt!: Date | null;
}
