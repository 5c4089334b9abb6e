import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = resolve('.');

/** Runs the rules on a small tree that breaks one of them. */
function violations(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'maillage-rules-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) {
      cpSync(join(root, name), join(folder, name));
    }
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const binary = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const args = [binary, 'libs', 'apps', '--config', '.dependency-cruiser.cjs', '--output-type', 'err'];
    return spawnSync(process.execPath, args, {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] ?? '' },
    }).stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const index = 'export const x = 1;\n';
const app = { 'apps/cli/src/main.ts': index };

describe('the dependency rules bite', () => {
  it('passes a clean tree', () => {
    expect(violations({ ...app, 'libs/kernel/src/index.ts': index })).toContain('no dependency violations');
  });

  it.each([
    [
      'levels-kernel',
      {
        'libs/kernel/src/index.ts': "export * from '../../catalogue/src/index.js';\n",
        'libs/catalogue/src/index.ts': index,
      },
    ],
    [
      'levels-catalogue',
      {
        'libs/catalogue/src/index.ts': "export type { x } from '../../search/src/index.js';\n",
        'libs/search/src/index.ts': index,
      },
    ],
    ['libs-never-import-apps', { 'libs/kernel/src/index.ts': "export * from '../../../apps/cli/src/main.js';\n" }],
    [
      'apps-apart',
      { 'apps/api/src/main.ts': "export * from '../../cli/src/main.js';\n", 'libs/kernel/src/index.ts': index },
    ],
    [
      'libs-by-their-index',
      { 'libs/database/src/a.ts': "export * from '../../kernel/src/deep.js';\n", 'libs/kernel/src/deep.ts': index },
    ],
    ['orm-in-repositories', { 'libs/identity/src/a.service.ts': "export { DataSource } from 'typeorm';\n" }],
    ['graphql-in-the-api', { 'libs/identity/src/a.ts': "export { GraphQLError } from 'graphql';\n" }],
    ['meilisearch-in-search', { 'libs/identity/src/a.ts': "export { MeiliSearch } from 'meilisearch';\n" }],
    ['protocols-in-sign-in', { 'libs/identity/src/a.ts': "export { jwtVerify } from 'jose';\n" }],
    ['pure-domain', { 'libs/identity/src/domain/a.ts': "export { Module } from '@nestjs/common';\n" }],
    [
      'no-cycles',
      { 'libs/kernel/src/a.ts': "export * from './b.js';\n", 'libs/kernel/src/b.ts': "export * from './a.js';\n" },
    ],
    ['resolvable', { 'libs/kernel/src/a.ts': "export * from './absent.js';\n" }],
  ])('catches a planted breach of %s', (rule, files) => {
    expect(violations({ ...app, ...(files as unknown as Record<string, string>) })).toContain(rule);
  });
});

/** What lint says of a file, were it at that place. */
function lintErrors(filePath: string, text: string): string[] {
  const binary = join(root, 'node_modules/eslint/bin/eslint.js');
  const args = [binary, '--stdin', '--stdin-filename', filePath, '--format', 'json'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', input: text, env: {} });
  const [result] = JSON.parse(stdout) as { messages: { ruleId: string | null }[] }[];
  return (result?.messages ?? []).map(({ ruleId }) => ruleId ?? '');
}

describe('the rules on ways out bite', () => {
  it('of dependencies: every module that opens a connection', () => {
    const told = violations({
      ...app,
      'libs/identity/src/a.ts': "export { request } from 'node:https';\n",
      'apps/api/src/a.ts': "import http from 'http';\nexport const get = http.get;\n",
      'apps/worker/src/a.ts': "export { request } from 'undici';\n",
      'libs/catalogue/src/a.ts': "export { connect } from 'node:net';\n",
    });
    expect(told).toContain('outgoing-by-its-client: libs/identity/src/a.ts');
    expect(told).toContain('outgoing-by-its-client: apps/api/src/a.ts');
    expect(told).toContain('outgoing-by-its-client: apps/worker/src/a.ts');
    expect(told).toContain('sockets-by-the-launcher: libs/catalogue/src/a.ts');
  });

  it('of lint: every global that does; the exceptions are left alone', () => {
    const text = `export const ways = [
  fetch('https://elsewhere.example'),
  globalThis.fetch('https://elsewhere.example'),
  new WebSocket('wss://elsewhere.example'),
  new EventSource('https://elsewhere.example'),
];\n`;
    const [globals, properties] = ['no-restricted-globals', 'no-restricted-properties'];
    expect(lintErrors('apps/api/src/a.ts', text)).toEqual([globals, properties, globals, globals]);
    expect(lintErrors('libs/mirror/src/a.ts', text)).toEqual([properties]);
  });
});
