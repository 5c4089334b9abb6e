import { execFileSync, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A block of code in a guide. */
export interface GuideBlock {
  readonly guide: string;
  readonly language: string;
  readonly code: string;
}

const FOLDER = 'docs/guides';

/** Every block of code with a language, of every guide. */
export function guideBlocks(): GuideBlock[] {
  return readdirSync(FOLDER).flatMap((guide) => {
    const text = readFileSync(join(FOLDER, guide), 'utf8');
    return [...text.matchAll(/^```(\w+)\n(.*?)^```/gms)].map(([, language = '', code = '']) => ({
      guide,
      language,
      code,
    }));
  });
}

/** The first block of a language in a guide. @throws Error when there is none */
export function guideBlock(guide: string, language: string): string {
  const found = guideBlocks().find((block) => block.guide === guide && block.language === language);
  if (!found) throw new Error(`${FOLDER}/${guide} has no code in ${language}`);
  return found.code;
}

/** The first indented block of a guide that has these words. @throws Error when there is none */
export function indentedBlock(guide: string, words: string): string {
  const text = readFileSync(join(FOLDER, guide), 'utf8');
  const blocks = text.match(/(?:^ {4}.*\n)+/gm) ?? [];
  const found = blocks.find((block) => block.includes(words));
  if (found === undefined) throw new Error(`${FOLDER}/${guide} has no line with ${words}`);
  return found;
}

/** Whether a command is here; tells on standard output what is left out without it. */
export function has(command: string, what: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' });
    return true;
  } catch {
    process.stdout.write(`NOTICE ${what} is skipped: no ${command} here\n`);
    return false;
  }
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program of a guide, as its reader would run it; the server that it asks goes on meanwhile. */
export function run(
  [file = '', ...args]: readonly string[],
  {
    cwd,
    env = {},
    input = '',
  }: { readonly cwd?: string; readonly env?: Record<string, string>; readonly input?: string },
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const { PATH = '', HOME = '' } = process.env;
    const child = spawn(file, args, { cwd, env: { PATH, HOME, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.end(input);
  });
}
