import { Column, Entity, PrimaryColumn } from 'typeorm';
import { SearchDocumentEntity, SearchWordEntity } from './fallback/search-document.entity.js';
import { glossaryEntities } from './glossary/store/glossary.entity.js';
import { UnansweredQueryEntity } from './unanswered/unanswered-query.entity.js';
import { SearchVerificationEntity } from './verification/search-verification.entity.js';

/** A document that the engine refuses: set aside and told, so that the others go on. */
@Entity('search_quarantine')
export class SearchQuarantineEntity {
  @PrimaryColumn({ name: 'index_name', type: 'text' })
  indexName!: string;

  @PrimaryColumn({ name: 'entry_id', type: 'uuid' })
  entryId!: string;

  @Column({ type: 'integer' })
  version!: number;

  @Column({ type: 'text' })
  error!: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  at!: Date;
}

/** Day for which the documents of one incarnation of an index tell how fresh entries are. */
@Entity('search_freshness')
export class SearchFreshnessEntity {
  /** Name of the follower that maintains the incarnation. */
  @PrimaryColumn({ type: 'text' })
  reader!: string;

  /** In UTC. Documents written since are of that day or a later one. */
  @Column({ type: 'date' })
  day!: string;
}

/** An entry whose last write into an index was not answered. */
@Entity('search_doubt')
export class SearchDoubtEntity {
  @PrimaryColumn({ name: 'index_name', type: 'text' })
  indexName!: string;

  @PrimaryColumn({ name: 'entry_id', type: 'uuid' })
  entryId!: string;

  /** Null until the engine answers again. */
  @Column({ name: 'watched_until', type: 'timestamptz', nullable: true })
  watchedUntil!: Date | null;
}

export const searchEntities = [
  SearchQuarantineEntity,
  SearchFreshnessEntity,
  SearchDocumentEntity,
  SearchWordEntity,
  UnansweredQueryEntity,
  ...glossaryEntities,
  SearchVerificationEntity,
];
