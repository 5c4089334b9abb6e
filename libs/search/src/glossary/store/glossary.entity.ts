import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { GlossaryTerm } from '../glossary-group.js';
import type { GlossaryAction, GroupChange } from './stored-group.js';

/** A group of the glossary. Removed ones stay, so that neither the product's content nor a replay brings them back. */
@Entity('glossary_group')
export class GlossaryGroupEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'jsonb' })
  terms!: GlossaryTerm[];

  @Column({ name: 'one_way', type: 'boolean' })
  oneWay!: boolean;

  /** Number of the last change that touched it. */
  @Column({ type: 'integer' })
  version!: number;

  /** Key of the product's group that it began as. */
  @Column({ name: 'content_key', type: 'text', nullable: true, unique: true })
  contentKey!: string | null;

  /** Changed by people: a later version of the product leaves it as it is. */
  @Column({ type: 'boolean' })
  edited!: boolean;

  @Column({ type: 'boolean' })
  removed!: boolean;
}

/** A change of the glossary; its number is the version that it made. */
@Entity('glossary_version')
export class GlossaryVersionEntity {
  @PrimaryColumn({ type: 'integer' })
  number!: number;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  at!: Date;

  /** Stable name of the actor, without personal data. */
  @Column({ type: 'text' })
  actor!: string;

  @Column({ type: 'text' })
  action!: GlossaryAction;

  @Column({ type: 'jsonb' })
  changes!: GroupChange[];
}

export const glossaryEntities = [GlossaryGroupEntity, GlossaryVersionEntity];
