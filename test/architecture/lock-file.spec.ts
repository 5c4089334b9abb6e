import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { leastVersions, licences, type LockedPackage, type LockFile, lockFileBreaches } from './lock-file.policy.js';

const lockFile = JSON.parse(readFileSync('package-lock.json', 'utf8')) as LockFile;
interface Component {
  readonly name: string;
  readonly licenses?: readonly unknown[];
  readonly hashes?: readonly unknown[];
}

const integrity = `sha512-${'a'.repeat(86)}==`;

const breachesOf = (name: string, changes: LockedPackage): string[] =>
  lockFileBreaches({
    packages: { '': {}, [`node_modules/${name}`]: { version: '99.0.0', integrity, license: 'MIT', ...changes } },
  });

describe('the lock file', () => {
  it('keeps the policy', () => {
    expect(Object.keys(lockFile.packages).length).toBeGreaterThan(500);
    expect(lockFileBreaches(lockFile)).toEqual([]);
  });

  it('holds every package whose least version is told', () => {
    const absent = Object.keys(leastVersions).filter((name) => !(`node_modules/${name}` in lockFile.packages));
    expect(absent).toEqual([]);
  });

  it('uses every licence that is allowed, so that the list says what is there', () => {
    const used = new Set(Object.values(lockFile.packages).flatMap(({ license = '' }) => license.split(/[() ]+/)));
    // Read once, and allowed before anything needs it.
    expect([...licences].filter((licence) => !used.has(licence))).toEqual(['MPL-2.0']);
  });

  it('pins what the product itself asks for', () => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
      readFileSync('package.json', 'utf8'),
    ) as Record<string, Record<string, string>>;
    const asked = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
    expect(asked.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  it.each<[string, string, LockedPackage, string]>([
    ['an old version', '@apollo/server', { version: '5.4.9' }, 'older than 5.5.0'],
    ['a version before the fix was released', 'typeorm', { version: '0.3.26-rc.1' }, 'older than 0.3.26'],
    ['an old version further down', 'a/node_modules/@nestjs/common', { version: '10.4.0' }, 'older than 11.0.16'],
    ['what production must not hold', 'multer', {}, 'npm explain multer'],
    ['a package from elsewhere', 'x', { resolved: 'https://elsewhere.example/x.tgz' }, 'comes from'],
    ['a package from a repository', 'x', { resolved: 'git+ssh://git@host.example/x.git#0a' }, 'comes from'],
    ['a folder', 'x', { link: true }, 'link to a folder'],
    ['no integrity', 'x', { integrity: '' }, 'no SHA-512'],
    ['a weak integrity', 'x', { integrity: 'sha1-aaaa' }, 'no SHA-512'],
    ['a licence that nobody has read', 'x', { license: 'AGPL-3.0-only' }, 'licence AGPL-3.0-only'],
    ['no licence', 'x', { license: '' }, 'licence'],
    ['a licence of data in production', 'x', { license: 'CC-BY-4.0' }, 'licence CC-BY-4.0'],
  ])('is caught with %s', (_what, name, changes, told) => {
    const breaches = breachesOf(name, changes);
    expect(breaches).toHaveLength(1);
    expect(breaches[0]).toContain(told);
    expect(breaches[0]).toContain('mend it');
  });

  it.each<[string, string, LockedPackage]>([
    ['the least version', '@apollo/server', { version: '5.5.0' }],
    ['what only tools hold', 'multer', { dev: true }],
    ['one of two licences', 'x', { license: '(MIT OR AGPL-3.0-only)' }],
    ['two licences that are both allowed', 'x', { license: 'Apache-2.0 AND MIT' }],
  ])('passes with %s', (_what, name, changes) => {
    expect(breachesOf(name, changes)).toEqual([]);
  });

  it('is told as CycloneDX by `npm run sbom`: what production holds, with hashes and licences', () => {
    const { stdout } = spawnSync('npm', ['run', '--silent', 'sbom'], { encoding: 'utf8', maxBuffer: 2 ** 26 });
    const bill = JSON.parse(stdout) as { bomFormat: string; components: Component[] };
    expect(bill.bomFormat).toBe('CycloneDX');
    const names = bill.components.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['@apollo/server', 'pg', 'typeorm']));
    expect(names).not.toContain('jest');
    expect(bill.components.filter(({ licenses, hashes }) => !licenses?.length || !hashes?.length)).toEqual([]);
  });
});
