import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AuditChainer } from '@maillage/identity';
import pg from 'pg';
import { type CommandResult, spawnCommand } from '../support/processes/test-command.js';
import { createTestSearch, type TestSearch } from '../support/test-search.js';

describe('maillage audit', () => {
  let network: TestSearch;
  let folder: string;

  beforeAll(async () => {
    network = await createTestSearch();
    folder = await mkdtemp(join(tmpdir(), 'maillage-audit-'));
    for (const name of ['Ville de démonstration', 'Métropole de démonstration', 'Bourg de démonstration']) {
      await network.organization(name);
    }
    await network.module.get(AuditChainer, { strict: false }).drain();
  });

  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await network.close();
  });

  const audit = (...args: string[]): Promise<CommandResult> => spawnCommand(network, folder, ['audit', ...args]).ended;

  /** A file of heads. */
  const file = async (text: string): Promise<string> => {
    const path = join(folder, 'heads.json');
    await writeFile(path, text);
    return path;
  };

  it('prints the head, and finds the log as it was beside it, in whatever form it was kept', async () => {
    const head = (await audit('head')).stdout.trim();
    expect(JSON.parse(head)).toMatchObject({ sequence: 3, hash: expect.any(String) });
    for (const kept of [head, `[${head}]`, `{"data":{"auditHead":${head}}}`, `${head}\n${head}\n`]) {
      const result = await audit('verify', '--head', await file(kept));
      expect([result.code, result.stderr]).toEqual([0, '']);
      expect(result.stdout).toContain('3 links');
    }
  });

  it.each(['no JSON', '{}', '[]', 'null', '{"day":"2026-01-31","sequence":1,"hash":"x"}'])(
    'refuses a file of heads that holds %s',
    async (text) => {
      const result = await audit('verify', '--head', await file(text));
      expect([result.code, result.stderr.trim().split('\n').length]).toEqual([1, 3]);
    },
  );

  it('tells the broken link, what differs and how to mend it, and exits 1', async () => {
    const absent = await audit('verify', '--head', join(folder, 'absent.json'));
    expect([absent.code, absent.stderr]).toEqual([1, expect.stringContaining('cannot be read')]);
    const client = new pg.Client({ connectionString: network.database.url });
    await client.connect();
    await client.query("SET session_replication_role = 'replica'");
    await client.query(
      "UPDATE audit_event SET actor = 'member:forged' WHERE id = (SELECT event_id FROM audit_chain WHERE sequence = 2)",
    );
    await client.end();
    const { code, stdout } = await audit('verify');
    expect(code).toBe(1);
    expect(stdout).toMatch(/LINK_BROKEN at link 2 \(event \d+\)\n {2}.+expected [0-9a-f]{64}.*\n {2}mend it: .+backup/);
    expect(stdout.match(/mend it/g)).toHaveLength(1);
  });
});
