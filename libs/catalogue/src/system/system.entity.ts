import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

export const REFERENCE_STATES = ['PROPOSED', 'CONFIRMED', 'MERGED'] as const;
export type ReferenceState = (typeof REFERENCE_STATES)[number];

/** A firm that sells or makes AI products. */
@Entity('supplier')
@Index('supplier_aliases', { synchronize: false })
export class SupplierEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  name!: string;

  @Index('supplier_name_folded')
  @Column({ name: 'name_folded', type: 'text' })
  nameFolded!: string;

  @Index('supplier_siren', { unique: true, where: "siren IS NOT NULL AND state <> 'MERGED'" })
  @Column({ type: 'text', nullable: true })
  siren!: string | null;

  /** Identifier of a firm outside France, with its register (`GB:01234567`). */
  @Column({ name: 'foreign_id', type: 'text', nullable: true })
  foreignId!: string | null;

  /** Folded other names. */
  @Column({ type: 'text', array: true, default: () => "'{}'" })
  aliases!: string[];

  @Column({ type: 'text', default: 'PROPOSED' })
  state!: ReferenceState;

  @ForeignKey('SupplierEntity')
  @Column({ name: 'merged_into_id', type: 'uuid', nullable: true })
  mergedIntoId!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}

/** An AI product: one system, as many use cases as there are deployments. */
@Entity('system')
@Index('system_aliases', { synchronize: false })
export class SystemEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'text' })
  name!: string;

  @Index('system_name_folded')
  @Column({ name: 'name_folded', type: 'text' })
  nameFolded!: string;

  @Index('system_supplier')
  @ForeignKey('SupplierEntity')
  @Column({ name: 'supplier_id', type: 'uuid', nullable: true })
  supplierId!: string | null;

  @Column({ type: 'text', array: true, default: () => "'{}'" })
  aliases!: string[];

  @Column({ type: 'text', nullable: true })
  url!: string | null;

  @Column({ type: 'text', default: 'PROPOSED' })
  state!: ReferenceState;

  @ForeignKey('SystemEntity')
  @Column({ name: 'merged_into_id', type: 'uuid', nullable: true })
  mergedIntoId!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
