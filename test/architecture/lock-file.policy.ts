/** A package as `package-lock.json` (version 3) has it. */
export interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly link?: boolean;
  /** Not part of what is installed for production. */
  readonly dev?: boolean;
}

export interface LockFile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/** Least versions without a known fault that concerns us, and why. */
export const leastVersions: Readonly<Record<string, readonly [version: string, why: string]>> = {
  '@apollo/server': ['5.5.0', 'CVE-2026-23897: XS-Search past CSRF prevention'],
  typeorm: ['0.3.26', 'CVE-2025-60542: injection through raw input objects'],
  '@nestjs/common': ['11.0.16', 'CVE-2024-29409: FileTypeValidator trusts Content-Type'],
  // The fix of February 2026 for 11.x is in every 12.x.
  '@nestjs/platform-fastify': ['12.0.0', 'CVE-2026-2293: middleware bypass by odd paths'],
};

/** Packages that production must not hold, and what to use instead. */
export const forbidden: Readonly<Record<string, string>> = {
  multer: 'files are read as streams by Fastify itself',
  'graphql-upload': 'no upload goes through GraphQL',
  '@nestjs/devtools-integration': 'it opens a port that runs code',
  express: 'Fastify is the one HTTP server',
};

/** Licences that go with EUPL-1.2 in a network service; another one is read by a person, then added here. */
export const licences: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'MPL-2.0',
  'Python-2.0',
  // Public domain, without conditions.
  'Unlicense',
]);
/** Data that only tools of development read. */
const developmentLicences: ReadonlySet<string> = new Set(['CC-BY-4.0', 'CC0-1.0']);

/** What the lock file breaks of the policy: one line a breach, with the package and how to mend it. Pure. */
export function lockFileBreaches({ packages }: LockFile): string[] {
  return Object.entries(packages).flatMap(([path, locked]) => {
    if (path === '') return [];
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const told = `${name}@${locked.version ?? '?'} (${path})`;
    return [...versionBreaches(name, locked), ...sourceBreaches(locked), ...licenceBreaches(locked)].map(
      (breach) => `${told}: ${breach}`,
    );
  });
}

function versionBreaches(name: string, { version = '0', dev }: LockedPackage): string[] {
  const [least, why] = leastVersions[name] ?? [];
  const breaches: string[] = [];
  if (least !== undefined && isOlder(version, least)) {
    breaches.push(`older than ${least} (${why}); mend it: npm install --save-exact ${name}@^${least}, or an override`);
  }
  const instead = forbidden[name];
  if (instead !== undefined && !dev) {
    breaches.push(`must not be in production (${instead}); mend it: npm explain ${name}, drop what brings it`);
  }
  return breaches;
}

/** Lock files leave out the registry's address: one that is told is not the registry's. */
function sourceBreaches({ resolved, integrity, link, version }: LockedPackage): string[] {
  if (link) return ['is a link to a folder; mend it: install it from the registry'];
  const breaches: string[] = [];
  if (resolved !== undefined && !/^https:\/\/registry\.npmjs\.org\//.test(resolved)) {
    breaches.push(`comes from ${resolved}; mend it: install it from the registry`);
  }
  if (!/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity ?? '')) {
    breaches.push('has no SHA-512 of what is installed; mend it: npm install --package-lock-only, from the registry');
  }
  if (!/^\d+\.\d+\.\d+/.test(version ?? '')) breaches.push('has no version; mend it: npm install --package-lock-only');
  return breaches;
}

function licenceBreaches({ license, dev }: LockedPackage): string[] {
  const allowed = (one: string): boolean => licences.has(one) || (dev === true && developmentLicences.has(one));
  const parts = (license ?? '').replace(/[()]/g, '').split(' AND ');
  const passes = license !== undefined && parts.every((part) => part.split(' OR ').some(allowed));
  if (passes) return [];
  return [
    `licence ${license ?? 'not told'}; mend it: read it, then add it to test/architecture/lock-file.policy.ts, or drop the package`,
  ];
}

/** By major, minor and patch; what is marked as a version before a release counts as older than it. */
function isOlder(version: string, least: string): boolean {
  const [numbers = '', mark] = version.split('-', 2);
  const [have, want] = [numbers, least].map((one) => one.split('.').map(Number)) as [number[], number[]];
  const differing = want.findIndex((number, index) => (have[index] ?? 0) !== number);
  if (differing < 0) return mark !== undefined;
  return (have[differing] ?? 0) < (want[differing] ?? 0);
}
