import { createDataSource, ReadPool, UnitOfWork } from '@maillage/database';
import type { DataSource } from 'typeorm';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { readCog } from './cog-reader.js';
import { TerritoryRepository } from './territory.repository.js';
import { TerritoryView } from './territory.view.js';

describe('territories', () => {
  let database: TestDatabase;
  let pool: ReadPool;
  let source: DataSource;
  let view: TerritoryView;
  const repository = new TerritoryRepository();

  beforeAll(async () => {
    database = await createTestDatabase();
    const options = { url: database.url, poolSize: 2, queryTimeout: 20_000 };
    source = await createDataSource(options, []).initialize();
    pool = new ReadPool(options);
    view = new TerritoryView(pool);
    const rows = await readCog();
    await new UnitOfWork(source).run((transaction) => repository.load(transaction, rows, 'COG'));
  });

  afterAll(async () => {
    await pool.close();
    await source.destroy();
    await database.drop();
  });

  it('holds every current commune, and writes nothing the second time', async () => {
    const rows = await readCog();
    expect(rows.filter((row) => row.level === 'COMMUNE')).toHaveLength(34_969);
    const again = await new UnitOfWork(source).run((transaction) => repository.load(transaction, rows, 'COG'));
    expect(again).toBe(0);
  });

  it.each(['st denis', 'Saint-Denis', 'SAINT DENIS'])('tells the four Saint-Denis apart for %s', async (typed) => {
    const found = await view.search(typed, 'COMMUNE', 50);
    const exact = found.filter((item) => item.name === 'Saint-Denis');
    expect(exact.map((item) => item.code).sort()).toEqual(['11339', '30247', '93066', '97411']);
    expect(new Set(exact.map((item) => item.departementName)).size).toBe(4);
    expect(found[0]?.name).toBe('Saint-Denis');
  });

  it('completes postal and INSEE codes and SIREN', async () => {
    expect((await view.search('93200', null, 10)).map((item) => item.code)).toContain('93066');
    expect((await view.search('93066', null, 10))[0]?.name).toBe('Saint-Denis');
    expect((await view.search('217 500 016', null, 10))[0]?.name).toBe('Paris');
  });

  it('sums the population of a région from its communes', async () => {
    const [region] = await view.byIds(['REGION-11']);
    expect(region?.population).toBeGreaterThan(12_000_000);
  });

  it('answers nothing, without an error, to what is no name', async () => {
    expect(await view.search('%_\\\'";--', null, 5)).toEqual([]);
  });
});
