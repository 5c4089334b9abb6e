import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One entry as PostgreSQL searches it for one audience: the document of that audience's index, in another form. */
@Entity('search_document')
@Index('search_document_public_stems', { synchronize: false })
@Index('search_document_network_stems', { synchronize: false })
@Index('search_document_facets', { synchronize: false })
@Index('search_document_tags', { synchronize: false })
export class SearchDocumentEntity {
  @PrimaryColumn({ name: 'entry_id', type: 'uuid' })
  entryId!: string;

  /** Second in the key: no search should find it cheap to read every row of an audience. */
  @PrimaryColumn({ type: 'text' })
  audience!: string;

  /** Of the entry, when it was written. */
  @Column({ type: 'integer' })
  version!: number;

  /** Seconds since 1970; 0 when absent. */
  @Column({ name: 'published_at', type: 'bigint' })
  publishedAt!: string;

  @Column({ name: 'adoption_total', type: 'integer' })
  adoptionTotal!: number;

  /** Stems of title (A), names and labels (B), summary (C): small, read for each result. */
  @Column({ type: 'tsvector' })
  head!: string;

  /** `attribute=value`, what is counted. */
  @Column({ type: 'text', array: true })
  facets!: string[];

  /** `attribute=value`, what is only narrowed by. */
  @Column({ type: 'text', array: true })
  tags!: string[];

  /** `head` and the stems of the text (D): what is searched. */
  @Column({ type: 'tsvector' })
  stems!: string;

  /** `word stem`, each once: what the document gives to `search_word`, and takes from it when it changes. */
  @Column({ type: 'text', array: true })
  words!: string[];

  @Column({ type: 'text' })
  title!: string;

  @Column({ type: 'text' })
  summary!: string;

  @Column({ type: 'text' })
  body!: string;

  /** A `packedCard`. */
  @Column({ type: 'text' })
  card!: string;
}

/** A word of the documents of one audience: what slips of the pen are mended with, and half words completed. */
@Entity('search_word')
@Index('search_word_stem', ['audience', 'stem'])
@Index('search_word_trgm', { synchronize: false })
@Index('search_word_unused', { synchronize: false })
export class SearchWordEntity {
  @PrimaryColumn({ type: 'text' })
  audience!: string;

  /** Folded. */
  @PrimaryColumn({ type: 'text', collation: 'C' })
  word!: string;

  @PrimaryColumn({ type: 'text', collation: 'C' })
  stem!: string;

  /** Documents that have it. */
  @Column({ type: 'integer' })
  documents!: number;
}
