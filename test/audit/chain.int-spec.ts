import { UnitOfWork } from '@maillage/database';
import {
  type AuditFault,
  type AuditHead,
  AuditHeadView,
  AuditChainer,
  AuditPersonalRepository,
  AuditRepository,
  AuditRetentionService,
  type AuditVerification,
  AuditVerificationService,
} from '@maillage/identity';
import pg from 'pg';
import { PROMISE_TIMEOUT, rounds, tellPromise } from '../support/promise.js';
import { createTestNetwork, type TestNetwork } from '../support/test-network.js';
import { cutWithoutTrace, type Damage, type TamperedLog, tamperings } from './tampering.js';

const TABLES = ['audit_event', 'audit_personal', 'audit_chain', 'audit_pending', 'audit_counter', 'audit_head'];

/** P19: the audit log shows edits, deletions and a cut tail. */
describe('the audit log', () => {
  let network: TestNetwork;
  let client: pg.Client;
  let chainer: AuditChainer;

  beforeAll(async () => {
    network = await createTestNetwork();
    chainer = network.module.get(AuditChainer, { strict: false });
    client = new pg.Client({ connectionString: network.database.url });
    await client.connect();
    await client.query("SET session_replication_role = 'replica'");
  });

  afterAll(async () => {
    await client.end();
    await network.close();
  });

  const append = async (count: number, personal: (index: number) => string | null): Promise<void> => {
    const audit = network.module.get(AuditRepository, { strict: false });
    for (let index = 0; index < count; index += 1) {
      const subject = personal(index);
      const told = subject === null ? {} : { subject, personal: { address: `198.51.100.${index}` } };
      const event = {
        actor: 'member:someone',
        action: 'entryPublish',
        objectId: `o${index}`,
        details: { revision: index },
      };
      await network.module.get(UnitOfWork).run((transaction) => audit.append(transaction, { ...event, ...told }));
    }
  };

  const verify = (published: readonly AuditHead[] = []): Promise<AuditVerification> =>
    network.module.get(AuditVerificationService, { strict: false }).verify({ published });

  /** Ends the day `ago` days ago. */
  const endDay = async (ago: number): Promise<number> => {
    await chainer.drain();
    await client.query('UPDATE audit_head SET day = day - $1::int WHERE day = (SELECT max(day) FROM audit_head)', [
      ago,
    ]);
    const { rows } = await client.query<{ sequence: string }>('SELECT sequence FROM audit_counter');
    return Number(rows[0]?.sequence);
  };

  const emptied = async (): Promise<void> => {
    await client.query(`TRUNCATE ${TABLES.join(', ')};
      INSERT INTO audit_counter (id, sequence, hash) VALUES (1, 0, repeat('0', 64))`);
  };

  it('takes a statement an event, and refuses every other change', async () => {
    await emptied();
    await append(2, (index) => (index === 0 ? 'member:someone' : null));
    await chainer.drain();
    for (const table of ['audit_event', 'audit_chain', 'audit_personal', 'audit_head']) {
      await expect(network.rows(`DELETE FROM ${table}`)).rejects.toThrow(/append-only/);
      await expect(network.rows(`TRUNCATE ${table}`)).rejects.toThrow(/append-only/);
    }
    await expect(network.rows("UPDATE audit_event SET actor = ''")).rejects.toThrow(/append-only/);
    await expect(network.rows("UPDATE audit_chain SET hash = ''")).rejects.toThrow(/append-only/);
    await expect(network.rows("UPDATE audit_personal SET data = '{}'")).rejects.toThrow(/never edited/);
    await expect(network.rows('UPDATE audit_personal SET data = NULL, salt = NULL')).rejects.toThrow(/never edited/);
  });

  it('is linked once, without gaps, under writers and two relays', async () => {
    await emptied();
    let writing = true;
    const relays = [1, 2].map(async () => {
      while (writing) await chainer.step(7);
    });
    await Promise.all(Array.from({ length: 8 }, () => append(rounds(10, 100), () => null)));
    writing = false;
    await Promise.all(relays);
    await chainer.drain();
    const count = 8 * rounds(10, 100);
    const [row] = await network.rows<object>(
      'SELECT count(*)::int AS n, max(sequence)::int AS last, count(DISTINCT event_id)::int AS events FROM audit_chain',
    );
    expect(row).toEqual({ n: count, last: count, events: count });
    expect(await verify()).toMatchObject({ links: count, pending: 0, faultCount: 0 });
  });

  it('leaves what is rolled back out', async () => {
    const audit = network.module.get(AuditRepository, { strict: false });
    const before = await verify();
    const failing = network.module.get(UnitOfWork).run(async (transaction) => {
      await audit.append(transaction, { actor: 'member:x', action: 'x', personal: { address: '192.0.2.1' } });
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(await chainer.drain()).toBe(0);
    expect((await verify()).links).toBe(before.links);
  });

  it('keeps its chain when personal data is erased on request or after its time', async () => {
    await emptied();
    await append(12, (index) => (index % 2 === 0 ? 'member:leaves' : 'member:stays'));
    const personal = network.module.get(AuditPersonalRepository, { strict: false });
    const event = { actor: 'member:leaves', action: 'memberErase' };
    const run = () =>
      network.module.get(UnitOfWork).run((transaction) => personal.eraseOf(transaction, 'member:leaves', event));
    expect([await run(), await run()]).toEqual([6, 0]);
    await chainer.drain();
    const left = "SELECT count(*)::int AS n FROM audit_personal WHERE data IS NOT NULL AND subject = 'member:leaves'";
    expect(await network.rows(left)).toEqual([{ n: 0 }]);
    expect(await verify()).toMatchObject({ links: 13, erased: 6, faultCount: 0 });

    const retention = network.module.get(AuditRetentionService, { strict: false });
    expect(await retention.expire(1)).toBe(0);
    await client.query("UPDATE audit_event SET at = at - interval '2 days' WHERE id % 2 = 0");
    const [aged] = await network.rows<{ n: number }>(
      "SELECT count(*)::int AS n FROM audit_personal JOIN audit_event ON id = event_id WHERE data IS NOT NULL AND at < now() - interval '1 day'",
    );
    expect(await retention.expire(1)).toBe(aged?.n);
    expect(await network.rows('SELECT count(*)::int AS n FROM audit_personal WHERE data IS NOT NULL')).toEqual([
      { n: 6 - (aged?.n ?? 0) },
    ]);
  });

  describe('tampered with', () => {
    let log: TamperedLog;
    let published: AuditHead;

    beforeAll(async () => {
      await emptied();
      await append(20, (index) => (index % 4 === 0 ? 'member:stays' : null));
      const first = await endDay(2);
      await append(20, (index) => (index % 4 === 1 ? (index === 9 ? 'member:leaves' : 'member:stays') : null));
      const personal = network.module.get(AuditPersonalRepository, { strict: false });
      const event = { actor: 'member:leaves', action: 'memberErase' };
      await network.module.get(UnitOfWork).run((transaction) => personal.eraseOf(transaction, 'member:leaves', event));
      const second = await endDay(1);
      await append(20, (index) => (index % 4 === 2 ? 'member:stays' : null));
      await chainer.drain();
      const held = await network.rows<{ sequence: number }>(
        `SELECT sequence::int FROM audit_chain JOIN audit_personal USING (event_id) WHERE data IS NOT NULL ORDER BY 1`,
      );
      const sequences = held.map(({ sequence }) => sequence);
      log = { client, length: 61, closed: [first, second], personal: sequences, erased: { link: 30, by: 41 } };
      const head = await network.module.get(AuditHeadView, { strict: false }).newest();
      if (!head) throw new Error('there is no head');
      published = head;
      for (const table of TABLES) await client.query(`CREATE TABLE kept_${table} AS TABLE ${table}`);
    });

    const restore = async (): Promise<void> => {
      for (const table of TABLES)
        await client.query(`TRUNCATE ${table}; INSERT INTO ${table} SELECT * FROM kept_${table}`);
    };

    /**
     * The damage is named at its link, and nothing before it but what it does to earlier links: an erasure whose event
     * was cut off or changed proves nothing any more, and a head at a link made anew tells of that link itself.
     */
    const isExact = (faults: readonly AuditFault[], { code, sequence }: Damage): boolean =>
      faults.some((fault) => fault.code === code && fault.sequence === sequence) &&
      faults.every(
        (fault) =>
          fault.sequence === null ||
          sequence === null ||
          fault.sequence >= sequence ||
          (fault.code === 'ERASURE_UNPROVEN' && fault.sequence === log.erased.link) ||
          (fault.code === 'HEAD_DIFFERS' && fault.sequence === sequence - 1),
      );

    it('is whole before, erasures and all', async () => {
      expect(await verify([published])).toMatchObject({ links: 61, erased: 1, faultCount: 0, pending: 0 });
    });

    it(
      'shows each tampering at its link',
      async () => {
        const count = rounds(50, 500);
        const missed: string[] = [];
        for (let index = 0; index < count; index += 1) {
          const tampering = tamperings[index % tamperings.length];
          if (!tampering) throw new Error('no tampering');
          const place = 3 + ((index * 17) % 50);
          const k = tampering.at === 'personal' ? (log.personal[index % log.personal.length] ?? 0) : place;
          const damage = await tampering.run(log, k);
          const { faults } = await verify([published]);
          if (!isExact(faults, damage)) missed.push(`${tampering.name} at ${k}: ${JSON.stringify(faults.slice(0, 2))}`);
          await restore();
        }
        expect(missed).toEqual([]);
        // Negative control: whoever mends counter and heads too is found out only by a head kept elsewhere.
        await cutWithoutTrace(log, 50);
        const [without, beside] = [await verify(), await verify([published])];
        expect(without).toMatchObject({ links: 50, faultCount: 0 });
        expect(beside.faults).toMatchObject([{ code: 'TAIL_CUT', sequence: 51 }]);
        await restore();
        expect(await verify([published])).toMatchObject({ links: 61, faultCount: 0 });
        tellPromise('P19', { tamperings: count, exact: count - missed.length, cutTailWithoutPublishedHead: 'missed' });
      },
      PROMISE_TIMEOUT,
    );
  });
});
