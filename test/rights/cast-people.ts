import { newId } from '@maillage/kernel';
import type { TestApi } from '../support/test-api.js';

/** What calls about the people of an organization need: nothing of it can be changed any more. */
export interface PeopleOf {
  readonly decidedRequest: string;
  readonly endedInvitation: string;
  /** A membership that does not end without being asked twice. */
  readonly lastCoordinator: string;
}

/** @param somebody who asked, and was answered */
export async function seedPeopleOf(api: TestApi, organizationId: string, somebody: string): Promise<PeopleOf> {
  const [decidedRequest, endedInvitation] = [newId(), newId()];
  await api.rows(
    `INSERT INTO membership_request (id, member_id, organization_id, role, state, from_workplace, decided_by, decided_at, reason)
     VALUES ($1, $2, $3, 'READER', 'REFUSED', false, 'test', now(), 'Refusée (démonstration).')`,
    [decidedRequest, somebody, organizationId],
  );
  await api.rows(
    `INSERT INTO invitation (id, organization_id, role, token_hash, created_by, expires_at, revoked_at)
     VALUES ($1::uuid, $2, 'READER', $1::text, 'test', now() + interval '1 day', now())`,
    [endedInvitation, organizationId],
  );
  const [coordinator] = await api.rows<{ id: string }>(
    "SELECT id FROM membership WHERE organization_id = $1 AND role = 'COORDINATOR'",
    [organizationId],
  );
  return { decidedRequest, endedInvitation, lastCoordinator: coordinator?.id ?? '' };
}
