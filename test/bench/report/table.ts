import { type Bound, type GoalResult, verdictOf } from './goal.js';

const TITLES = ['goal', 'what', 'entries', 'floor', 'product', 'figure', 'must', 'stretch', ''];

/** The report as a Markdown table, columns aligned. */
export function table(results: readonly GoalResult[]): string {
  const rows = results.map((result) => [
    result.goal,
    result.what,
    `${result.size / 1_000}k`,
    result.floor,
    result.product,
    `${round(result.figure)}${result.unit}`,
    bound(result.must, result.unit),
    bound(result.stretch, result.unit),
    verdictOf(result),
  ]);
  const lines = [TITLES, ...rows];
  const widths = TITLES.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const text = (line: readonly string[]): string =>
    `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [text(TITLES), rule, ...rows.map(text)].join('\n');
}

function bound({ atMost, atLeast }: Bound, unit: string): string {
  return atMost !== undefined ? `≤ ${round(atMost)}${unit}` : `≥ ${round(atLeast ?? 0)}${unit}`;
}

function round(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : Number(value.toFixed(2)).toString();
}
