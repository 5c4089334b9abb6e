import { ReadPool } from '@maillage/database';
import { testServerUrl } from '../support/test-database.js';

describe('statements with a limit of their own', () => {
  let pool: ReadPool;

  beforeAll(async () => {
    pool = new ReadPool({ url: testServerUrl(), poolSize: 1, queryTimeout: 20_000 });
    await pool.queryText('SELECT 1');
  });

  afterAll(() => pool.close());

  it('are ended by PostgreSQL itself, and leave the pool whole', async () => {
    const started = performance.now();
    const endless = pool.within(400, {}, (run) => run('SELECT pg_sleep(10)', []));
    await expect(endless).rejects.toMatchObject({ code: '57014' });
    expect(performance.now() - started).toBeLessThan(5_000);
    const running = "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active'";
    expect(await pool.queryText(running)).toEqual([]);
  });

  it('have settings that end with them', async () => {
    const show = 'SELECT current_setting($1) AS jit';
    expect(await pool.within(5_000, { jit: 'off' }, (run) => run(show, ['jit']))).toEqual([{ jit: 'off' }]);
    const [after] = await pool.queryText<{ jit: string }>(show, ['jit']);
    expect(after?.jit).toBe('on');
  });

  it('write nothing', async () => {
    const write = pool.within(5_000, {}, (run) => run('CREATE TABLE never (id int)', []));
    await expect(write).rejects.toMatchObject({ code: '25006' });
  });

  it('are not begun when a connection comes too late', async () => {
    const long = pool.within(5_000, {}, (run) => run('SELECT pg_sleep(0.4)', []));
    await expect(pool.within(100, {}, (run) => run('SELECT 1', []))).rejects.toThrow('no answer in 100 ms');
    await long;
  });
});
