import type { GlossaryGroup, GlossaryTerm } from './glossary-group.js';
import { type GroupDraft, groupProblems, tidyTerms } from './group-rules.js';

const terms = (...texts: string[]): GlossaryTerm[] => texts.map((text) => ({ text, lang: 'FR' }));
const group = (texts: string[], oneWay = false): GroupDraft => ({ terms: terms(...texts), oneWay });
const stored: GlossaryGroup[] = [
  { id: 'waste', ...group(['déchets', 'ordures']) },
  { id: 'broad', ...group(['robot', 'drone', 'automate'], true) },
];
const codes = (draft: GroupDraft): string[] =>
  groupProblems(draft, stored).map(({ code, path }) => `${code} ${path.join('.')}`);

describe('a group that cannot be', () => {
  it.each<[string, GroupDraft, string[]]>([
    ['one term', group(['seul']), ['GLOSSARY_TOO_FEW_TERMS terms']],
    ['twenty-one terms', group(Array.from({ length: 21 }, (_, n) => `mot${n}`)), ['GLOSSARY_TOO_MANY_TERMS terms']],
    ['a term of 101 characters', group(['court', 'x'.repeat(101)]), ['GLOSSARY_TERM_TOO_LONG terms.1']],
    ['a term of stop words', group(['pour la', 'court']), ['GLOSSARY_TERM_UNSEARCHABLE terms.0']],
    ['a term without letters', group(['!!', 'court']), ['GLOSSARY_TERM_UNSEARCHABLE terms.0']],
    ['a term twice, in the plural', group(['chatbot', 'Chatbots', 'agent']), ['GLOSSARY_TERM_TWICE terms.1']],
    ['a term of another group', group(['poubelle', 'Ordure']), ['GLOSSARY_TERM_ELSEWHERE terms.1']],
    [
      'no short term',
      group(['trois quatre cinq six mots', 'sept huit neuf dix mots']),
      ['GLOSSARY_NO_SHORT_TERM terms'],
    ],
    ['a long first one', group(['six sept huit neuf mots', 'dix'], true), ['GLOSSARY_FIRST_TERM_TOO_LONG terms.0']],
    ['a first one again', group(['Robots', 'rover'], true), ['GLOSSARY_FIRST_TERM_ELSEWHERE terms.0']],
    ['one way between equals', group(['ordures', 'déchets'], true), ['GLOSSARY_CONTRADICTION terms.1']],
    ['one way back', group(['drones', 'robot'], true), ['GLOSSARY_CONTRADICTION terms.1']],
    ['equals of one way', group(['robots', 'drones']), ['GLOSSARY_CONTRADICTION terms.1']],
  ])('%s', (_what, draft, expected) => {
    expect(codes(draft)).toEqual(expected);
  });

  it('names the group that has the term', () => {
    const [problem] = groupProblems(group(['poubelle', 'ordures']), stored);
    expect(problem?.message.fr).toContain('« ordures » est déjà dans le groupe « déchets »');
    expect(problem?.details).toMatchObject({ groupId: 'waste' });
  });
});

describe('a group that can be', () => {
  it.each<[string, GroupDraft]>([
    ['new terms', group(['cantine', 'restauration scolaire'])],
    ['one way from an equal of another group', group(['déchets', 'encombrants'], true)],
    ['one way to equals of another group', group(['propreté', 'déchets', 'ordures'], true)],
    ['equals of a narrower term', group(['drone', 'aéronef'])],
    ['the first of another one-way group below', group(['machine', 'robot'], true)],
  ])('%s', (_what, draft) => {
    expect(codes(draft)).toEqual([]);
  });
});

it('terms are tidied: spaces, control characters, decomposed accents', () => {
  const [tidy] = tidyTerms(terms(' vide\u0301o\u0000  protection\n'));
  expect(tidy?.text).toBe('vidéo protection');
});
