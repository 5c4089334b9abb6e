import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One run of an importer: who, from where, what came of it. */
@Entity('import_run')
export class ImportRunEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  /** Name of the importer, e.g. `interconnectes`. */
  @Column({ type: 'text' })
  source!: string;

  @Column({ name: 'file_name', type: 'text' })
  fileName!: string;

  /** SHA-256 of the file. */
  @Column({ name: 'file_hash', type: 'text' })
  fileHash!: string;

  @Column({ type: 'text' })
  actor!: string;

  /** Counts by outcome, problems by code. */
  @Column({ type: 'jsonb', default: () => "'{}'" })
  outcome!: Record<string, unknown>;

  @Column({ name: 'started_at', type: 'timestamptz', default: () => 'now()' })
  startedAt!: Date;

  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt!: Date | null;
}

export const exchangeEntities = [ImportRunEntity];
