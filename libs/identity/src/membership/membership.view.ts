import { ReadPool, type Statement } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';
import type { OrganizationRole } from '../member/member.entity.js';
import type { MembershipRequestState } from './membership-request.entity.js';

/** Somebody's request, for whoever decides and for whoever asked. */
export interface MembershipRequestItem {
  readonly id: string;
  readonly memberId: string;
  readonly memberName: string;
  readonly organizationId: string;
  readonly organizationName: string;
  readonly role: OrganizationRole;
  readonly state: MembershipRequestState;
  readonly fromWorkplace: boolean;
  /** Nobody belongs to the organization yet. */
  readonly firstAccount: boolean;
  readonly createdAt: Date;
  readonly reason: string | null;
}

/** Somebody of an organization, for its coordinators. */
export interface OrganizationMemberItem {
  /** Of the membership. */
  readonly id: string;
  readonly memberId: string;
  readonly memberName: string;
  readonly role: OrganizationRole;
}

export interface InvitationItem {
  readonly id: string;
  readonly organizationId: string;
  readonly role: OrganizationRole;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly acceptedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** An account, for administrators. */
export interface MemberItem {
  readonly id: string;
  readonly displayName: string;
  readonly createdAt: Date;
  readonly workplaceSiret: string | null;
  /** `ROLE` of the network, or `ROLE@organization`. */
  readonly roles: readonly string[];
}

/** Where somebody works, as the issuer told, and the organization of that SIREN. */
export interface Workplace {
  readonly siret: string | null;
  readonly organizationId: string | null;
  readonly organizationName: string | null;
}

const REQUESTS = `SELECT r.id, r.member_id AS "memberId", m.display_name AS "memberName",
    r.organization_id AS "organizationId", o.name AS "organizationName", r.role, r.state,
    r.from_workplace AS "fromWorkplace", r.created_at AS "createdAt", r.reason,
    NOT EXISTS (SELECT 1 FROM membership s WHERE s.organization_id = r.organization_id) AS "firstAccount"
  FROM membership_request r JOIN member m ON m.id = r.member_id JOIN organization o ON o.id = r.organization_id`;

const openRequests: Statement = {
  name: 'membership-requests-open',
  text: `${REQUESTS} WHERE r.state = 'OPEN' AND ($1::uuid[] IS NULL OR r.organization_id = ANY($1))
    ORDER BY r.created_at, r.id LIMIT 100`,
};
const ownRequests: Statement = {
  name: 'membership-requests-own',
  text: `${REQUESTS} WHERE r.member_id = $1 AND (r.state = 'OPEN' OR r.decided_at > now() - interval '30 days')
    ORDER BY r.created_at DESC, r.id LIMIT 20`,
};
const requestById: Statement = { name: 'membership-request-by-id', text: `${REQUESTS} WHERE r.id = $1` };
const people: Statement = {
  name: 'members-of-organization',
  text: `SELECT s.id, s.member_id AS "memberId", m.display_name AS "memberName", s.role
    FROM membership s JOIN member m ON m.id = s.member_id WHERE s.organization_id = $1 AND s.scope = 'ORGANIZATION'
    ORDER BY m.display_name, s.id LIMIT 500`,
};
const INVITATIONS = `SELECT id, organization_id AS "organizationId", role, created_at AS "createdAt",
    expires_at AS "expiresAt", accepted_at AS "acceptedAt", revoked_at AS "revokedAt" FROM invitation`;
const invitations: Statement = {
  name: 'invitations-of-organization',
  text: `${INVITATIONS} WHERE organization_id = $1 ORDER BY created_at DESC, id LIMIT 100`,
};
const invitationById: Statement = { name: 'invitation-by-id', text: `${INVITATIONS} WHERE id = $1` };
const members: Statement = {
  name: 'members-by-name',
  text: `SELECT m.id, m.display_name AS "displayName", m.created_at AS "createdAt", m.workplace_siret AS "workplaceSiret",
      coalesce((SELECT array_agg(s.role || coalesce('@' || o.name, '') ORDER BY s.role, o.name)
        FROM membership s LEFT JOIN organization o ON o.id = s.organization_id WHERE s.member_id = m.id), '{}') AS roles
    FROM member m WHERE m.merged_into_id IS NULL
      AND ($1 = '' OR strpos(lower(m.display_name), lower($1)) > 0 OR m.id::text = $1)
    ORDER BY m.created_at DESC, m.id LIMIT $2`,
};
const workplace: Statement = {
  name: 'workplace-of-member',
  text: `SELECT m.workplace_siret AS siret, o.id AS "organizationId", o.name AS "organizationName"
    FROM member m LEFT JOIN organization o ON o.siren = left(m.workplace_siret, 9) WHERE m.id = $1`,
};

/** Names of people: whoever calls has asked the policies first. */
@Injectable()
export class MembershipView {
  constructor(@Inject(ReadPool) private readonly pool: ReadPool) {}

  /** Oldest first, at most 100. @param organizationIds null: of all */
  async openRequests(organizationIds: readonly string[] | null): Promise<MembershipRequestItem[]> {
    return this.pool.query<MembershipRequestItem>(openRequests, [organizationIds]);
  }

  /** Waiting, or answered within 30 days. */
  async requestsOf(memberId: string): Promise<MembershipRequestItem[]> {
    return this.pool.query<MembershipRequestItem>(ownRequests, [memberId]);
  }

  async request(id: string): Promise<MembershipRequestItem | null> {
    return (await this.pool.query<MembershipRequestItem>(requestById, [id]))[0] ?? null;
  }

  /** At most 500. */
  async peopleOf(organizationId: string): Promise<OrganizationMemberItem[]> {
    return this.pool.query<OrganizationMemberItem>(people, [organizationId]);
  }

  /** Newest first, at most 100. */
  async invitationsOf(organizationId: string): Promise<InvitationItem[]> {
    return this.pool.query<InvitationItem>(invitations, [organizationId]);
  }

  async invitation(id: string): Promise<InvitationItem | null> {
    return (await this.pool.query<InvitationItem>(invitationById, [id]))[0] ?? null;
  }

  /** Newest first. @param search part of a name, or an id; empty: all */
  async members(search: string, limit: number): Promise<MemberItem[]> {
    return this.pool.query<MemberItem>(members, [search, limit]);
  }

  async workplaceOf(memberId: string): Promise<Workplace> {
    const [row] = await this.pool.query<Workplace>(workplace, [memberId]);
    return row ?? { siret: null, organizationId: null, organizationName: null };
  }
}
