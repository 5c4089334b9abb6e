import { readableStates, shownBeyond, shownTo } from '@maillage/identity';

/**
 * `isVisibleTo` as a condition, for readers of a shared audience: entry `e`, its owner `owner`. Made from the same tables.
 * @param states those of the readable states that are asked for; by default all
 */
export function visibleSql(
  audience: 'PUBLIC' | 'NETWORK',
  owner: string,
  states: readonly string[] = READABLE,
): string {
  const readable = readableNames();
  const audiences = Object.entries(shownTo[audience]).flatMap(([name, shown]) => (shown ? [name] : []));
  return [
    among(
      'e.state',
      states.filter((state) => readable.includes(state)),
    ),
    among('e.audience', audiences),
    beyondSql(owner),
  ].join(' AND ');
}

const READABLE = Object.keys(readableStates);

function readableNames(): string[] {
  return Object.entries(readableStates).flatMap(([state, readable]) => (readable ? [state] : []));
}

function beyondSql(owner: string): string {
  const whole = Object.entries(shownBeyond).flatMap(([state, { written, taken }]) => (written && taken ? [state] : []));
  const partly = Object.entries(shownBeyond).flatMap(([state, { written, taken }]) => [
    ...(written && !taken ? [`${owner}.state = '${state}' AND e.origin_source IS NULL`] : []),
    ...(taken && !written ? [`${owner}.state = '${state}' AND e.origin_source IS NOT NULL`] : []),
  ]);
  return `(${[among(`${owner}.state`, whole), ...partly.map((one) => `(${one})`)].join(' OR ')})`;
}

/** Names of closed sets of ours: nothing of a caller's. */
function among(column: string, values: readonly string[]): string {
  if (values.length === 0) return 'false';
  const quoted = values.map((value) => `'${value}'`);
  return quoted.length === 1 ? `${column} = ${quoted.join()}` : `${column} IN (${quoted.join(', ')})`;
}
