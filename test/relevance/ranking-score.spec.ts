import { scoreOf, summaryOf } from './ranking-score.js';

const query = { id: 'q', category: 'c', query: 'eau', grades: { a: 3, b: 2, c: 1 } };

describe('scoreOf', () => {
  it('gives the best order 1 and nothing 0', () => {
    expect(scoreOf(query, ['a', 'b', 'c'])).toMatchObject({ ndcg: 1, recall: 1 });
    expect(scoreOf(query, [])).toMatchObject({ ndcg: 0, recall: 0 });
  });

  it('loses what stands too low, and counts grades of 2 and more', () => {
    const best = 7 + 3 / Math.log2(3) + 1 / 2;
    expect(scoreOf(query, ['x', 'a']).ndcg).toBeCloseTo(7 / Math.log2(3) / best);
    expect(scoreOf(query, ['x', 'a']).recall).toBe(0.5);
    expect(scoreOf(query, [...'0123456789', 'a']).ndcg).toBe(0);
  });

  it('is averaged over queries', () => {
    expect(summaryOf([scoreOf(query, ['a', 'b', 'c']), scoreOf(query, [])])).toEqual({
      queries: 2,
      ndcg: 0.5,
      recall: 0.5,
      empty: 1,
    });
  });
});
