import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

export const SHARED_LIMIT_TABLE = 'shared_limit';

/** Calls counted over all processes; columns as rate-limiter-flexible wants them. Addresses are gone within two hours. */
@Entity(SHARED_LIMIT_TABLE)
export class SharedLimitEntity {
  /** What is limited, and who it is counted for. */
  @PrimaryColumn({ type: 'varchar', length: 255 })
  key!: string;

  @Column({ type: 'integer', default: 0 })
  points!: number;

  /** Milliseconds since 1970. */
  @Index('shared_limit_expire')
  @Column({ type: 'bigint', nullable: true })
  expire!: string | null;
}

export const sharedLimitEntities = [SharedLimitEntity];
