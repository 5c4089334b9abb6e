import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What was brought into this database once (official territories, the first entries), and in which version. */
@Entity('setup_step')
export class SetupStepEntity {
  @PrimaryColumn({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  version!: string;

  @Column({ name: 'done_at', type: 'timestamptz', default: () => 'now()' })
  doneAt!: Date;
}

export const setupEntities = [SetupStepEntity];
