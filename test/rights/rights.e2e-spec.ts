import { resolvers } from '../../apps/api/src/api.module.js';
import { FULL, PROMISE_TIMEOUT, tellPromise } from '../support/promise.js';
import { callProbes, scopeProbes, unlisted } from './call-probes.js';
import { type Cast, createCast } from './cast.js';
import { everyFlip, type Flip } from './flips.js';
import type { Probe } from './probe.js';
import { pureMistakes } from './pure-cells.js';
import { readingProbes, readingScopeProbes } from './reading-probes.js';
import { SUBSCRIPTIONS, subscriptionProbes } from './subscription-probes.js';

/** P17: who may do what to what, cell by cell through GraphQL; and a table with one rule flipped makes this fail. */
describe('rights, through GraphQL', () => {
  let cast: Cast;
  let probes: readonly Probe[];
  const figures: Record<string, number> = {};

  beforeAll(async () => {
    cast = await createCast();
    const all = everyProbe(cast);
    probes = all.filter((probe) => FULL || probe.quick);
  }, PROMISE_TIMEOUT);

  afterAll(() => cast?.api.close());

  it('are written out for every root field', () => {
    expect(unlisted(rootFields(['Query', 'Mutation']))).toEqual([]);
    expect(rootFields(['Subscription'])).toEqual(SUBSCRIPTIONS);
  });

  it(
    'are what is written, in every cell, and change nothing',
    async () => {
      const before = await cast.api.counts();
      expect(await mistakesOf(probes.filter((probe) => !probe.changing))).toEqual([]);
      figures['probes'] = probes.length;
      // A few calls do what is done already, and say so in the audit log and the outbox; keys are the cast's own.
      const after = await cast.api.counts();
      const noted = ['audit_event', 'audit_pending', 'outbox', 'api_key', 'portal_visit'];
      const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
      expect(changed.filter((table) => !noted.includes(table))).toEqual([]);
    },
    PROMISE_TIMEOUT,
  );

  it(
    'are what is written where a right is used up by its use',
    async () => {
      const mistakes: string[] = [];
      for (const probe of probes) if (probe.changing) mistakes.push(...(await probe.run()));
      expect(mistakes).toEqual([]);
    },
    PROMISE_TIMEOUT,
  );

  it('are what is written when the policies themselves are asked', () => {
    expect(pureMistakes()).toEqual([]);
  });

  it('fail when a single rule of the table is flipped, whichever', () => {
    const flips = everyFlip();
    const survivors = flips.filter((flip) => flipped(flip, () => pureMistakes(flip.who)).length === 0);
    expect(survivors.map(({ name }) => name)).toEqual([]);
    figures['flips'] = flips.length;
    figures['caught'] = flips.length - survivors.length;
  });

  it(
    'fail through GraphQL, too: for some of the flips in npm test, for each in full',
    async () => {
      const all = everyProbe(cast);
      const flips = everyFlip().filter((_flip, index) => FULL || index % QUICK_STRIDE === 0);
      const survivors: string[] = [];
      for (const flip of flips) if (!(await isCaught(flip, all))) survivors.push(flip.name);
      expect(survivors).toEqual([]);
      tellPromise('P17', { ...figures, flips_through_graphql: flips.length, full: FULL });
    },
    PROMISE_TIMEOUT,
  );
});

function everyProbe(cast: Cast): Probe[] {
  return [
    ...readingProbes(cast),
    ...callProbes(cast),
    ...subscriptionProbes(cast),
    ...scopeProbes(cast),
    ...readingScopeProbes(cast),
  ];
}

const QUICK_STRIDE = 20;
/** Probes that wait for the database at once. */
const AT_ONCE = 6;

async function mistakesOf(probes: readonly Probe[]): Promise<string[]> {
  const mistakes: string[] = [];
  const waiting = [...probes];
  const work = async (): Promise<void> => {
    for (let probe = waiting.shift(); probe; probe = waiting.shift()) {
      const { name, run } = probe;
      mistakes.push(...(await run()).map((one) => `${name}: ${one}`));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return mistakes;
}

/** What `look` finds while the rule says otherwise. */
function flipped<T>(flip: Flip, look: () => T): T {
  const restore = flip.apply();
  try {
    return look();
  } finally {
    restore();
  }
}

/** True when a probe of the row, asked by its people, sees it. */
async function isCaught(flip: Flip, probes: readonly Probe[]): Promise<boolean> {
  const restore = flip.apply();
  try {
    for (const probe of concerned(flip, probes)) {
      // An answer that tells neither yes nor no is not what is written either.
      const mistakes = await probe.run().catch((error: Error) => [error.message]);
      if (mistakes.length > 0) return true;
    }
    return false;
  } finally {
    restore();
  }
}

function concerned({ action, who }: Flip, probes: readonly Probe[]): Probe[] {
  const ofRow = probes.filter((one) => one.actions.length === 0 || (action !== null && one.actions.includes(action)));
  const isReading = action === null || action.startsWith('see.') || action === 'entrySubmissions';
  const fitting = ofRow.filter((one) => one.actions.length > 0 || isReading);
  // Calls that bear the row's name first: one request each.
  const sorted = [...fitting].sort((a, b) => b.actions.length - a.actions.length);
  return who.flatMap((person) => sorted.filter((one) => one.who === person));
}

function rootFields(kinds: readonly string[]): string[] {
  return resolvers.flatMap((resolver) => {
    const prototype = resolver.prototype as unknown as Record<string, unknown>;
    return Object.getOwnPropertyNames(prototype).filter((name) => {
      const handler = prototype[name];
      const kind: unknown =
        name !== 'constructor' &&
        typeof handler === 'function' &&
        Reflect.getMetadata('graphql:resolver_type', handler);
      return kinds.includes(String(kind));
    });
  });
}
