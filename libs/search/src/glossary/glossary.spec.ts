import fc from 'fast-check';
import { stemsOf } from '../analysis/analyser.js';
import type { GlossaryGroup, GlossaryTerm } from './glossary-group.js';
import { Glossary } from './glossary.js';

const fr = (...texts: string[]): GlossaryTerm[] => texts.map((text) => ({ text, lang: 'FR' }));
const en = (...texts: string[]): GlossaryTerm[] => texts.map((text) => ({ text, lang: 'EN' }));

const groups: GlossaryGroup[] = [
  { id: 'dpia', oneWay: false, terms: [...fr('AIPD', "analyse d'impact relative à la protection des données")] },
  { id: 'waste', oneWay: false, terms: [...fr('déchets', 'ordures ménagères'), ...en('waste collection')] },
  { id: 'generative', oneWay: false, terms: [...fr('IA générative'), ...en('GenAI')] },
  { id: 'models', oneWay: false, terms: fr('LLM', 'grand modèle de langage') },
  { id: 'below', oneWay: true, terms: fr('IA générative', 'LLM', 'robot rédacteur') },
];
const glossary = new Glossary(7, groups);
const stems = (text: string): string => stemsOf(text, 'FR').join(' ');
const found = (query: string): string[] =>
  glossary
    .expansions(stemsOf(query, 'FR'))
    .flatMap(({ alternatives }) => alternatives.map((alternative) => alternative.join(' ')));

describe('what a query’s words may also be called', () => {
  it('is every other term of the group, in stems, without stop words', () => {
    expect(glossary.expansions(stemsOf('la collecte des déchets', 'FR'))).toEqual([
      {
        start: 1,
        length: 1,
        alternatives: [stemsOf('ordures ménagères', 'FR'), ['wast', 'collect']],
      },
    ]);
    expect(found('l’AIPD')).toEqual([stems("analyse d'impact relative à la protection des données")]);
  });

  it('is found for a term of many words, with other stop words between them', () => {
    expect(found('une analyse des impacts relatives à protection de données')).toEqual(['aipd']);
  });

  it('goes from the first of a one-way group to the others and their equals, and not back', () => {
    expect(found('IA générative')).toEqual(
      expect.arrayContaining(['genai', 'llm', stems('grand modèle de langage'), stems('robot rédacteur')]),
    );
    // an equal of the first leads there too
    expect(found('GenAI')).toEqual(expect.arrayContaining([stems('IA générative'), 'llm', stems('robot rédacteur')]));
    expect(found('LLM')).toEqual([stems('grand modèle de langage')]);
    expect(found('robot rédacteur')).toEqual([]);
  });

  it('finds an English term however the query is stemmed', () => {
    for (const lang of ['FR', 'EN'] as const) {
      expect(glossary.expansions(stemsOf('waste collection in winter', lang))[0]).toMatchObject({
        start: 0,
        length: 2,
        alternatives: expect.arrayContaining([['dechet']]),
      });
    }
  });
});

describe('synonyms for the engine', () => {
  const synonyms = glossary.engineSynonyms();

  it('lead whole words to whole words and stems to stems', () => {
    expect(synonyms['ordures menageres']).toEqual(['dechets', 'waste collection']);
    expect(synonyms[stems('ordures ménagères')]).toEqual(['dechet', 'wast collect']);
    expect(synonyms['aipd']).toEqual([
      'analyse d impact relative a la protection des donnees',
      stems("analyse d'impact relative à la protection des données"),
    ]);
  });

  it('have no key of more than three words, none that leads to itself, and a fixed order', () => {
    for (const [key, values] of Object.entries(synonyms)) {
      expect(key.split(' ').length).toBeLessThanOrEqual(3);
      expect(values).not.toContain(key);
      expect(values.length).toBeGreaterThan(0);
    }
    expect(Object.keys(synonyms)).toEqual(Object.keys(synonyms).sort());
    expect(JSON.stringify(new Glossary(8, structuredClone(groups)).engineSynonyms())).toBe(JSON.stringify(synonyms));
  });
});

describe('a term of more than three words in a query', () => {
  it.each([
    ["Faire l'analyse d'impact relative à la protection des données à Nantes", "Faire l'AIPD à Nantes"],
    ['ANALYSES D’IMPACT relatives a la protection des donnees', 'AIPD'],
    ['analyse d’impact, relative à la protection : des données !', 'AIPD !'],
    [
      '"analyse d’impact relative à la protection des données"',
      '"analyse d’impact relative à la protection des données"',
    ],
    [
      '-analyse d’impact relative à la protection des données',
      '-analyse d’impact relative à la protection des données',
    ],
    ['analyse d’impact relative à la', 'analyse d’impact relative à la'],
    ['', ''],
  ])('%s → %s', (query, rewritten) => {
    expect(glossary.rewrite(query)).toBe(rewritten);
  });
});

describe('whatever is asked', () => {
  const word = fc.constantFrom(
    'analyse',
    'impact',
    'relative',
    'protection',
    'données',
    'déchets',
    'LLM',
    '-',
    '"',
    'IA',
    'la',
  );
  const query = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(word, { maxLength: 60 }).map((all) => all.join(' ')),
  );

  it('expansions lie inside the query, and lead to something else', () => {
    fc.assert(
      fc.property(query, (text) => {
        const asked = stemsOf(text, 'FR');
        for (const { start, length, alternatives } of glossary.expansions(asked)) {
          const own = asked.slice(start, start + length).join(' ');
          expect(own.split(' ')).toHaveLength(length);
          expect(alternatives.length).toBeGreaterThan(0);
          for (const alternative of alternatives) expect(alternative.join(' ')).not.toMatch(/^$/);
          expect(alternatives.map((alternative) => alternative.join(' '))).not.toContain(own);
        }
      }),
    );
  });

  it('a rewritten query needs no second rewriting, and one without long terms stays as it is', () => {
    fc.assert(
      fc.property(query, (text) => {
        const once = glossary.rewrite(text);
        expect(glossary.rewrite(once)).toBe(once);
        if (!/protection/i.test(text)) expect(once).toBe(text);
      }),
    );
  });

  it('costs time in proportion to the query', () => {
    const of = (times: number): number => {
      const text = 'analyse impact relative protection '.repeat(times);
      const asked = stemsOf(text, 'FR');
      const started = performance.now();
      glossary.expansions(asked);
      glossary.rewrite(text);
      return performance.now() - started;
    };
    of(1_000);
    const small = Math.min(of(1_000), of(1_000), of(1_000));
    const large = Math.min(of(10_000), of(10_000), of(10_000));
    // ten times the words; a quadratic cost would be a hundred times
    expect(large).toBeLessThan(small * 40 + 50);
  });
});
