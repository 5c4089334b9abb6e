import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/**
 * A member who offers to be called about an entry: named by nobody but themself, seen by the network only, for a year.
 * Never part of a revision, so that its end leaves nothing behind.
 */
@Entity('entry_contact')
@Check('entry_contact_reachable', 'num_nonnulls(email, phone) > 0')
export class NamedContactEntity {
  @ForeignKey('EntryEntity')
  @PrimaryColumn({ name: 'entry_id', type: 'uuid' })
  entryId!: string;

  @Index('entry_contact_member')
  @ForeignKey('MemberEntity')
  @Column({ name: 'member_id', type: 'uuid' })
  memberId!: string;

  /** What the person does there, in their words. */
  @Column({ type: 'text', nullable: true })
  function!: string | null;

  @Column({ type: 'text', nullable: true })
  email!: string | null;

  @Column({ type: 'text', nullable: true })
  phone!: string | null;

  /** Day of the consent. */
  @Column({ type: 'date' })
  since!: string;

  /** Last day on which it is shown. */
  @Index('entry_contact_until')
  @Column({ type: 'date' })
  until!: string;
}
