import { queryPrepared, type Statement, type Transaction } from '@maillage/database';
import type { Audience, OrganizationState } from '@maillage/identity';
import { isUuid } from '@maillage/kernel';
import { Injectable } from '@nestjs/common';
import type { EntryState } from '../domain/entry-lifecycle.js';
import type { OwnerFacts } from './entry.policy.js';
import type { Visibility } from './entry-record.js';
import { territoriesSql } from './owner-territories.sql.js';

/** Ids that a content or its relations name, by table. */
export interface References {
  readonly entries: readonly string[];
  readonly systems: readonly string[];
  readonly suppliers: readonly string[];
  readonly organizations: readonly string[];
}

export interface ReferencedEntry extends Visibility {
  readonly id: string;
  readonly kind: string;
  readonly ownerIsNetwork: boolean;
}

export interface FoundReferences {
  readonly entries: ReadonlyMap<string, ReferencedEntry>;
  /** Systems, suppliers and organizations that exist. */
  readonly others: ReadonlySet<string>;
}

interface Row {
  id: string;
  entry: {
    kind: string;
    state: EntryState;
    audience: Audience;
    ownerId: string;
    ownerState: OrganizationState;
    ownerIsNetwork: boolean;
    hasOrigin: boolean;
  } | null;
}

interface OrganizationRow {
  id: string;
  name: string;
  state: OrganizationState;
  is_network: boolean;
  territory_id: string | null;
  territories: string[];
}

const referencesStatement: Statement = {
  name: 'entry-references',
  text: `SELECT e.id, json_build_object('kind', e.kind, 'state', e.state, 'audience', e.audience, 'ownerId', e.owner_id,
                'ownerState', o.state, 'ownerIsNetwork', o.is_network, 'hasOrigin', e.origin_source IS NOT NULL)
                AS entry
           FROM entry e JOIN organization o ON o.id = e.owner_id WHERE e.id = ANY($1::uuid[])
         UNION ALL SELECT id, NULL FROM system WHERE id = ANY($2::uuid[])
         UNION ALL SELECT id, NULL FROM supplier WHERE id = ANY($3::uuid[])
         UNION ALL SELECT id, NULL FROM organization WHERE id = ANY($4::uuid[])`,
};
const organizationsStatement: Statement = {
  name: 'entry-organizations',
  text: `SELECT o.id, o.name, o.state, o.is_network, o.territory_id, ${territoriesSql('t')} AS territories
           FROM organization o LEFT JOIN territory t ON t.id = o.territory_id WHERE o.id IN ($1, $2)`,
};
const territoriesStatement: Statement = {
  name: 'entry-territories',
  text: `SELECT unnest(${territoriesSql('t')}) AS id
           FROM organization o JOIN territory t ON t.id = o.territory_id WHERE o.id = $1`,
};
const twinsStatement: Statement = {
  name: 'entry-twins',
  text: `SELECT e.id, v.content ->> 'title' AS title, o.name AS "ownerName"
           FROM entry_revision v
           JOIN entry e ON e.id = v.entry_id AND e.published_revision = v.number
           JOIN organization o ON o.id = e.owner_id
          WHERE (v.title_hash = $1 OR v.text_hash = $2) AND e.state = 'PUBLISHED' AND e.audience = 'PUBLIC'
            AND o.state = 'VERIFIED' AND e.owner_id <> $3
          ORDER BY e.published_at, e.id LIMIT 5`,
};

/** A text that another organization's published entry already says. */
export interface TwinEntry {
  readonly id: string;
  readonly title: string;
  readonly ownerName: string;
}

/** Looks up what an entry points at, inside the transaction that writes it. */
@Injectable()
export class EntryReferenceRepository {
  /** One statement for all tables; none when nothing is named. */
  async find(transaction: Transaction, named: References): Promise<FoundReferences> {
    const { entries, systems, suppliers, organizations } = named;
    if (entries.length + systems.length + suppliers.length + organizations.length === 0) {
      return { entries: new Map(), others: new Set() };
    }
    const values = [entries, systems, suppliers, organizations];
    const rows = await queryPrepared<Row>(transaction, referencesStatement, values);
    return {
      entries: new Map(rows.flatMap(({ id, entry }) => (entry ? [[id, { id, ...entry }] as const] : []))),
      others: new Set(rows.filter((row) => row.entry === null).map((row) => row.id)),
    };
  }

  /** Facts about two organizations, which may be one, that rights depend on. Ids that are none find nothing. */
  async organizations(
    transaction: Transaction,
    ids: readonly [string, string],
  ): Promise<Map<string, OwnerFacts & { name: string; territoryId: string | null }>> {
    const rows = await queryPrepared<OrganizationRow>(
      transaction,
      organizationsStatement,
      // Two values, not an array: of an array PostgreSQL would guess the length and plan anew each time.
      ids.map((id) => (isUuid(id) ? id : null)),
    );
    return new Map(
      rows.map((row) => [
        row.id,
        {
          id: row.id,
          name: row.name,
          verified: row.state === 'VERIFIED',
          isNetwork: row.is_network,
          territoryId: row.territory_id,
          territories: row.territories,
        },
      ]),
    );
  }

  /** Codes of the places of an organization, for the feed's filters: its own, its département, its région. */
  async territoriesOf(transaction: Transaction, organizationId: string): Promise<string[]> {
    const rows = await queryPrepared<{ id: string }>(transaction, territoriesStatement, [organizationId]);
    return rows.map((row) => row.id);
  }

  /** Public entries of other organizations with the same title or text: an adoption may be what is wanted. At most 5. */
  async twins(
    transaction: Transaction,
    hashes: { readonly titleHash: string; readonly textHash: string | null },
    ownerId: string,
  ): Promise<TwinEntry[]> {
    return queryPrepared<TwinEntry>(transaction, twinsStatement, [hashes.titleHash, hashes.textHash, ownerId]);
  }
}
