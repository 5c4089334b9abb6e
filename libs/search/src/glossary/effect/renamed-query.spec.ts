import fc from 'fast-check';
import type { GlossaryTerm } from '../glossary-group.js';
import type { GroupDraft } from '../group-rules.js';
import { renamedQueries } from './renamed-query.js';

const terms: GlossaryTerm[] = [
  { text: 'cantine', lang: 'FR' },
  { text: 'restauration scolaire', lang: 'FR' },
  { text: 'school meals', lang: 'EN' },
];
const group: GroupDraft = { terms, oneWay: false };

describe('a query in the other words of a group', () => {
  it.each([
    ['menus des cantines à Lyon', ['menus des "restauration scolaire" à Lyon', 'menus des "school meals" à Lyon']],
    ['la restauration des scolaires', ['la "cantine"', 'la "school meals"']],
    ['menus', []],
    ['', []],
  ])('%s', (query, renamed) => {
    expect(renamedQueries(query, group)).toEqual(renamed);
  });

  it('goes one way only where the group does', () => {
    const oneWay = { terms, oneWay: true };
    expect(renamedQueries('cantine', oneWay)).toHaveLength(2);
    expect(renamedQueries('restauration scolaire', oneWay)).toEqual([]);
  });

  it('takes any query', () => {
    const word = fc.constantFrom('cantine', 'restauration', 'scolaire', 'school', 'meals', '"', '-', '’');
    const query = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.array(word, { maxLength: 20 }).map((all) => all.join(' ')),
    );
    fc.assert(
      fc.property(query, (text) => {
        for (const renamed of renamedQueries(text, group)) expect(renamed).toMatch(/"[^"]+"/);
      }),
    );
  });
});
