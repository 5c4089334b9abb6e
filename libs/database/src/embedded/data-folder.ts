import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unwritableFolder } from '@maillage/kernel';

/**
 * A random secret of the data folder, made once, readable by its user alone.
 * @throws LaunchError when the folder cannot be written
 */
export function secretIn(folder: string, name: string): string {
  const file = join(folder, name);
  try {
    mkdirSync(folder, { recursive: true });
    if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 });
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw unwritableFolder(folder, error);
  }
}
