import { ReadPool, type Statement } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';
import type { GlossaryVersion, StoredGroup } from './stored-group.js';

const versionStatement: Statement = {
  name: 'glossary-version',
  text: 'SELECT coalesce(max(number), 0) AS version FROM glossary_version',
};

/** One statement, so that version and groups are of the same moment. */
const allStatement: Statement = {
  name: 'glossary-all',
  text: `SELECT (SELECT coalesce(max(number), 0) FROM glossary_version) AS version,
    coalesce((SELECT json_agg(json_build_object('id', id, 'terms', terms, 'oneWay', one_way, 'version', version,
      'contentKey', content_key, 'edited', edited) ORDER BY id) FROM glossary_group WHERE NOT removed), '[]') AS groups`,
};

const historyStatement: Statement = {
  name: 'glossary-history',
  text: `SELECT number, at, actor, action, changes FROM glossary_version
    WHERE $1::int IS NULL OR number < $1 ORDER BY number DESC LIMIT $2`,
};

/** The glossary as committed. */
@Injectable()
export class GlossaryReadModel {
  constructor(@Inject(ReadPool) private readonly pool: ReadPool) {}

  /** Number of the last change; 0: there was none. */
  async version(): Promise<number> {
    const [row] = await this.pool.query<{ version: number }>(versionStatement);
    return row?.version ?? 0;
  }

  async all(): Promise<{ readonly version: number; readonly groups: readonly StoredGroup[] }> {
    const [row] = await this.pool.query<{ version: number; groups: StoredGroup[] }>(allStatement);
    return row ?? { version: 0, groups: [] };
  }

  /** Versions before that number, newest first. */
  async history(before: number | null, limit: number): Promise<GlossaryVersion[]> {
    return this.pool.query<GlossaryVersion>(historyStatement, [before, limit]);
  }
}
