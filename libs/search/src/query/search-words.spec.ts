import { isListing, searchWords } from './search-words.js';

const read = (query: string) => {
  const { words, phrases, excluded } = searchWords(query);
  const folded = (of: readonly { folded: string }[]): string => of.map((word) => word.folded).join(' ');
  return { words: folded(words), phrases: phrases.map(folded), excluded: excluded.map(folded) };
};

describe('words of a query', () => {
  it.each([
    ['Comment réduire les fuites d’eau avec l’IA ?', 'reduire fuites eau ia', [], []],
    ['compte-rendu de réunion', 'compte rendu reunion', [], []],
    ['"marché public" clause', 'clause', ['marche public'], []],
    ['« marché public »', '', ['marche public'], []],
    ['"chatbot"', 'chatbot', [], []],
    ['caméras -thermiques -"reconnaissance faciale"', 'cameras', [], ['thermiques', 'reconnaissance faciale']],
    ['eau - air', 'eau air', [], []],
    ['"phrase qui ne finit pas', 'phrase finit', [], []],
    ['eau eau l’eau potable', 'eau potable', [], []],
    ['les de pour', '', [], []],
    ['-', '', [], []],
  ])('%s', (query, words, phrases, excluded) => {
    expect(read(query)).toEqual({ words, phrases, excluded });
  });

  it('tells the language of a query by its small words', () => {
    expect(searchWords('how to reduce water leaks').language).toBe('EN');
    expect(searchWords('chatbot pour les démarches').language).toBe('FR');
    expect(searchWords('chatbot').language).toBe('FR');
  });

  it('lists when nothing is looked for', () => {
    expect(isListing(searchWords('de la'))).toBe(true);
    expect(isListing(searchWords('-eau'))).toBe(false);
  });
});
