import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import ts from 'typescript';
import { CREATE, PUBLISH, useCaseInput } from '../api/operations.js';
import { useCaseContent } from '../factories/use-case.factory.js';
import { createTestApi, type TestApi } from '../support/test-api.js';
import { type Ended, guideBlock, guideBlocks, has, indentedBlock, run } from '../support/processes/guide-text.js';

const python = has('python3', 'the Python of the guide of receipts');
const curl = has('curl', 'what the guides do by curl');

/** What the guides tell portals to send and to run, sent and run as it stands there; only addresses are ours. */
describe('the code of the guides', () => {
  let api: TestApi;
  let url: string;
  let organizationId: string;
  let coordinator: string;
  const folder = mkdtempSync(join(tmpdir(), 'maillage-guides-'));

  beforeAll(async () => {
    api = await createTestApi();
    await api.app.listen(0, '127.0.0.1');
    url = (await api.app.getUrl()).replace('[::1]', '127.0.0.1');
    organizationId = await api.organization('Région de démonstration');
    coordinator = await api.person('COORDINATOR', organizationId);
    for (let n = 0; n < 5; n += 1) {
      const input = useCaseInput(organizationId, useCaseContent({ title: `Fiche ${n} (démonstration)` }));
      const { id } = (await api.send(CREATE, { input }, { key: coordinator })).data.entryCreate.entry;
      await api.send(PUBLISH, { input: { id, baseRevision: 1 } }, { key: coordinator });
    }
    await api.catchUp();
  }, 120_000);
  afterAll(async () => {
    await api.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const keyOf = async (name: string, scopes = '[READ]'): Promise<string> => {
    const query = `mutation ($id: ID!, $name: String!) {
      apiKeyCreate(input: { organizationId: $id, name: $name, audience: NETWORK, scopes: ${scopes} }) { secret }
    }`;
    return (await api.send(query, { id: organizationId, name }, { key: coordinator })).data.apiKeyCreate.secret;
  };
  /** In a shell that stops at the first line that fails; `maillage` is this checkout's. */
  const shell = async (code: string, env: Record<string, string> = {}): Promise<Ended> => {
    const here = code.replace(/https:\/\/maillage\.example(\.fr)?|http:\/\/127\.0\.0\.1:3000/g, url);
    const maillage = `maillage() { "${process.execPath}" "${resolve('dist/apps/cli/src/main.js')}" "$@"; }`;
    return run(['sh', '-e', '-c', `${maillage}\n${here}`], { cwd: folder, env });
  };

  it('in GraphQL is of the schema, every block', () => {
    const schema = buildSchema(readFileSync('apps/api/schema.graphql', 'utf8'));
    const blocks = guideBlocks().filter(({ language }) => language === 'graphql');
    expect(blocks.length).toBeGreaterThan(7);
    for (const { guide, code } of blocks) {
      expect([guide, validate(schema, parse(code)).map(({ message }) => message)]).toEqual([guide, []]);
    }
    expect(validate(schema, parse('{ portals(first: 1) { nonsense } }'))).not.toEqual([]);
  });

  it('tells the keys that were forgotten in a text from what only looks like one', async () => {
    const key = await keyOf('Portail à reconnaître');
    const pattern = new RegExp(`^${indentedBlock('api-keys.md', 'mlg_(?:').trim()}$`);
    const program = `const key = process.argv[1];\n${guideBlock('api-keys.md', 'js')}\nconsole.log(isKey);`;
    const told = async (text: string): Promise<[boolean, string]> => {
      const { stdout } = await run([process.execPath, '--input-type=module', '-e', program, text], {});
      return [pattern.test(text), stdout.trim()];
    };
    expect(await told(key)).toEqual([true, 'true']);
    expect(await told(key.replace(/.$/, (last) => (last === '0' ? '1' : '0')))).toEqual([true, 'false']);
  });

  (curl ? it : it.skip)('follows the feed by curl', async () => {
    const { code, stdout } = await shell(indentedBlock('feed.md', 'changes(after'), { KEY: await keyOf('Suivi') });
    expect(code).toBe(0);
    const { changes, hasMore } = JSON.parse(stdout).data.changes;
    expect([changes.length, hasMore]).toEqual([5, false]);
  });

  (python ? it : it.skip)('counts the buckets of a receipt in Python, which the network finds equal', async () => {
    const key = await keyOf('Portail qui prouve');
    const page = '{ changes(first: 1000) { changes { entryId version } headSeq epoch } }';
    const { changes, headSeq, epoch } = (await api.send(page, {}, { key })).data.changes;
    const held = (changes as { entryId: string; version: number }[]).map((one) => [one.entryId, one.version]);
    const program = `${guideBlock('receipts.md', 'python')}\nimport json, sys\nprint(json.dumps(buckets_of(json.load(sys.stdin))))`;
    const receipt = async (entries: unknown) => {
      const { code, stdout, stderr } = await run(['python3', '-c', program], { input: JSON.stringify(entries) });
      expect([code, stderr]).toEqual([0, '']);
      const input = { epoch, headSeq, buckets: JSON.parse(stdout) };
      return (await api.send(guideBlock('receipts.md', 'graphql'), { input }, { key })).data.feedReceipt;
    };
    const told = await receipt(held);
    expect(told).toMatchObject({ receipt: { equal: true, differingBuckets: [] }, stale: false, userErrors: [] });
    expect((await receipt(held.slice(1))).receipt).toMatchObject({ equal: false });
    expect((await receipt(held.slice(1))).receipt.differingBuckets).toHaveLength(1);

    if (!curl) return;
    // As it came, and with a word of it changed.
    const check = guideBlock('receipts.md', 'sh');
    writeFileSync(join(folder, 'receipt.json'), JSON.stringify(told.receipt));
    expect(await shell(check)).toMatchObject({ code: 0, stderr: '' });
    const forged = { ...told.receipt, statement: told.receipt.statement.replace('"count":5', '"count":6') };
    writeFileSync(join(folder, 'receipt.json'), JSON.stringify(forged));
    expect((await shell(check)).code).toBe(1);
  });

  (curl ? it : it.skip)('pushes an entry by curl, once', async () => {
    const code = guideBlock('push.md', 'sh');
    const env = { MAILLAGE_KEY: await keyOf('Portail qui pousse', '[READ, ENTRY_IMPORT]') };
    const told = [await shell(code, env), await shell(code, env)].map(
      ({ stdout }) => JSON.parse(stdout).data.entriesImport,
    );
    expect(told[0]).toMatchObject({ counts: { created: 1, rejected: 0, conflicts: 0 }, userErrors: [] });
    expect(told[1].results).toEqual(told[0].results);
    const rows = await api.rows('SELECT state FROM entry WHERE origin_source_id = $1', ['feux-42']);
    expect(rows).toEqual([{ state: 'PUBLISHED' }]);
  });

  it('pushes in TypeScript, batch by batch, and tells what was refused', async () => {
    const code = guideBlock('push.md', 'ts').replaceAll('https://maillage.example/graphql', `${url}/graphql`);
    const { outputText } = ts.transpileModule(code, { compilerOptions: { target: ts.ScriptTarget.ES2022 } });
    const content = { ...useCaseInput('', useCaseContent()), ownerId: undefined };
    const items = [
      ...Array.from({ length: 260 }, (_, n) => ({ sourceId: `lot-${n}`, content: { ...content, title: `Lot ${n}` } })),
      { sourceId: 'lot-faux', content: { ...content, title: '' } },
    ];
    const program = `${outputText}\nawait push(${JSON.stringify(items)}, '2026-11-28');`;
    const env = { MAILLAGE_KEY: await keyOf('Portail en TypeScript', '[READ, ENTRY_IMPORT]') };
    writeFileSync(join(folder, 'push.mjs'), program);
    const { code: exit, stderr } = await run([process.execPath, 'push.mjs'], { cwd: folder, env });
    expect([exit, stderr.split('\n')[0]]).toEqual([0, expect.stringMatching(/^lot-faux REJECTED/)]);
    const rows = await api.rows("SELECT 1 FROM entry WHERE origin_source_id LIKE 'lot-%'");
    expect(rows).toHaveLength(260);
  });
});
