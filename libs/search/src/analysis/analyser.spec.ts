import fc from 'fast-check';
import { growthOf } from '../../../../test/support/work.js';
import { stemsOf, tokensOf } from './analyser.js';
import { type AnalysisLanguage, fold, wordOf } from './word.js';

const languages: readonly AnalysisLanguage[] = ['FR', 'EN'];
const language = fc.constantFrom(...languages);

/** What copies, keyboards and attackers bring: each is a unit of the texts below. */
const pieces = fc.oneof(
  fc.constantFrom('l’', "d'", 'lʼ', "quelqu'", 'jusqu’', ' ', '-', '\u00ad', '\u200b', '\ufeff', '\0', '\n', '<b>'),
  fc.constantFrom('é', 'e\u0301', '\u0301\u0323', 'Œ', 'œuvre', 'ﬁ', 'ß', 'İ', 'Σ', 'ŉ', '½', 'm²', '1ᵉʳ', 'nº', '①'),
  fc.constantFrom('مرحبا', 'שלום', '한국어', '각', '日本', 'ｶﾞ', '𝐀𝐛', '👩‍💻', '\ud83d', '\udc00', '🇫🇷'),
  fc.constantFrom('collectivités', 'déchèterie', 'EAUX', 'nationales', 'running', 'policies', 'LLMs', 'skies', 'de'),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'aeiouylmnstsxq') }),
);
const text = fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join(''));

describe('stemsOf', () => {
  it.each([
    ['l’eau et les eaux', ['eau', 'eau']],
    ['Prévisions budgétaires, prévision budgétaire', ['prev', 'budgetair', 'prev', 'budgetair']],
    ['déchèteries, dechetterie', ['dechet', 'dechet']],
    ['Jusqu’à l’entrée de L’Haÿ-les-Roses', ['entree', 'hay', 'ros']],
    ['lʼagent d´accueil', ['agent', 'accueil']],
    ["qu'aujourd'hui quelqu'un s'en serve", ['serv']],
    ['main-d’œuvre & ﬁnances', ['main', 'oeuvr', 'financ']],
    ['col\u00adlec\u00adti\u00advi\u00adtés', ['collectiv']],
    ['24h/24, CO₂, m², covid-19', ['24h', '24', 'co2', 'm2', 'covid', '19']],
    ['des réseaux, un réseau', ['reseau', 'reseau']],
    ['les lois, la loi, les loisirs', ['loi', 'loi', 'loisir']],
    ['vidéos, vidéo, enjeux, enjeu, rues, rue', ['video', 'video', 'enjeu', 'enjeu', 'rue', 'rue']],
    ['politique publique, politiques publics', ['polit', 'public', 'polit', 'public']],
    ['accessibilité, accessibles', ['accessibl', 'accessibl']],
    ['français, française, françaises', ['franc', 'franc', 'franc']],
    ['un petit métier, une visite, un audit, un pôle', ['petit', 'meti', 'visit', 'audit', 'pol']],
    ['le bus, le gaz, la voix, un avis', ['bus', 'gaz', 'voix', 'avi']],
    ['expérimenté, expérimentée, expérimentation', ['exper', 'exper', 'exper']],
  ])('%s', (given, stems) => {
    expect(stemsOf(given, 'FR')).toEqual(stems);
  });

  it.each([
    ['the policies of a policy', ['polici', 'polici']],
    ['citizen’s cars, a car', ['citizen', 'car', 'car']],
    ['Forecasting energy, energies forecasted', ['forecast', 'energi', 'energi', 'forecast']],
  ])('%s', (given, stems) => {
    expect(stemsOf(given, 'EN')).toEqual(stems);
  });

  it('keeps acronyms, whole and in both cases', () => {
    const acronyms =
      'IA AI SI CA CT UE EU DSI RSI RGPD GDPR AIPD DPIA CNIL CCTP CCAP CCAS EPCI PLU LLM RAG API SIG OCR RPA MAPA ATSEM';
    for (const acronym of acronyms.split(' ')) {
      for (const lang of languages) {
        expect(stemsOf(`la ${acronym} et l’${acronym.toLowerCase()}`, lang)).toHaveLength(2);
        expect(tokensOf(acronym, lang)[0]).toMatchObject({ folded: acronym.toLowerCase(), stop: false });
      }
    }
  });

  it('gives one stem to accented and unaccented spellings', () => {
    const words = 'expérimentation vidéoprotégées élèves dématérialisés août crèche périscolaire sécurité';
    expect(stemsOf(fold(words.replaceAll(' ', 'x')), 'FR')).toHaveLength(1);
    for (const word of words.split(' ')) expect(stemsOf(word, 'FR')).toEqual(stemsOf(fold(word), 'FR'));
  });

  it('is idempotent: stems of stems are these stems', () => {
    fc.assert(
      fc.property(text, language, (given, lang) => {
        const stems = stemsOf(given, lang);
        expect(stemsOf(stems.join(' '), lang)).toEqual(stems);
      }),
      { numRuns: 1_000 },
    );
  });

  it('holds what tokensOf says: no stop words, in their order', () => {
    fc.assert(
      fc.property(text, language, (given, lang) => {
        const told = tokensOf(given, lang).filter((token) => !token.stop);
        expect(stemsOf(given, lang)).toEqual(told.map((token) => token.stem));
      }),
    );
  });
});

describe('tokensOf', () => {
  it('says where a word stands', () => {
    expect(tokensOf('« L’EAU potable »', 'FR')).toEqual([
      { folded: 'eau', stem: 'eau', stop: false, start: 4, end: 7 },
      { folded: 'potable', stem: 'potabl', stop: false, start: 8, end: 15 },
    ]);
  });

  it('takes any string, and its offsets enclose what folds to the token', () => {
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary', maxLength: 200 })), language, (given, lang) => {
        let behind = 0;
        for (const { start, end, folded } of tokensOf(given, lang)) {
          expect(start).toBeGreaterThanOrEqual(behind);
          expect(fold(given.slice(start, end))).toBe(folded);
          expect(folded).toMatch(/^[\p{L}\p{N}]+$/u);
          behind = end;
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('loses no letter or digit but elided articles', () => {
    const withoutElision = text.filter((given) => !/['’‘ʼ‛′´`＇]/.test(given));
    fc.assert(
      fc.property(withoutElision, language, (given, lang) => {
        const told = tokensOf(given, lang);
        const alone = given.match(/(?:[\p{L}\p{N}\p{M}\u00ad\u2060\ufeff]|\u200c|\u200d)+/gu) ?? [];
        expect(told.map((token) => token.folded)).toEqual(alone.map(fold).filter((word) => word !== ''));
      }),
    );
  });
});

describe('fold', () => {
  it('is idempotent', () => {
    fc.assert(fc.property(text, (given) => fold(fold(given)) === fold(given)));
  });

  it('is what the words of a text are folded by', () => {
    expect(['Œuvre', 'DÉCHÈTERIE', 'e\u0301te\u0301', 'Straße', 'ŉ', 'Ⅷ'].map(fold)).toEqual([
      'oeuvre',
      'decheterie',
      'ete',
      'strasse',
      'n',
      'viii',
    ]);
    expect(wordOf('Œuvre', 'FR').folded).toBe('oeuvre');
  });
});

describe('work on hostile texts', () => {
  const hostile: Readonly<Record<string, (length: number) => string>> = {
    'marks of alternating classes, which normalisation sorts': (length) => `a${'\u0301\u0323'.repeat(length / 2)}`,
    'one endless word': (length) => 'collectivité'.repeat(length / 12),
    'endless elision': (length) => "qu'".repeat(length / 3),
    'lone halves of surrogate pairs': (length) => '\ud835'.repeat(length),
    'new words only': (length) => Array.from({ length: length / 8 }, (_, n) => `mot${n.toString(36)}nale`).join(' '),
    'signs that decompose to many': (length) => '\ufdfa'.repeat(length / 10),
    'sigmas before what has no case': (length) => 'Σʰʰʰ'.repeat(length / 4),
    'suffixes on suffixes': (length) => `${'issement'.repeat(4)} `.repeat(length / 33),
  };

  it.each(Object.entries(hostile))('grows with the length: %s', (_, build) => {
    expect(growthOf(build, (given) => tokensOf(given, 'FR'))).toBeLessThan(12);
  });
});
