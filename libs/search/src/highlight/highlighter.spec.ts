import fc from 'fast-check';
import { stemsOf, tokensOf } from '../analysis/analyser.js';
import type { AnalysisLanguage } from '../analysis/word.js';
import { growthOf } from '../../../../test/support/work.js';
import { highlightTerms } from '../query/highlight-terms.js';
import { searchWords } from '../query/search-words.js';
import { Highlighter, type HighlightTerms } from './highlighter.js';
import type { HighlightTerm } from './term-marker.js';

const words = (query: string, language: AnalysisLanguage = 'FR'): HighlightTerm[] =>
  stemsOf(query, language).map((stem) => ({ stems: [stem], language }));
/** Marks each text for itself. */
function highlighterOf(terms: readonly HighlightTerm[], prefix = '') {
  const highlighter = new Highlighter({ terms, prefix });
  return {
    mark: (text: string, language: AnalysisLanguage) => highlighter.of([text], language).mark(text),
    passage: (text: string, language: AnalysisLanguage, length?: number) =>
      highlighter.of([text], language).passage(text, length),
  };
}
const phrase = (query: string, language: AnalysisLanguage = 'FR'): HighlightTerm => ({
  stems: stemsOf(query, language),
  language,
});
/** What a query without other names for its words looks for. */
function typedTerms(query: string): HighlightTerms {
  return highlightTerms({ words: searchWords(query), glossary: { expansions: () => [] } });
}
const unescaped = (html: string): string =>
  html
    .replace(/<\/?mark>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

describe('Highlighter.mark', () => {
  it.each([
    ['eau', "L’eau, les eaux et d'EAU", 'L’<mark>eau</mark>, les <mark>eaux</mark> et d&#39;<mark>EAU</mark>'],
    ['collectes', 'Collecté, collecter', '<mark>Collecté</mark>, <mark>collecter</mark>'],
    ['deja vues', 'Déjà VUE', '<mark>Déjà</mark> <mark>VUE</mark>'],
    ['oeuvre', 'main-d’œuvre', 'main-d’<mark>œuvre</mark>'],
    ['accessibilité', 'un site accessible', 'un site <mark>accessible</mark>'],
    ['élève', 'un e\u0301le\u0300ve', 'un <mark>e\u0301le\u0300ve</mark>'],
    ['жук', 'Жук!', '<mark>Жук</mark>!'],
  ])('%s in « %s »', (query, text, html) => {
    expect(highlighterOf(words(query)).mark(text, 'FR')).toBe(html);
  });

  it('finds nothing: null', () => {
    expect(highlighterOf(words('eau')).mark('Le pain & <b>', 'FR')).toBeNull();
    expect(highlighterOf([]).mark('eau', 'FR')).toBeNull();
    expect(highlighterOf(words('eau')).mark('', 'FR')).toBeNull();
  });

  it('marks a phrase where its words follow each other, stop words between them included', () => {
    const highlighter = highlighterOf([phrase('collecte des déchets')]);
    expect(highlighter.mark('Collectes de déchets; déchets à collecter; collecte.', 'FR')).toBe(
      '<mark>Collectes de déchets</mark>; déchets à collecter; collecte.',
    );
  });

  it('joins terms that overlap, and marks words of a phrase that are terms too', () => {
    const highlighter = highlighterOf([phrase('eau potable'), phrase('potable gratuite'), ...words('eau')]);
    expect(highlighter.mark('eau potable gratuite, eau claire, potable', 'FR')).toBe(
      '<mark>eau potable gratuite</mark>, <mark>eau</mark> claire, potable',
    );
  });

  it('looks for a term in texts of its language, or in all', () => {
    const highlighter = highlighterOf([...words('policies', 'EN'), { stems: ['rgpd'] }]);
    expect(highlighter.mark('a policy (RGPD)', 'EN')).toBe('a <mark>policy</mark> (<mark>RGPD</mark>)');
    expect(highlighter.mark('un policier (RGPD)', 'FR')).toBe('un policier (<mark>RGPD</mark>)');
    // An English word that was typed without saying so has its French stem in the index too.
    expect(highlighterOf([{ stems: stemsOf('policies', 'FR') }]).mark('two policies', 'EN')).toBe(
      'two <mark>policies</mark>',
    );
  });

  it('marks words that start with the half-typed one, accents or not, but no stop words', () => {
    const highlighter = highlighterOf(words('eau'), 'de');
    expect(highlighter.mark('Eau de Décines, déchets', 'FR')).toBe(
      '<mark>Eau</mark> de <mark>Décines</mark>, <mark>déchets</mark>',
    );
  });

  it('lets no markup of the text through', () => {
    const html = highlighterOf(words('eau')).mark(`<img src=x onerror="alert('eau')"></mark>&amp;<mark>`, 'FR');
    expect(html).toBe(
      '&lt;img src=x onerror=&quot;alert(&#39;<mark>eau</mark>&#39;)&quot;&gt;&lt;/mark&gt;&amp;amp;&lt;mark&gt;',
    );
  });
});

describe('words that are written nearly so', () => {
  /** As a query is typed: no glossary, its last word may be half typed. */
  const marked = (query: string, texts: readonly string[], lang: AnalysisLanguage = 'FR'): (string | null)[] => {
    const marker = new Highlighter(typedTerms(query)).of(texts, lang);
    return texts.map((one) => marker.mark(one));
  };

  it.each([
    ['vidéosurvellance', 'La vidéosurveillance', 'La <mark>vidéosurveillance</mark>'],
    ['vidéosurvellances de', 'La vidéo-surveillance', null],
    ['acesibilité x', 'Accessibilité ou accessible', '<mark>Accessibilité</mark> ou <mark>accessible</mark>'],
    ['qartier', 'Un quartier, des quartiers', 'Un <mark>quartier</mark>, des <mark>quartiers</mark>'],
    ['quatrier', 'Un quartier', 'Un <mark>quartier</mark>'],
    ['propreet', 'La propreté', 'La <mark>propreté</mark>'],
    ['chatbto', 'chatbots', '<mark>chatbots</mark>'],
    // Half typed, with a slip.
    ['vidéosurvel', 'vidéosurveillance', '<mark>vidéosurveillance</mark>'],
    // Too far, too short, another first letter: the engine finds none of them.
    ['qartie x', 'quart', null],
    ['pian', 'plan', null],
    ['wuartier x', 'quartier', null],
  ])('%s in « %s »', (query, text, html) => expect(marked(query, [text])).toEqual([html]));

  it('are marked only where no text of the hit has the word itself', () => {
    expect(marked('quartier x', ['un quartier', 'un quortier'])).toEqual(['un <mark>quartier</mark>', null]);
    expect(marked('quartier x', ['un cartier', 'un quortier'])).toEqual([null, 'un <mark>quortier</mark>']);
  });

  it('are not marked where another text of the hit has the word itself, which is read only then', () => {
    const highlighter = new Highlighter(typedTerms('quartier x'));
    expect(highlighter.of(['un quortier'], 'FR', () => ['Les quartiers']).mark('un quortier')).toBeNull();
    expect(highlighter.of(['un quortier'], 'FR', () => ['Les rues']).mark('un quortier')).toBe(
      'un <mark>quortier</mark>',
    );
    const unread = (): never => {
      throw new Error('read');
    };
    expect(highlighter.of(['quartier'], 'FR', unread).mark('quartier')).toBe('<mark>quartier</mark>');
  });

  it('are marked for the words that are missing alone', () => {
    expect(marked('collecte qartier x', ['collectes du quartier', 'une collette'])).toEqual([
      '<mark>collectes</mark> du <mark>quartier</mark>',
      null,
    ]);
  });

  it('are not marked for a word whose other name is there', () => {
    const terms = [{ stems: ['quarti'] }, { stems: ['faubourg'] }];
    const words = [{ word: { folded: 'quartier', stem: 'quarti' }, terms, isTyped: false }];
    const marker = new Highlighter({ terms, prefix: '', words }).of(['Faubourg, quortier'], 'FR');
    expect(marker.mark('Faubourg, quortier')).toBe('<mark>Faubourg</mark>, quortier');
  });

  it('make safe HTML of any text, with nothing but <mark> added', () => {
    fc.assert(
      fc.property(
        text,
        fc.subarray(['colecte', 'reseuax', 'fuitess', 'policyy', 'eaux']),
        language,
        (given, some, lang) => {
          const [html] = marked(some.join(' '), [given], lang);
          if (html === null || html === undefined) return;
          expect(unescaped(html)).toBe(given);
          expect(html.replace(/<mark>[^<>"']+<\/mark>/g, '')).not.toMatch(/[<>"']/);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('Highlighter.passage', () => {
  const filler = (count: number): string => Array.from({ length: count }, (_, n) => `mot${n}`).join(' ');

  it('gives a short text whole', () => {
    expect(highlighterOf(words('eau')).passage('« Eau. »', 'FR')).toBe('« <mark>Eau</mark>. »');
  });

  it('takes the place where most terms stand together, with words on both sides', () => {
    const text = `eau ${filler(40)} fuite ${filler(40)} des fuites d’eau du réseau ${filler(40)}`;
    const html = highlighterOf(words('fuites eau réseau')).passage(text, 'FR', 12);
    expect(html).toBe(
      '… mot37 mot38 mot39 des <mark>fuites</mark> d’<mark>eau</mark> du <mark>réseau</mark> mot0 mot1 mot2 mot3 …',
    );
  });

  it('prefers a telling term to several others', () => {
    const terms = [...words('eau ville'), { ...phrase('radar'), weight: 5 }];
    const html = highlighterOf(terms).passage(`eau ville ${filler(50)} radar ${filler(50)}`, 'FR', 5);
    expect(html).toBe('… mot48 mot49 <mark>radar</mark> mot0 mot1 …');
  });

  it('stays short where a text has no words', () => {
    const html = highlighterOf(words('eau')).passage(`${'-'.repeat(9_999)} eau ${'='.repeat(9_999)} eau`, 'FR');
    expect(html).toBe('… <mark>eau</mark> …');
  });

  it('shows a phrase whole', () => {
    const long = 'un deux trois quatre cinq six sept';
    expect(highlighterOf([phrase(long)]).passage(`mot ${long} mot`, 'FR', 3)).toContain('trois quatre cinq');
  });
});

/** What texts and queries may hold, hostile or not. */
const vocabulary = [
  'eau',
  'Eaux',
  'réseau',
  'réseaux',
  'collecte',
  'collecté',
  'fuites',
  'l’',
  "d'",
  'de',
  'œuvre',
  'policy',
];
const signs = [
  '<',
  '>',
  '&',
  '"',
  "'",
  '</mark>',
  '<mark>',
  '<script>',
  '&lt;',
  '\ud83d',
  '\udc00',
  '\0',
  '𝐀',
  '\u00ad',
  ' ',
  '…',
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...vocabulary, ...signs), fc.string({ unit: 'binary', maxLength: 5 })), {
    maxLength: 80,
  })
  .chain((parts) => fc.constantFrom('', ' ').map((glue) => parts.join(glue)));
const language = fc.constantFrom<AnalysisLanguage>('FR', 'EN');
const query = fc.oneof(
  fc.subarray(vocabulary).map((some) => some.join(' ')),
  text,
);
const terms = fc.tuple(query, query, language).map(([one, other, lang]) => [...words(one, lang), phrase(other, lang)]);
const prefix = fc.constantFrom('', 'e', 'coll', 'œ', 'a');

describe('marked HTML of any text', () => {
  it('is the text with nothing but <mark> added', () => {
    fc.assert(
      fc.property(text, terms, prefix, language, (given, sought, typed, lang) => {
        const html = highlighterOf(sought, typed).mark(given, lang);
        if (html === null) return;
        expect(unescaped(html)).toBe(given);
        expect(html.replace(/<mark>[^<>"']+<\/mark>/g, '')).not.toMatch(/[<>"']/);
        expect(html).toContain('<mark>');
      }),
      { numRuns: 500 },
    );
  });

  it('has every word marked that has the stem of a term, and no other', () => {
    fc.assert(
      fc.property(text, query, language, (given, sought, lang) => {
        const stems = new Set(stemsOf(sought, lang));
        const expected = tokensOf(given, lang)
          .filter((token) => !token.stop && stems.has(token.stem))
          .map((token) => given.slice(token.start, token.end));
        const html = highlighterOf(words(sought, lang)).mark(given, lang) ?? '';
        expect([...html.matchAll(/<mark>(.*?)<\/mark>/gsu)].map(([, word = '']) => unescaped(word))).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('has all forms of a word marked, whatever its ending', () => {
    const endings =
      'e s es x ment ement amment emment ication ications issement ique iques aux euse ibilité ence logie ies ied ing ying ization ational fulness iviti bly edly';
    const form = fc
      .tuple(fc.string({ unit: fc.constantFrom(...'aeiouylmnstrdqugp'), minLength: 1, maxLength: 6 }))
      .chain(([start]) => fc.constantFrom(...endings.split(' ')).map((ending) => start + ending));
    fc.assert(
      fc.property(form, language, (word, lang) => {
        const sought = words(word, lang);
        if (sought.length > 0) expect(highlighterOf(sought).mark(word, lang)).toBe(`<mark>${word}</mark>`);
      }),
      { numRuns: 1_000 },
    );
  });

  it('as a passage is a part of the text, with marks, and not longer than asked for', () => {
    fc.assert(
      fc.property(text, terms, prefix, language, (given, sought, typed, lang) => {
        const highlighter = highlighterOf(sought, typed);
        const html = highlighter.passage(given, lang, 5);
        expect(html === null).toBe(highlighter.mark(given, lang) === null);
        if (html === null) return;
        const whole = unescaped(html);
        const candidates = [whole, whole.slice(2), whole.slice(0, -2), whole.slice(2, -2)];
        expect(candidates.some((part) => given.includes(part))).toBe(true);
        expect(html).toContain('<mark>');
        expect(html.replace(/<mark>[^<>"']+<\/mark>/g, '')).not.toMatch(/[<>"']/);
      }),
      { numRuns: 500 },
    );
  });
});

describe('work on hostile texts and queries', () => {
  const hostile: Readonly<Record<string, { query: HighlightTerm[]; build: (length: number) => string }>> = {
    'a phrase that nearly matches everywhere': {
      query: [phrase(`${'x '.repeat(248)}z`)],
      build: (length) => 'x '.repeat(length / 2),
    },
    'phrases in phrases': {
      query: Array.from({ length: 22 }, (_, n) => phrase('x '.repeat(n + 1))),
      build: (length) => 'x '.repeat(length / 2),
    },
    'a phrase that overlaps itself': { query: [phrase('x x')], build: (length) => 'x '.repeat(length / 2) },
    'every word found': { query: words('x'), build: (length) => 'x '.repeat(length / 2) },
    'stop words without end': { query: [phrase('x x')], build: (length) => `x ${'de '.repeat(length / 3)}` },
    'new words that all may be meant': {
      query: words('mot'),
      build: (length) => Array.from({ length: length / 8 }, (_, n) => `mot${n.toString(36)}`).join(' '),
    },
  };

  it.each(Object.entries(hostile))('grows with the length: %s', (_, { query: sought, build }) => {
    const highlighter = highlighterOf(sought);
    expect(growthOf(build, (given) => highlighter.mark(given, 'FR'))).toBeLessThan(12);
    expect(growthOf(build, (given) => highlighter.passage(given, 'FR'))).toBeLessThan(12);
  });

  const nearlyWritten: Readonly<Record<string, (length: number) => string>> = {
    'words that are all compared': (length) =>
      Array.from({ length: length / 12 }, (_, n) => `v${n.toString(36).padStart(5, 'q')}rveill`).join(' '),
    'one word again and again': (length) => 'vidéosurveillxnxe '.repeat(length / 18),
    'a word without end': (length) => 'v'.repeat(length),
  };

  it.each(Object.entries(nearlyWritten))('grows with the length, slips of the pen looked for: %s', (_, build) => {
    const sought = typedTerms(Array.from({ length: 30 }, (_one, n) => `vidéosurvellan${n.toString(36)}`).join(' '));
    const work = (given: string) => new Highlighter(sought).of([given], 'FR').passage(given);
    expect(growthOf(build, work)).toBeLessThan(12);
  });
});
