/** Columns that say what member `m` may do, as it stands now: for whoever looks up a caller, by key or by session. */
export const memberRights = `m.id AS "memberId", m.display_name AS "displayName",
      coalesce((SELECT json_agg(json_build_object('organizationId', s.organization_id, 'role', s.role,
          'verified', o.state = 'VERIFIED'))
        FROM membership s JOIN organization o ON o.id = s.organization_id WHERE s.member_id = m.id), '[]') AS memberships,
      coalesce((SELECT json_agg(s.role) FROM membership s WHERE s.member_id = m.id AND s.scope = 'NETWORK'), '[]')
        AS "networkRoles"`;
