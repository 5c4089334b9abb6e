import {
  type Cell,
  readableStates,
  type Right,
  rights,
  shownBeyond,
  shownTo,
  type StandingName,
  STANDINGS,
} from '@maillage/identity';
import type { Who } from './expectation.js';

/** One rule of the code's table said otherwise, for as long as a test looks. */
export interface Flip {
  readonly name: string;
  /** Row of the table; null for the tables of what is shown. */
  readonly action: string | null;
  /** People whose answers it may change, those it is about first. */
  readonly who: readonly Who[];
  /** @returns puts it back */
  readonly apply: () => () => void;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

const others: Readonly<Record<Cell, readonly Cell[]>> = {
  YES: ['NO'],
  NO: ['YES'],
  VERIFIED: ['YES', 'NO'],
  NETWORK_BODY: ['YES', 'NO'],
  MODERATING: ['YES', 'NO'],
  // Says nothing: another row answers, or there is nothing that it could be about.
  MOOT: [],
};

const peopleWho: Readonly<Record<StandingName, readonly Who[]>> = {
  VISITOR: ['vis'],
  PORTAL: ['por', 'ppd', 'ppu'],
  OTHER: ['new', 'coB', 'tex', 'coo', 'cdP'],
  READER: ['rea', 'reP'],
  CONTRIBUTOR: ['con', 'coP'],
  COORDINATOR: ['coo', 'cdP', 'coB'],
  TERRITORY_COORDINATOR: ['ter', 'reg', 'tex'],
  MODERATOR: ['mod', 'mos'],
  NATIONAL_COORDINATOR: ['nat'],
  ADMINISTRATOR: ['adm', 'ads'],
};

/** Every rule flipped once: each cell to whatever else it could say, each scope dropped, each line of what is shown. */
export function everyFlip(): Flip[] {
  return [...Object.entries(rights).flatMap(([action, right]) => flipsOfRow(action, right)), ...shownFlips()];
}

function flipsOfRow(action: string, right: Right): Flip[] {
  const cells = STANDINGS.flatMap((standing) =>
    others[right.cells[standing]].map((other) => ({
      name: `${action}, ${standing}: ${right.cells[standing]} becomes ${other}`,
      action,
      who: peopleWho[standing],
      apply: () => assign(right.cells as Writable<Right['cells']>, standing, other),
    })),
  );
  if (right.scope === null) return cells;
  const scope = {
    name: `${action}: the scope ${right.scope} is not asked for`,
    action,
    who: ['coo', 'ter', 'cdP', 'mod', 'adm', 'mos', 'ads'] as const,
    apply: () => assign(right as Writable<Right>, 'scope', null),
  };
  return [...cells, scope];
}

function shownFlips(): Flip[] {
  const tables = { shownTo, shownBeyond, readable: { states: readableStates } };
  return Object.entries(tables).flatMap(([table, rows]) =>
    Object.entries(rows).flatMap(([row, cells]: [string, Record<string, boolean>]) =>
      Object.keys(cells).map((column) => ({
        name: `${table}, ${row}, ${column}: ${cells[column]} becomes ${!cells[column]}`,
        action: null,
        who: ['vis', 'por', 'rea', 'cdP', 'mod', 'ter'] as const,
        apply: () => assign(cells, column, !cells[column]),
      })),
    ),
  );
}

function assign<T extends object, Key extends keyof T>(target: T, key: Key, value: T[Key]): () => void {
  const before = target[key];
  target[key] = value;
  return () => {
    target[key] = before;
  };
}
