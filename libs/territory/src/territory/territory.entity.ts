import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

export const TERRITORY_LEVELS = ['COMMUNE', 'EPCI', 'EPT', 'DEPARTEMENT', 'REGION'] as const;
export type TerritoryLevel = (typeof TERRITORY_LEVELS)[number];

/** COG: the official geographical code; DEMO: invented places, in no export. */
export const TERRITORY_SOURCES = ['COG', 'DEMO'] as const;
export type TerritorySource = (typeof TERRITORY_SOURCES)[number];

/** A commune, EPCI, EPT, département or région. */
@Entity('territory')
@Index('territory_level_code', ['level', 'code'], { unique: true })
@Index('territory_name_trgm', { synchronize: false })
@Index('territory_name_prefix', { synchronize: false })
@Index('territory_postal_codes', { synchronize: false })
export class TerritoryEntity {
  /** `COMMUNE-93066`, `EPCI-243300316`, `DEPARTEMENT-93`, `REGION-11`. */
  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ type: 'text' })
  level!: TerritoryLevel;

  /** INSEE code; of an EPCI or EPT its SIREN. */
  @Index('territory_code')
  @Column({ type: 'text' })
  code!: string;

  @Column({ type: 'text' })
  name!: string;

  /** `foldText(name)`: what completion compares. */
  @Column({ name: 'name_folded', type: 'text' })
  nameFolded!: string;

  /** Nine digits; null where the official files have none. */
  @Index('territory_siren', { unique: true, where: 'siren IS NOT NULL' })
  @Column({ type: 'text', nullable: true })
  siren!: string | null;

  /** Inhabitants; null where the official file has none. */
  @Column({ type: 'integer', nullable: true })
  population!: number | null;

  @Column({ name: 'departement_code', type: 'text', nullable: true })
  departementCode!: string | null;

  @Column({ name: 'region_code', type: 'text', nullable: true })
  regionCode!: string | null;

  /** SIREN of the EPCI that the commune belongs to. */
  @Column({ name: 'epci_code', type: 'text', nullable: true })
  epciCode!: string | null;

  @Column({ name: 'postal_codes', type: 'text', array: true, default: () => "'{}'" })
  postalCodes!: string[];

  @Column({ type: 'text', default: 'COG' })
  source!: TerritorySource;
}

export const territoryEntities = [TerritoryEntity];
