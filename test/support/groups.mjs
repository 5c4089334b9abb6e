import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
/** Nobody lints, formats or commits what is here. */
const folder = join(root, '.maillage/test-groups');

/** Suites of one group, at most. */
const LARGEST = 7;

/** Suites that take longest: they begin first, so that none of them is what the end of a run waits for. */
const first = [
  'test/search/reindex.int-spec.ts',
  'test/api/bad-input.e2e-spec.ts',
  'test/search/verify-index.int-spec.ts',
  'test/up/life.e2e-spec.ts',
  'test/personal-data/canaries.e2e-spec.ts',
  'test/architecture/dependency-rules.spec.ts',
  'test/mirror/mirror-command.e2e-spec.ts',
  'test/relevance/relevance.e2e-spec.ts',
  'test/up/given-servers.e2e-spec.ts',
  'test/search/glossary-command.int-spec.ts',
  'test/faults/search-faults.int-spec.ts',
  'test/faults/search-without-engine.int-spec.ts',
  'test/search/verify-documents.int-spec.ts',
  'test/up/seeded.e2e-spec.ts',
  'test/search/vectors.int-spec.ts',
];

/** Suites about processes and servers that die, and those with GraphQL types of their own, which Nest keeps for a whole file. */
const alone = /^test\/(up|faults|mirror|seed|relevance|architecture)\/|\/graphql-(over-http|probes)\./;

/**
 * Writes what a whole run reads instead of the suites: files that import several each. To read the product's modules is
 * half of what a short suite costs, and Jest does so once a file.
 * @returns arguments of Jest that run them, in the order that their names say
 */
export function groupedRun() {
  const lists = groupsOf(suites());
  const files = lists.map((list, index) => [`${String(index).padStart(3, '0')}-${nameOf(list)}.mjs`, textOf(list)]);
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of files) writeFileSync(join(folder, file), text);
  const names = new Set(files.map(([file]) => file));
  for (const left of readdirSync(folder)) if (!names.has(left)) rmSync(join(folder, left));
  return [
    '--testMatch=<rootDir>/.maillage/test-groups/*.mjs',
    `--testSequencer=${join(import.meta.dirname, 'name-sequencer.mjs')}`,
  ];
}

/** Every suite, as Jest would find it. */
function suites() {
  return ['apps', 'libs', 'test'].flatMap((name) =>
    readdirSync(join(root, name), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(spec|int-spec|e2e-spec)\.ts$/.test(path))
      .map((path) => `${name}/${path.replaceAll('\\', '/')}`),
  );
}

/** @returns lists of suites: those that take longest, the others that stay alone, then groups of neighbours */
function groupsOf(paths) {
  const rest = paths.filter((path) => !first.includes(path)).sort();
  const neighbours = rest.filter((path) => !alone.test(path));
  const groups = Array.from({ length: Math.ceil(neighbours.length / LARGEST) }, (_, index) =>
    neighbours.slice(index * LARGEST, (index + 1) * LARGEST),
  );
  return [...[...first, ...rest.filter((path) => alone.test(path))].map((path) => [path]), ...groups];
}

/** The suite's, or of a group the folder that its first one is in. */
function nameOf([path, ...others]) {
  const parts = path
    .replace(/\.[\w-]+\.ts$/, '')
    .split('/')
    .filter((part) => part !== 'src');
  return (others.length === 0 ? parts : [...parts.slice(0, -1), 'and', others.length, 'more']).join('-');
}

function textOf(list) {
  return list.map((path) => `import '${relative(folder, join(root, path)).replace(/\.ts$/, '.js')}';\n`).join('');
}
