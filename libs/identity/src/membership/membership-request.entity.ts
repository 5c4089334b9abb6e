import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { OrganizationRole } from '../member/member.entity.js';

export const MEMBERSHIP_REQUEST_STATES = ['OPEN', 'CONFIRMED', 'REFUSED', 'WITHDRAWN'] as const;
export type MembershipRequestState = (typeof MEMBERSHIP_REQUEST_STATES)[number];

/** Somebody asks for a role in an organization. The first account of one waits for a moderator. */
@Entity('membership_request')
@Index('membership_request_open', ['memberId', 'organizationId'], { unique: true, where: "state = 'OPEN'" })
@Index('membership_request_organization', ['organizationId', 'state'])
export class MembershipRequestEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @ForeignKey('MemberEntity')
  @Column({ name: 'member_id', type: 'uuid' })
  memberId!: string;

  @ForeignKey('OrganizationEntity')
  @Column({ name: 'organization_id', type: 'uuid' })
  organizationId!: string;

  @Column({ type: 'text' })
  role!: OrganizationRole;

  @Column({ type: 'text', default: 'OPEN' })
  state!: MembershipRequestState;

  /** The issuer told that the person works there: a hint for whoever decides. */
  @Column({ name: 'from_workplace', type: 'boolean' })
  fromWorkplace!: boolean;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  /** Stable name of the actor. */
  @Column({ name: 'decided_by', type: 'text', nullable: true })
  decidedBy!: string | null;

  @Column({ name: 'decided_at', type: 'timestamptz', nullable: true })
  decidedAt!: Date | null;

  /** Of a refusal, for the person who asked. */
  @Column({ type: 'text', nullable: true })
  reason!: string | null;
}
