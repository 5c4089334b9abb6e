import { newId } from '@maillage/kernel';
import type { TestNetwork } from '../support/test-network.js';

/**
 * Copies a published entry many times, in one statement: for suites that need numbers, not stories.
 * @returns ids of the copies
 */
export async function copyEntry(network: Pick<TestNetwork, 'rows'>, id: string, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId());
  await network.rows(
    `WITH given AS (SELECT x, n FROM unnest($2::uuid[]) WITH ORDINALITY AS u(x, n)),
     entries AS (
       INSERT INTO entry (id, kind, owner_id, subject_organization_id, state, audience, version, last_revision,
                          published_revision, audiences_ever, review_by, published_at)
       SELECT given.x, kind, owner_id, subject_organization_id, state, audience, 1, 1, 1, audiences_ever, review_by,
              published_at FROM entry, given WHERE id = $1 RETURNING id),
     revisions AS (
       INSERT INTO entry_revision (entry_id, number, state, content, title_hash, author, published_at)
       SELECT given.x, 1, state, content || jsonb_build_object('title', (content ->> 'title') || ' ' || given.n),
              title_hash, author, published_at
         FROM entry_revision, given WHERE entry_id = $1 AND number = 1 RETURNING entry_id)
     INSERT INTO outbox (entry_id) SELECT id FROM entries ORDER BY id`,
    [id, ids],
  );
  return ids;
}
