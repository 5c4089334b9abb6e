import { type IndexedAudience, SearchEngine, searchIndex } from '@maillage/search';
import type { TestSearch } from './test-search.js';

/** `id version` of each entry, sorted: what two sides must agree on. */
export type Versions = readonly string[];

/** What the database says that an audience sees. */
export async function truthOf(network: TestSearch, audience: IndexedAudience): Promise<Versions> {
  const audiences = audience === 'PUBLIC' ? ['PUBLIC'] : ['PUBLIC', 'NETWORK'];
  const rows = await network.rows<{ line: string }>(
    `SELECT e.id || ' ' || e.version AS line FROM entry e JOIN organization o ON o.id = e.owner_id
      WHERE e.state IN ('PUBLISHED', 'ARCHIVED') AND e.audience = ANY($1)
        AND (o.state = 'VERIFIED' OR e.origin_source IS NOT NULL)`,
    [audiences],
  );
  return rows.map((row) => row.line).sort();
}

/** What the index of an audience holds. */
export async function indexedOf(network: TestSearch, audience: IndexedAudience): Promise<Versions> {
  const engine = network.module.get(SearchEngine, { strict: false });
  const { uid } = searchIndex(network.indexPrefix, audience);
  const lines: string[] = [];
  for (let offset = 0; ; offset += 1_000) {
    const page = await engine.versions(uid, offset, 1_000);
    lines.push(...page.map(({ id, version }) => `${id} ${version}`));
    if (page.length < 1_000) return lines.sort();
  }
}
