import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isRunning, markOf, type ProcessMark } from '@maillage/kernel';

/** What a running `npm start` tells other commands; kept in the data folder, readable by its user alone. */
export interface InstanceFile {
  readonly pid: number;
  readonly databaseUrl: string;
  readonly meiliUrl: string;
  readonly meiliKey: string;
}

const fileOf = (folder: string): string => join(resolve(folder), 'instance.json');

export async function writeInstanceFile(folder: string, content: InstanceFile): Promise<void> {
  await mkdir(resolve(folder), { recursive: true });
  const path = fileOf(folder);
  await writeFile(`${path}.new`, JSON.stringify({ ...content, ...markOf(content.pid) }), { mode: 0o600 });
  await rename(`${path}.new`, path);
}

export async function removeInstanceFile(folder: string): Promise<void> {
  await rm(fileOf(folder), { force: true });
}

/** The instance that runs in this data folder, if any. */
export async function runningInstance(folder: string): Promise<InstanceFile | null> {
  try {
    const file = JSON.parse(await readFile(fileOf(folder), 'utf8')) as InstanceFile & ProcessMark;
    return isRunning(file) ? file : null;
  } catch {
    // no file, or an unreadable one: nothing runs here
    return null;
  }
}
