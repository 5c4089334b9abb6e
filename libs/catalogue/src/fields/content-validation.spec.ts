import { UserInputError } from '@maillage/kernel';
import fc from 'fast-check';
import { entryKinds, kindOf } from '../kinds/kind.registry.js';
import { projectContent } from './content-projection.js';
import { personalDataIn } from './content-personal-data.js';
import { validateContent } from './content-validation.js';
import { fieldsIn } from './field.js';
import { allFieldsOf } from '../kinds/kind.registry.js';

const useCase = kindOf('USE_CASE');

function codesOf(raw: unknown): string[] {
  try {
    validateContent(useCase, raw);
    return [];
  } catch (error) {
    if (!(error instanceof UserInputError)) throw error;
    return error.errors.map((one) => `${one.code} ${one.path.join('.')}`);
  }
}

describe('validation of a content', () => {
  it.each([
    ['a title of nothing', { title: ' \u00a0 ' }, 'MANDATORY title'],
    ['a title over two lines', { title: 'Un\ndeux' }, 'LINE_BREAK title'],
    ['a character that nobody types', { title: 'Tri\u0000' }, 'CONTROL_CHARACTER title'],
    ['half a character', { title: 'Tri', keywords: ['a\ud800'] }, 'CONTROL_CHARACTER keywords'],
    ['what a spreadsheet left', { title: 'Tri', summary: '#REF!' }, 'ARTEFACT summary'],
    ['a serial number for a date', { title: 'Tri', startedOn: '45292' }, 'SPREADSHEET_SERIAL startedOn'],
    ['a day that does not exist', { title: 'Tri', startedOn: '2024-02-30' }, 'PARTIAL_DATE startedOn'],
    ['a script for a link', { title: 'Tri', links: [{ rel: 'ABOUT', url: 'javascript:alert(1)' }] }, 'URL links.0.url'],
    ['a person’s mailbox', { title: 'Tri', contact: 'prenom.nom@ville.example' }, 'ROLE_MAILBOX contact'],
    ['a value outside the list', { title: 'Tri', techniques: ['MAGIC'] }, 'ENUM techniques'],
    ['a fourth theme', { title: 'Tri', themes: Array(4).fill('MOBILITY') }, 'TOO_MANY themes'],
    ['a text for a number', { title: 'Tri', cost: { oneOffEur: '12' } }, 'TYPE cost.oneOffEur'],
    ['a near name', { title: 'Tri', lifecyle: 'IDEA' }, 'UNKNOWN_FIELD lifecyle'],
  ])('refuses %s', (_what, raw, expected) => {
    expect(codesOf(raw)).toContain(expected);
  });

  it('keeps personal data in a draft: whoever shows it to readers is asked', () => {
    const content = validateContent(useCase, { title: 'Tri', summary: 'Appelez le 06 12 34 56 78.' });
    expect(personalDataIn(useCase, content)).toMatchObject([
      { kind: 'PHONE', path: ['summary'], excerpt: '06 12 34 56 78' },
    ]);
  });

  it('trims outside, keeps a non-breaking space inside, drops what is empty', () => {
    const content = validateContent(useCase, {
      title: '\u00a0Tri\u00a0: essai ',
      keywords: ['', ' a '],
      summary: '  ',
    });
    expect(content).toMatchObject({ title: 'Tri\u00a0: essai', keywords: ['a'] });
    expect(content).not.toHaveProperty('summary');
  });

  it('is total and idempotent', () => {
    const names = Object.keys(allFieldsOf(useCase));
    const raw = fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), fc.jsonValue());
    fc.assert(
      fc.property(raw, fc.string({ minLength: 3, maxLength: 20 }), (value, title) => {
        try {
          const once = validateContent(useCase, { ...value, title });
          expect(validateContent(useCase, once)).toEqual(once);
        } catch (error) {
          expect(error).toBeInstanceOf(UserInputError);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('projection for an audience', () => {
  it('lets no NETWORK field of any kind reach the public, at any depth', () => {
    const canary = 'CANARY';
    const fill = (table: ReturnType<typeof allFieldsOf>): Record<string, unknown> =>
      Object.fromEntries(
        Object.entries(table).map(([name, { shape, audience }]) => {
          const leaf = audience === 'NETWORK' ? canary : 'x';
          const inner = shape.type === 'LIST' ? shape.of.shape : shape;
          const value = inner.type === 'OBJECT' ? (audience === 'NETWORK' ? canary : fill(inner.fields)) : leaf;
          return [name, shape.type === 'LIST' ? [value] : value];
        }),
      );
    for (const kind of entryKinds) {
      const full = fill(allFieldsOf(kind));
      expect(fieldsIn(allFieldsOf(kind)).some((visit) => visit.audience === 'NETWORK')).toBe(true);
      expect(JSON.stringify(full)).toContain(canary);
      expect(JSON.stringify(projectContent(kind, full, 'PUBLIC'))).not.toContain(canary);
      expect(projectContent(kind, full, 'NETWORK')).toEqual(full);
    }
  });
});

describe('a group of which the public sees nothing', () => {
  it('is left out whole, since an empty one would tell that something is withheld', () => {
    const content = { title: 'Tri des demandes', cost: { internalDays: 12 } };
    expect(projectContent(useCase, content, 'PUBLIC')).toEqual({ title: 'Tri des demandes' });
    expect(projectContent(useCase, content, 'NETWORK')).toEqual(content);
  });
});

describe('principle 1', () => {
  const merit = /scor|rating|badge|label(?!l)|star(?!t)|certif|rank|award|note\b|\bnote|grade/i;
  const words = (table: ReturnType<typeof allFieldsOf>): string[] =>
    fieldsIn(table).flatMap(({ path, field }) => [path.at(-1) ?? '', field.label.en]);

  it('finds a planted field that awards merit', () => {
    expect(['trustScore', 'starRating', 'AI badge'].every((word) => merit.test(word))).toBe(true);
  });

  it('awards no label and no score to a use', () => {
    const allowed = new Set(['note', 'Note', 'What came of it']);
    const found = entryKinds.flatMap((kind) => words(allFieldsOf(kind))).filter((word) => merit.test(word));
    expect(found.filter((word) => !allowed.has(word))).toEqual([]);
  });
});
