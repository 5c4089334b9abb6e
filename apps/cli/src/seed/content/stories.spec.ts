import {
  allFieldsOf,
  checklistOf,
  type EntryContent,
  type Enumeration,
  entryKinds,
  type FieldTable,
  fieldsIn,
  kindOf,
  subThemes,
  themes,
  validateContent,
  valuesOf,
} from '@maillage/catalogue';
import { foldText } from '@maillage/kernel';
import { readCog } from '@maillage/territory';
import { placeRows } from '../demo-cast.js';
import { withReferences } from '../story-references.js';
import { referencesIn, wavesOf } from '../story-waves.js';
import { hearingFacts } from './hearing.js';
import { bodies, PENDING, placeDefinitions } from './places.js';
import { stories } from './stories.js';

const SOME_ID = '0190a000-0000-7000-8000-000000000000';

/** Every content that the demonstration stores, as it is stored (a fault of one fails the suite), with its story. */
const contents = stories.flatMap((story) => {
  const { edits = [], open } = story.life;
  const versions: EntryContent[] = [story.content];
  for (const { changes } of edits) versions.push({ ...versions.at(-1), ...changes });
  if (open?.changes) versions.push({ ...versions.at(-1), ...open.changes });
  return versions.map((content, index) => {
    const named = withReferences(content, () => SOME_ID);
    const system = story.system ? { deployment: { ...(named['deployment'] as object), system: SOME_ID } } : {};
    const stored: EntryContent = validateContent(kindOf(story.kind), { ...named, ...system });
    const waits = open?.state === 'DRAFT' && index === versions.length - 1;
    return { story, content: stored, waits };
  });
});

const of = (kind: string) => contents.filter(({ story }) => story.kind === kind);

/** Values at a path of a content; lists add nothing to the path. */
function answers(content: unknown, path: readonly string[]): unknown[] {
  if (content === undefined) return [];
  if (Array.isArray(content)) return content.flatMap((item) => answers(item, path));
  const [name, ...rest] = path;
  return name === undefined ? [content] : answers((content as Record<string, unknown>)[name], rest);
}

function enumerationAt(table: FieldTable, path: readonly string[]): Enumeration | null {
  const visit = fieldsIn(table).find((one) => one.path.join('.') === path.join('.'));
  const shape = visit?.field.shape.type === 'LIST' ? visit.field.shape.of.shape : visit?.field.shape;
  return shape?.type === 'ENUM' ? shape.enumeration : null;
}

/** Values of closed sets, by the path that holds them, that the demonstration may leave out. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  // one topic a clause: as many topics as clauses
  'PROCUREMENT_CLAUSE topic': [
    'RISK_MANAGEMENT',
    'DATA_GOVERNANCE',
    'DOCUMENTATION',
    'QUALITY_MANAGEMENT',
    'CONFORMITY',
    'NOT_STATED',
  ],
};

const shared = new Set(['themes', 'subThemes', 'licence', 'links.rel', 'lang']);

describe('the demonstration’s stories', () => {
  it('are at least 60, of the three kinds, each with a key of its own', () => {
    expect(stories.length).toBeGreaterThanOrEqual(60);
    const count = (kind: string): number => stories.filter((story) => story.kind === kind).length;
    expect(count('USE_CASE')).toBeGreaterThanOrEqual(36);
    expect(count('PROCUREMENT_CLAUSE')).toBeGreaterThanOrEqual(16);
    expect(count('DATA_CHARTER')).toBeGreaterThanOrEqual(10);
    expect(new Set(stories.map(({ key }) => key)).size).toBe(stories.length);
  });

  it.each(contents.map((one) => [one.story.key, one] as const))('%s passes the checklist', (_key, one) => {
    const missing = checklistOf(kindOf(one.story.kind), one.content).map(({ path }) => path.join('.'));
    expect(one.waits ? [] : missing).toEqual([]);
  });

  it('say that they are a demonstration, and none says what another says', () => {
    for (const { content } of contents) expect(String(content['title'])).toContain('démonstration');
    for (const field of ['title', 'summary', 'description', 'problem']) {
      const first = stories.map(({ content }) => content[field]).filter((text) => text !== undefined);
      expect(new Set(first.map((text) => foldText(String(text)))).size).toBe(first.length);
    }
  });

  it.each(entryKinds.map((kind) => [kind.kind, kind] as const))('answer every field of %s', (name, kind) => {
    const unanswered = fieldsIn(allFieldsOf(kind))
      .map(({ path }) => path)
      .filter((path) => of(name).every(({ content }) => answers(content, path).length === 0));
    expect(unanswered.map((path) => path.join('.'))).toEqual([]);
  });

  it('show every value of every closed set', () => {
    const missing = entryKinds.flatMap((kind) =>
      fieldsIn(allFieldsOf(kind)).flatMap(({ path }) => {
        const enumeration = enumerationAt(allFieldsOf(kind), path);
        const name = `${kind.kind} ${path.join('.')}`;
        if (!enumeration) return [];
        const among = shared.has(path.join('.')) ? contents : of(kind.kind);
        const seen = new Set(among.flatMap(({ content }) => answers(content, path)));
        return valuesOf(enumeration)
          .filter((value) => !seen.has(value) && !LEFT_OUT[name]?.includes(value))
          .map((value) => `${name} ${value}`);
      }),
    );
    expect([...new Set(missing)]).toEqual([]);
    const seenThemes = new Set(contents.flatMap(({ content }) => content['themes'] as string[]));
    expect([...seenThemes].sort()).toEqual(valuesOf(themes).sort());
    expect(new Set(contents.flatMap(({ content }) => (content['subThemes'] ?? []) as string[])).size).toBe(
      valuesOf(subThemes).length,
    );
  });

  it('name only what was told before, and every relation that has a target', () => {
    const told = new Set<string>();
    const suppliers = new Set<string>();
    const systemNames = new Set<string>();
    for (const story of stories) {
      for (const { to, name } of referencesIn(story)) {
        const known = {
          entry: told.has(name),
          supplier: suppliers.has(name),
          system: systemNames.has(name),
          organization: name in placeDefinitions || name in bodies,
        }[to];
        expect([story.key, to, name, known]).toEqual([story.key, to, name, true]);
      }
      told.add(story.key);
      if (story.system?.supplier) suppliers.add(story.system.supplier.name);
      if (story.system) systemNames.add(story.system.name);
    }
    const used = new Set(stories.flatMap(({ relations = [] }) => relations.map(({ type }) => type)));
    const wanted = [
      'USES_SYSTEM',
      'GOVERNED_BY_CHARTER',
      'PROCURED_WITH_CLAUSE',
      'DERIVED_FROM',
      'REPLACES',
      'DUPLICATES',
    ];
    expect([...used].sort()).toEqual(wanted.sort());
    const waves = wavesOf(stories);
    expect(waves.flat()).toHaveLength(stories.length);
    expect(waves.length).toBeLessThan(8);
    const compliance = stories.flatMap(({ relations = [] }) => relations.flatMap((one) => one.compliance ?? []));
    expect(new Set(compliance.map(({ status }) => status)).size).toBe(4);
  });

  it('show every state of an entry, of a draft, of a reuse, and every audience', () => {
    const lives = stories.map(({ life }) => life);
    const ends = new Set(lives.map(({ end }) => end?.state));
    expect([...ends].sort()).toEqual(['ARCHIVED', 'MERGED', 'WITHDRAWN', undefined]);
    const waiting = new Set(lives.map(({ open }) => open?.state));
    expect([...waiting].sort()).toEqual(['CHANGES_REQUESTED', 'DRAFT', 'SUBMITTED', undefined]);
    const reuses = stories.flatMap((story) => story.reuses ?? []);
    expect(new Set(reuses.map(({ state }) => state)).size).toBe(5);
    expect(reuses.filter(({ state }) => state === 'DROPPED').every(({ reason }) => reason)).toBe(true);
    const audiences = stories.map((story) => story.life.narrowedTo ?? story.audience ?? 'PUBLIC');
    expect(new Set(audiences)).toEqual(new Set(['PUBLIC', 'NETWORK', 'ORGANIZATION']));
    expect(lives.some(({ claimed }) => claimed)).toBe(true);
    expect(lives.filter(({ edits }) => edits).length).toBeGreaterThanOrEqual(5);
    expect(lives.some(({ published, open }) => published !== undefined && open)).toBe(true);
    const pending = stories.filter(({ owner }) => owner === PENDING);
    expect(pending.map(({ life }) => life.published)).toEqual(pending.map(() => undefined));
    expect(pending).not.toHaveLength(0);
  });
});

describe('the demonstration’s places', () => {
  it('share neither name nor code with a real place', async () => {
    const real = await readCog();
    const names = new Set(real.map((row) => row.name_folded));
    const keys = new Set(real.flatMap(({ id, siren }) => [id, siren]));
    for (const row of placeRows()) {
      expect([row.name, names.has(row.name_folded)]).toEqual([row.name, false]);
      expect([row.id, keys.has(row.id) || keys.has(row.siren)]).toEqual([row.id, false]);
      if (row.level === 'COMMUNE') expect(row.code).toMatch(/^00\d{3}$/);
      expect(row.siren).toMatch(/^000/);
    }
  });
});

describe('the facts of the hearing', () => {
  it('are valid, name their source, and leave open what was not said', () => {
    for (const { kind, content } of hearingFacts) {
      expect(validateContent(kindOf(kind), content)).toMatchObject(content);
      expect(content.description).toContain(
        'audition #21, « Paris, l’IA et la participation citoyenne », 20 septembre 2024',
      );
    }
    const [suspended] = hearingFacts;
    expect(suspended?.content).toMatchObject({
      lifecycle: 'SUSPENDED',
      techniques: ['UNKNOWN'],
      aiAct: { role: 'NOT_STATED', class: 'NOT_ASSESSED' },
      personalData: { processed: 'NOT_STATED' },
    });
  });
});
