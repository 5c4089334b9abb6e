import { type AuditFaultCode, GENESIS, type LinkedEvent, linkedEventColumns, linkHash } from '@maillage/identity';
import type pg from 'pg';

/** The log that is tampered with. */
export interface TamperedLog {
  /** A superuser's connection with every trigger off. */
  readonly client: pg.Client;
  /** Links of the chain. */
  readonly length: number;
  /** Sequences of days that have ended, ascending. */
  readonly closed: readonly number[];
  /** Links with personal data that is still there. */
  readonly personal: readonly number[];
  /** A link whose personal data was erased, and the link of the event that did it. */
  readonly erased: { readonly link: number; readonly by: number };
}

export interface Damage {
  readonly code: AuditFaultCode;
  /** Link that must be named; null where the event itself must be. */
  readonly sequence: number | null;
}

/** Damages the log at link `k` (never the first or last few) and says what a verification must find there, first. */
export interface Tampering {
  readonly name: string;
  readonly at?: 'personal';
  readonly run: (log: TamperedLog, k: number) => Promise<Damage>;
}

const ofLink = (column: string, k: number): string =>
  `${column} = (SELECT event_id FROM audit_chain WHERE sequence = ${k})`;

const simple = (name: string, sql: (k: number) => string, code: AuditFaultCode, after = 0): Tampering => ({
  name,
  run: async ({ client }, k) => {
    await client.query(sql(k));
    return { code, sequence: k + after };
  },
});

const edit = (name: string, set: string): Tampering =>
  simple(name, (k) => `UPDATE audit_event SET ${set} WHERE ${ofLink('id', k)}`, 'LINK_BROKEN');

const personal = (name: string, sql: (k: number, log: TamperedLog) => string, code: AuditFaultCode): Tampering => ({
  name,
  at: 'personal',
  run: async (log, k) => {
    await log.client.query(sql(k, log));
    return { code, sequence: k };
  },
});

const emptied = (erasedBy: string) => (k: number, log: TamperedLog) =>
  `UPDATE audit_personal SET subject = NULL, salt = NULL, data = NULL,
     erased_by = ${erasedBy.replace('BY', `(SELECT event_id FROM audit_chain WHERE sequence = ${log.erased.by})`)}
    WHERE ${ofLink('event_id', k)}`;

/** Computes every link from `first` on anew, as somebody would who knows how; numbers follow on without gaps. */
async function rechain({ client }: TamperedLog, first: number): Promise<{ sequence: number; hash: string }> {
  const { rows: before } = await client.query<{ hash: string }>('SELECT hash FROM audit_chain WHERE sequence = $1', [
    first - 1,
  ]);
  const { rows: links } = await client.query<LinkedEvent & { sequence: string }>(
    `SELECT c.sequence, ${linkedEventColumns} FROM audit_chain c JOIN audit_event e ON e.id = c.event_id
      WHERE c.sequence >= $1 ORDER BY c.sequence`,
    [first],
  );
  let hash = before[0]?.hash ?? GENESIS;
  let sequence = first - 1;
  for (const { sequence: number, ...event } of links) {
    sequence = Number(number);
    hash = linkHash(hash, sequence, event);
    await client.query('UPDATE audit_chain SET hash = $2 WHERE sequence = $1', [sequence, hash]);
  }
  return { sequence, hash };
}

const shift = (from: number, by: number): string =>
  `UPDATE audit_chain SET sequence = -sequence WHERE sequence >= ${from};
   UPDATE audit_chain SET sequence = -sequence + ${by} WHERE sequence < 0;
   UPDATE audit_counter SET sequence = sequence + ${by};`;

const cut = (k: number): string =>
  `DELETE FROM audit_event WHERE id IN (SELECT event_id FROM audit_chain WHERE sequence > ${k});
   DELETE FROM audit_personal WHERE event_id IN (SELECT event_id FROM audit_chain WHERE sequence > ${k});
   DELETE FROM audit_chain WHERE sequence > ${k};`;
const mendCounter = (k: number): string =>
  `UPDATE audit_counter SET sequence = ${k}, hash = (SELECT hash FROM audit_chain WHERE sequence = ${k});`;

/** Cuts the tail and mends every row that would tell of it: what only a head kept elsewhere shows. */
export async function cutWithoutTrace({ client }: TamperedLog, k: number): Promise<Damage> {
  const head = `UPDATE audit_head SET sequence = c.sequence, hash = c.hash FROM audit_counter c WHERE audit_head.sequence > ${k};`;
  await client.query(cut(k) + mendCounter(k) + head);
  return { code: 'TAIL_CUT', sequence: k + 1 };
}

export const tamperings: readonly Tampering[] = [
  edit('another actor', "actor = 'member:somebody-else'"),
  edit('another action', "action = 'entryConfirm'"),
  edit('another object', "object_id = coalesce(object_id, '') || 'x'"),
  edit('a detail added', `details = details || '{"forged": true}'`),
  edit('details emptied', "details = '{}'"),
  edit('a microsecond later', "at = at + interval '1 microsecond'"),
  edit('another commitment', "personal_commitment = repeat('a', 64)"),
  simple('an event deleted', (k) => `DELETE FROM audit_event WHERE ${ofLink('id', k)}`, 'EVENT_MISSING'),
  simple('a link deleted', (k) => `DELETE FROM audit_chain WHERE sequence = ${k}`, 'LINK_MISSING'),
  simple(
    'an event deleted with its link',
    (k) => `DELETE FROM audit_event WHERE ${ofLink('id', k)}; DELETE FROM audit_chain WHERE sequence = ${k}`,
    'LINK_MISSING',
  ),
  simple(
    'the gap closed behind it',
    (k) =>
      `DELETE FROM audit_event WHERE ${ofLink('id', k)}; DELETE FROM audit_chain WHERE sequence = ${k}; ${shift(k + 1, -1)}`,
    'LINK_BROKEN',
  ),
  simple(
    'two events swapped',
    (k) => `UPDATE audit_event a SET at = b.at, details = b.details, object_id = b.object_id
     FROM audit_event b, audit_chain c, audit_chain d WHERE c.sequence IN (${k}, ${k + 2}) AND d.sequence = ${2 * k + 2} - c.sequence
      AND a.id = c.event_id AND b.id = d.event_id`,
    'LINK_BROKEN',
  ),
  simple(
    'two links swapped',
    (k) => `UPDATE audit_chain SET event_id = -event_id WHERE sequence IN (${k}, ${k + 1});
     UPDATE audit_chain c SET event_id = -d.event_id FROM (SELECT * FROM audit_chain) d
      WHERE c.sequence IN (${k}, ${k + 1}) AND d.sequence = ${2 * k + 1} - c.sequence`,
    'LINK_BROKEN',
  ),
  simple(
    'a hash changed',
    (k) => `UPDATE audit_chain SET hash = repeat('b', 64) WHERE sequence = ${k}`,
    'HASH_CHANGED',
  ),
  {
    name: 'an event past the triggers',
    run: async ({ client }) => {
      await client.query("INSERT INTO audit_event (actor, action) VALUES ('member:x', 'entryPublish')");
      return { code: 'EVENT_UNLINKED', sequence: null };
    },
  },
  {
    name: 'an event inserted with a link of its own',
    run: async ({ client, ...log }, k) => {
      await client.query(shift(k, 1));
      await client.query(`WITH e AS (INSERT INTO audit_event (actor, action) VALUES ('member:x', 'entryPublish') RETURNING id)
         INSERT INTO audit_chain (sequence, event_id, hash) SELECT ${k}, id, repeat('c', 64) FROM e`);
      const { rows } = await client.query<{ hash: string }>(
        `SELECT hash FROM audit_chain WHERE sequence > ${k} ORDER BY sequence`,
      );
      await rechain({ client, ...log }, k);
      // Only the new link was forged; the others stand as they were.
      for (const [index, { hash }] of rows.entries()) {
        await client.query('UPDATE audit_chain SET hash = $2 WHERE sequence = $1', [k + 1 + index, hash]);
      }
      return { code: 'LINK_BROKEN', sequence: k + 1 };
    },
  },
  {
    name: 'an event edited and its link made anew',
    run: async ({ client, ...log }, k) => {
      const { rows } = await client.query<{ sequence: string; hash: string }>(
        `SELECT sequence, hash FROM audit_chain WHERE sequence > ${k}`,
      );
      await client.query(`UPDATE audit_event SET action = 'entryConfirm' WHERE ${ofLink('id', k)}`);
      await rechain({ client, ...log }, k);
      for (const { sequence, hash } of rows)
        await client.query('UPDATE audit_chain SET hash = $2 WHERE sequence = $1', [sequence, hash]);
      return { code: 'LINK_BROKEN', sequence: k + 1 };
    },
  },
  {
    name: 'an event edited and everything after it made anew',
    run: async (log, k) => {
      await log.client.query(`UPDATE audit_event SET action = 'entryConfirm' WHERE ${ofLink('id', k)}`);
      const { sequence, hash } = await rechain(log, k);
      await log.client.query('UPDATE audit_counter SET sequence = $1, hash = $2', [sequence, hash]);
      await log.client.query('UPDATE audit_head SET hash = $2 WHERE sequence = $1', [sequence, hash]);
      return { code: 'HEAD_DIFFERS', sequence: log.closed.find((head) => head >= k) ?? log.length };
    },
  },
  {
    name: 'the tail cut',
    run: async ({ client }, k) => {
      await client.query(cut(k));
      return { code: 'TAIL_CUT', sequence: k + 1 };
    },
  },
  {
    name: 'the tail cut and the counter mended',
    run: async ({ client }, k) => {
      await client.query(cut(k) + mendCounter(k));
      return { code: 'TAIL_CUT', sequence: k + 1 };
    },
  },
  { name: 'the tail cut without a trace', run: cutWithoutTrace },
  {
    name: 'links beyond the counter',
    run: async ({ client, length }) => {
      await client.query(`WITH e AS (INSERT INTO audit_event (actor, action) VALUES ('member:x', 'entryPublish') RETURNING id)
         INSERT INTO audit_chain (sequence, event_id, hash) SELECT ${length + 1}, id, '' FROM e`);
      await client.query('UPDATE audit_chain SET hash = $2 WHERE sequence = $1', [
        length + 1,
        (await rechain({ client } as TamperedLog, length + 1)).hash,
      ]);
      return { code: 'TAIL_FORGED', sequence: length + 1 };
    },
  },
  {
    name: 'a daily head edited',
    run: async ({ client, closed }) => {
      await client.query(`UPDATE audit_head SET hash = repeat('d', 64) WHERE sequence = ${closed[0]}`);
      return { code: 'HEAD_DIFFERS', sequence: closed[0] ?? 0 };
    },
  },
  {
    name: 'the counter edited',
    run: async ({ client, length }) => {
      await client.query(`UPDATE audit_counter SET hash = repeat('e', 64)`);
      return { code: 'HEAD_DIFFERS', sequence: length };
    },
  },
  {
    name: 'an event deleted before it had a link',
    run: async ({ client }) => {
      await client.query('INSERT INTO audit_pending (event_id) VALUES (900000)');
      return { code: 'EVENT_LOST', sequence: null };
    },
  },
  personal(
    'personal data edited',
    (k) => `UPDATE audit_personal SET data = data || '{"address": "192.0.2.9"}' WHERE ${ofLink('event_id', k)}`,
    'PERSONAL_CHANGED',
  ),
  personal(
    'its salt edited',
    (k) => `UPDATE audit_personal SET salt = 'f' || salt WHERE ${ofLink('event_id', k)}`,
    'PERSONAL_CHANGED',
  ),
  personal(
    'personal data deleted',
    (k) => `DELETE FROM audit_personal WHERE ${ofLink('event_id', k)}`,
    'PERSONAL_MISSING',
  ),
  personal('personal data emptied by nobody', emptied('NULL'), 'ERASURE_UNPROVEN'),
  personal('personal data emptied in another’s name', emptied('BY'), 'ERASURE_UNPROVEN'),
  personal(
    'half of it emptied',
    (k) => `UPDATE audit_personal SET salt = NULL WHERE ${ofLink('event_id', k)}`,
    'PERSONAL_CHANGED',
  ),
  {
    name: 'personal data put beside an event that has none',
    run: async ({ client, personal: held, erased }, k) => {
      const bare = [k, k + 1, k + 2, k + 3].find((link) => !held.includes(link) && link !== erased.link) ?? k;
      await client.query(
        `INSERT INTO audit_personal (event_id, subject, salt, data) SELECT event_id, 'x', 'x', '{}' FROM audit_chain WHERE sequence = ${bare}`,
      );
      return { code: 'PERSONAL_STRAY', sequence: null };
    },
  },
  {
    name: 'erased data put back',
    run: async ({ client, erased }) => {
      await client.query(
        `UPDATE audit_personal SET subject = 'x', salt = 'x', data = '{}', erased_by = NULL WHERE ${ofLink('event_id', erased.link)}`,
      );
      // The same place tells twice: what stands there is not what was vouched for, and it was to be gone.
      return { code: 'PERSONAL_CHANGED', sequence: erased.link };
    },
  },
];
