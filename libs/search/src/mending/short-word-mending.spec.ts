import type { RunStatement } from '@maillage/database';
import { searchWords } from '../query/search-words.js';
import { mendedWords } from './short-word-mending.js';

/** Documents have these words. */
const documents: Readonly<Record<string, number>> = { eau: 40, eux: 2, parc: 9, part: 3, budget: 5 };
let statements = 0;
const run: RunStatement = async <Row>(_text: string, [, asked]: readonly unknown[]): Promise<Row[]> => {
  statements += 1;
  return (asked as string[])
    .filter((word) => word in documents)
    .map((word) => ({ word, documents: documents[word] }) as Row);
};
const glossary = {
  expansions: ([stem]: readonly string[]) =>
    stem === 'rgpd' ? [{ start: 0, length: 1, alternatives: [['protect']] }] : [],
};
const isUnknown = ({ folded }: { folded: string }): boolean => !(folded in documents);

const meant = async (query: string): Promise<string[] | null> => {
  const mended = await mendedWords(run, 'PUBLIC', { words: searchWords(query), glossary }, isUnknown);
  return mended?.words.map(({ folded }) => folded) ?? null;
};

describe('mending of short words', () => {
  it.each<[query: string, expected: string[] | null, because: string]>([
    ['rgdp', ['rgpd'], 'a term of the glossary, though no document has it'],
    ["l'eua", ['eau'], 'neighbours that changed places, before a letter changed'],
    ['parv', ['parc'], 'a letter changed: what more documents have'],
    ['parrc', null, 'five letters: the engine tolerates the slip by itself'],
    ['pac', ['parc'], 'a letter dropped'],
    ['budget rgdp', ['budget', 'rgpd'], 'one word of several; what is known stays'],
    ['eau', null, 'nothing unknown'],
    ['zzzz', null, 'nothing near'],
    ['ea1', null, 'digits mean what they say'],
    ['"rgdp budget"', null, 'a phrase means these very words'],
  ])('reads « %s » as %j: %s', async (query, expected) => {
    expect(await meant(query)).toEqual(expected);
  });

  it('asks nothing when no word is to be mended', async () => {
    statements = 0;
    await meant('eau rgpd budget');
    expect(statements).toBe(0);
  });
});
