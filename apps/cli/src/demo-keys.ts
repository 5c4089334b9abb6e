import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** A demonstration person with the key that acts as it. */
export interface DemoPerson {
  /** A role of the network, or of an organization. */
  readonly role: string;
  readonly name: string;
  /** Name and id of the organization that the role is held in; null for roles of the network. */
  readonly organization: { readonly id: string; readonly name: string } | null;
  /** `mlg_demo_…` */
  readonly key: string;
}

/** Where the demo keys of a data folder are kept. Keys are random, so that no two folders share one. */
export function demoKeysPath(folder: string): string {
  return join(resolve(folder), 'demo-keys.json');
}

/** Readable by its user alone. */
export async function writeDemoKeys(folder: string, people: readonly DemoPerson[]): Promise<void> {
  const path = demoKeysPath(folder);
  await mkdir(resolve(folder), { recursive: true });
  await writeFile(`${path}.new`, `${JSON.stringify({ people }, null, 2)}\n`, { mode: 0o600 });
  await chmod(`${path}.new`, 0o600);
  await rename(`${path}.new`, path);
}

/** Empty when the folder has none (production, or `--seed none`). */
export async function readDemoKeys(folder: string): Promise<readonly DemoPerson[]> {
  try {
    return (JSON.parse(await readFile(demoKeysPath(folder), 'utf8')) as { people: DemoPerson[] }).people;
  } catch {
    // absent, or written by hand into something else: as if there were none
    return [];
  }
}
