import { setTimeout as pause } from 'node:timers/promises';
import { type Actor, ActorService } from '@maillage/identity';
import { PROMISE_TIMEOUT, rounds, tellPromise } from '../support/promise.js';
import { createTestApi, type TestApi } from '../support/test-api.js';
import { createStage, type Grant, revocationCases, type Stage } from './revocation-cases.js';

/** Clients that send one request after the other, without a pause. */
const CLIENTS = 3;
/** Requests of each client after the answer that the right has ended. */
const AFTER = 2;

interface Race {
  /** Requests that were sent while the right held and that it answered. */
  readonly before: number;
  /** Requests sent after the end. */
  readonly after: number;
  /** Those of them that the right still answered. */
  readonly late: number;
}

/** P18: whatever gives a right is looked up by every request, so that its end holds from the next one on. */
describe('the end of a right', () => {
  let api: TestApi;
  let stage: Stage;

  beforeAll(async () => {
    api = await createTestApi();
    stage = await createStage(api);
  }, PROMISE_TIMEOUT);

  afterAll(() => api?.close());

  it(
    'holds from the next request on, in every race with requests under way',
    async () => {
      const each = rounds(2, 13);
      let [races, after, late] = [0, 0, 0];
      for (let round = 0; round < each; round += 1) {
        for (const { name, arrange } of revocationCases) {
          const race = await run(api, await arrange(stage), 2 + ((round * 7) % 20));
          if (race.before === 0 || race.after < CLIENTS) throw new Error(`no race: ${name} ${JSON.stringify(race)}`);
          if (race.late > 0) throw new Error(`${name}: ${race.late} requests were answered after the end`);
          [races, after, late] = [races + 1, after + race.after, late + race.late];
        }
      }
      tellPromise('P18', { races, cases: revocationCases.length, requests_after: after, answered_after: late });
      expect(late).toBe(0);
    },
    PROMISE_TIMEOUT,
  );

  it('would be seen to come late if the caller were kept between requests', async () => {
    const actors = api.app.get(ActorService, { strict: false });
    const known = new Map<string | undefined, Promise<Actor>>();
    const lookUp = actors.actorFor.bind(actors);
    actors.actorFor = (header) => {
      const actor = known.get(header) ?? lookUp(header);
      known.set(header, actor);
      return actor;
    };
    try {
      for (const { name, arrange } of revocationCases.slice(0, 7)) {
        const { late } = await run(api, await arrange(stage), 10);
        expect({ name, isLate: late > 0 }).toEqual({ name, isLate: true });
      }
    } finally {
      actors.actorFor = lookUp;
    }
  });
});

/** Sends without a pause, ends the right amid that, and looks at what was sent afterwards. */
async function run(api: TestApi, { headers, end }: Grant, patience: number): Promise<Race> {
  const race = { before: 0, after: 0, late: 0 };
  let over = false;
  const send = async (): Promise<boolean> => {
    const response = await api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json', ...headers },
      payload: JSON.stringify({ query: '{ viewer { audience } }' }),
    });
    return response.json<{ data?: { viewer?: { audience: string } } | null }>().data?.viewer?.audience === 'NETWORK';
  };
  const client = async (): Promise<void> => {
    for (let left = AFTER; left > 0;) {
      const sentAfter = over;
      const held = await send();
      if (sentAfter) {
        left -= 1;
        race.after += 1;
        if (held) race.late += 1;
      } else if (held) race.before += 1;
    }
  };
  if (!(await send())) throw new Error('the right did not hold before its end');
  race.before += 1;
  const clients = Promise.all(Array.from({ length: CLIENTS }, client));
  await pause(patience);
  await end();
  over = true;
  await clients;
  return race;
}
