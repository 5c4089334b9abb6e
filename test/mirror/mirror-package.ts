import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import ts from 'typescript';

/** A folder outside the checkout with the packed package in it, as `npm install` leaves it. */
export interface PortalFolder {
  readonly folder: string;
  /** Files of the package. */
  readonly packed: readonly string[];
  /** Writes a TypeScript program without its types. @returns its path */
  program(name: string, text: string): string;
  remove(): void;
}

export function portalFolder(): PortalFolder {
  const folder = mkdtempSync(join(tmpdir(), 'maillage-portal-'));
  const told = execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: resolve('libs/mirror'),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const installed = join(folder, 'node_modules/@maillage/mirror');
  mkdirSync(installed, { recursive: true });
  const [archive = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  execFileSync('tar', ['-xzf', join(folder, archive), '--strip-components=1', '-C', installed]);
  const [{ files }] = JSON.parse(told.slice(told.indexOf('['))) as [{ files: { path: string }[] }];
  return {
    folder,
    packed: files.map(({ path }) => path),
    program(name, text) {
      const { outputText } = ts.transpileModule(text, {
        compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
      });
      const path = join(folder, name);
      writeFileSync(path, outputText);
      return path;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The first block of code in a language, of the guide that people copy from. */
export function guideCode(language: 'ts' | 'python'): string {
  const guide = readFileSync('docs/guides/mirror.md', 'utf8');
  const [, code] = new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 's').exec(guide) ?? [];
  if (code === undefined) throw new Error(`docs/guides/mirror.md has no code in ${language}`);
  return code;
}

/** A Python with httpx; null where there is none. */
export function pythonWithHttpx(): string | null {
  for (const python of ['python3', '/usr/bin/python3']) {
    try {
      execFileSync(python, ['-c', 'import httpx'], { stdio: 'ignore' });
      return python;
    } catch {
      // the next one
    }
  }
  return null;
}
