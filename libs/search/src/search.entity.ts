import { Column, Entity, PrimaryColumn } from 'typeorm';

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

export const searchEntities = [SearchQuarantineEntity];
