import { Column, Entity, PrimaryColumn } from 'typeorm';

/** When an index was last compared with the database, and what was found. */
@Entity('search_verification')
export class SearchVerificationEntity {
  @PrimaryColumn({ name: 'index_name', type: 'text' })
  indexName!: string;

  @Column({ type: 'timestamptz' })
  at!: Date;

  @Column({ type: 'integer' })
  differences!: number;

  /** Those that stayed after the repair. */
  @Column({ name: 'left_over', type: 'integer' })
  leftOver!: number;
}
