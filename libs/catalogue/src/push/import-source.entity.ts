import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { EntryPushResult } from './entry-push.js';

/** The name of a source and the organization that pushes under it: the first that did, and no other. */
@Entity('import_source')
export class ImportSourceEntity {
  @PrimaryColumn({ type: 'text' })
  name!: string;

  @ForeignKey('OrganizationEntity')
  @Column({ name: 'organization_id', type: 'uuid' })
  organizationId!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}

/** Answer of a batch that was sent with an idempotency key, for as long as the key holds. */
@Entity('import_batch')
@Index('import_batch_source', ['source', 'createdAt'])
export class ImportBatchEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @ForeignKey('ImportSourceEntity')
  @Column({ type: 'text' })
  source!: string;

  @Column({ type: 'jsonb' })
  results!: readonly EntryPushResult[];

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
