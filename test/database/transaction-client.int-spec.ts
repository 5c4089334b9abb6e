import { createDataSource, queryPrepared, type Transaction, UnitOfWork, writePrepared } from '@maillage/database';
import type { EventEmitter } from 'node:events';
import type { DataSource } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const add = { name: 'test-add', text: 'INSERT INTO note (id) VALUES ($1)' };
const count = { name: 'test-count', text: 'SELECT count(*)::int AS count FROM note WHERE id = ANY($1)' };
const DUPLICATE = '23505';

describe('a connection for transactions', () => {
  let database: TestDatabase;
  let source: DataSource;
  let work: UnitOfWork;

  beforeAll(async () => {
    database = await createTestDatabase();
    // One connection: whatever state a failed transaction leaves behind meets the next.
    source = await createDataSource({ url: database.url, poolSize: 1, queryTimeout: 2_000 }, []).initialize();
    await source.query('CREATE TABLE note (id int PRIMARY KEY)');
    work = new UnitOfWork(source);
  });

  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  const kept = async (...ids: number[]): Promise<number> => {
    const [row] = await source.query<{ count: number }[]>(count.text, [ids]);
    return row?.count ?? 0;
  };

  /** Answers of PostgreSQL that the transaction waited for. */
  async function roundTrips(task: (transaction: Transaction) => Promise<unknown>): Promise<number> {
    const runner = source.createQueryRunner();
    const { connection } = (await runner.connect()) as { connection: EventEmitter };
    await runner.release();
    let answers = 0;
    const listener = (): void => void (answers += 1);
    connection.on('readyForQuery', listener);
    await work.run(task);
    connection.off('readyForQuery', listener);
    return answers;
  }

  it('sends its opening with the first statement, and writes that nobody waits for with the commit', async () => {
    const answers = await roundTrips(async (transaction) => {
      expect(await queryPrepared(transaction, count, [[1, 2]])).toEqual([{ count: 0 }]);
      await writePrepared(transaction, add, [1]);
      await writePrepared(transaction, add, [2]);
    });
    expect(answers).toBe(2);
    expect(await kept(1, 2)).toBe(2);
  });

  it('sends nothing for a transaction without statements, nor for one that fails before its first', async () => {
    expect(await roundTrips(async () => undefined)).toBe(0);
    const fault = new Error('before');
    await expect(
      work.run(async (transaction) => {
        await writePrepared(transaction, add, [10]);
        throw fault;
      }),
    ).rejects.toBe(fault);
    expect(await kept(10)).toBe(0);
  });

  it('shows a statement the writes before it', async () => {
    await work.run(async (transaction) => {
      await writePrepared(transaction, add, [20]);
      expect(await queryPrepared(transaction, count, [[20]])).toEqual([{ count: 1 }]);
      await writePrepared(transaction, add, [21]);
      expect(await transaction.query(count.text, [[20, 21]])).toEqual([{ count: 2 }]);
      await writePrepared(transaction, add, [22]);
      // Several commands in one text cannot go out with others.
      await transaction.query('DELETE FROM note WHERE id = 20; DELETE FROM note WHERE id = 21');
    });
    expect(await kept(20, 21, 22)).toBe(1);
  });

  it.each([
    ['the commit', async (): Promise<void> => undefined],
    ['a statement', async (transaction: Transaction) => queryPrepared(transaction, count, [[30]])],
    ['a statement of the ORM', async (transaction: Transaction) => transaction.query('SELECT 1')],
    ['several commands', async (transaction: Transaction) => transaction.query('SELECT 1; SELECT 2')],
  ])('keeps nothing when a write fails that went out with %s', async (_with, then) => {
    const failing = work.run(async (transaction) => {
      await writePrepared(transaction, add, [30]);
      await writePrepared(transaction, add, [30]);
      await writePrepared(transaction, add, [31]);
      await then(transaction);
    });
    await expect(failing).rejects.toMatchObject({ code: DUPLICATE });
    expect(await kept(30, 31)).toBe(0);
  });

  it('opens nothing when the first statement cannot be parsed, and sends its name anew the next time', async () => {
    const late = { name: 'test-late', text: 'INSERT INTO late (id) VALUES ($1)' };
    const write = (): Promise<void> =>
      work.run(async (transaction) => {
        await writePrepared(transaction, add, [40]);
        await writePrepared(transaction, late, [1]);
        await writePrepared(transaction, { ...late, name: 'test-later' }, [2]);
      });
    await expect(write()).rejects.toMatchObject({ code: '42P01' });
    expect(await kept(40)).toBe(0);
    await source.query('CREATE TABLE late (id int PRIMARY KEY)');
    await write();
    expect(await source.query('SELECT id FROM late ORDER BY id')).toEqual([{ id: 1 }, { id: 2 }]);
    expect(await kept(40)).toBe(1);
  });

  it('takes back a part alone, with the writes that waited in it', async () => {
    await work.run(async (transaction) => {
      await writePrepared(transaction, add, [50]);
      const part = work.part(transaction, async (inner) => {
        await writePrepared(inner, add, [51]);
        await writePrepared(inner, add, [50]);
      });
      await expect(part).rejects.toMatchObject({ code: DUPLICATE });
      const given = work.part(transaction, async (inner) => {
        await writePrepared(inner, add, [52]);
        throw new Error('given up');
      });
      await expect(given).rejects.toThrow('given up');
      await work.part(transaction, (inner) => writePrepared(inner, add, [53]));
    });
    expect(await kept(50, 51, 52, 53)).toBe(2);
  });

  it('rehearses the writes that would wait for the commit', async () => {
    const twice = work.rehearse(async (transaction) => {
      await writePrepared(transaction, add, [60]);
      await writePrepared(transaction, add, [60]);
    });
    await expect(twice).rejects.toMatchObject({ code: DUPLICATE });
    await work.rehearse((transaction) => writePrepared(transaction, add, [61]));
    expect(await kept(60, 61)).toBe(0);
  });

  it('sends nothing behind a value that cannot be written, and not the commit', async () => {
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    for (const values of [[circular], [71]]) {
      const failing = work.run(async (transaction) => {
        await writePrepared(transaction, add, [70]);
        await writePrepared(transaction, { ...add, name: `test-odd-${values.length}` }, [circular]);
        await writePrepared(transaction, add, values);
      });
      await expect(failing).rejects.toThrow('circular');
      expect(await kept(70, 71)).toBe(0);
    }
  });

  it('runs a write at once where no transaction is open', async () => {
    const runner = source.createQueryRunner();
    try {
      await writePrepared(runner.manager, add, [80]);
    } finally {
      await runner.release();
    }
    expect(await kept(80)).toBe(1);
  });

  it('gives up a connection whose statement got no answer, with all that it had begun', async () => {
    const slow = { name: 'test-slow', text: 'SELECT pg_sleep($1)' };
    const url = new URL(database.url);
    // PostgreSQL must not end the statement before node-pg does.
    url.searchParams.set('statement_timeout', '0');
    const impatient = createDataSource({ url: url.toString(), poolSize: 1, queryTimeout: 300 }, []);
    await impatient.initialize();
    try {
      const hanging = new UnitOfWork(impatient).run(async (transaction) => {
        await writePrepared(transaction, add, [90]);
        await queryPrepared(transaction, slow, [5]);
      });
      await expect(hanging).rejects.toThrow('Query read timeout');
      expect(await impatient.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    } finally {
      await impatient.destroy();
    }
    expect(await kept(90)).toBe(0);
  });
});
