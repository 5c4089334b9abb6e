import type { GradedQuery } from './collection.js';

/** How well the answer to one query is ranked. */
export interface RankingScore {
  readonly query: GradedQuery;
  /** Ids of documents found, best first. */
  readonly ranked: readonly string[];
  /** From 0 to 1: gains of the first ten (2^grade − 1, less the further down), as a share of the best order's. */
  readonly ndcg: number;
  /** Share of the documents of grade 2 and 3 among the first twenty. */
  readonly recall: number;
}

const NDCG_DEPTH = 10;
const RECALL_DEPTH = 20;

export function scoreOf(query: GradedQuery, ranked: readonly string[]): RankingScore {
  const grades = Object.values(query.grades).sort((a, b) => b - a);
  const right = Object.keys(query.grades).filter((id) => (query.grades[id] ?? 0) >= 2);
  const top = new Set(ranked.slice(0, RECALL_DEPTH));
  return {
    query,
    ranked,
    ndcg: gainOf(ranked.map((id) => query.grades[id] ?? 0)) / gainOf(grades),
    recall: right.filter((id) => top.has(id)).length / right.length,
  };
}

/** @param grades in the order of the ranking */
function gainOf(grades: readonly number[]): number {
  return grades.slice(0, NDCG_DEPTH).reduce((sum, grade, rank) => sum + (2 ** grade - 1) / Math.log2(rank + 2), 0);
}

export interface Summary {
  readonly queries: number;
  readonly ndcg: number;
  readonly recall: number;
  /** Queries that found nothing at all. */
  readonly empty: number;
}

export function summaryOf(scores: readonly RankingScore[]): Summary {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    queries: scores.length,
    ndcg: mean(scores.map(({ ndcg }) => ndcg)),
    recall: mean(scores.map(({ recall }) => recall)),
    empty: scores.filter(({ ranked }) => ranked.length === 0).length,
  };
}

/** A line a category, then the weakest answers: what to look at next. */
export function reportOf(scores: readonly RankingScore[]): string {
  const categories = [...new Set(scores.map(({ query }) => query.category))];
  const line = (name: string, some: readonly RankingScore[]): string => {
    const { queries, ndcg, recall, empty } = summaryOf(some);
    const [a, b] = [ndcg.toFixed(3), recall.toFixed(3)];
    return `${name.padEnd(14)} ${String(queries).padStart(3)} queries  nDCG@10 ${a}  recall@20 ${b}  empty ${empty}`;
  };
  const weak = scores
    .filter(({ ndcg, recall }) => ndcg < 0.7 || recall < 0.7)
    .map(
      ({ query, ndcg, ranked }) =>
        `  ${query.id} « ${query.query} » ${ndcg.toFixed(2)}: ${ranked.slice(0, 6).join(' ')}`,
    );
  const lines = categories.map((name) =>
    line(
      name,
      scores.filter(({ query }) => query.category === name),
    ),
  );
  return [...lines, line('all', scores), ...weak].join('\n');
}
