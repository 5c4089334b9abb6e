import { setTimeout } from 'node:timers/promises';
import { UserInputError } from '@maillage/kernel';
import { EngineBreaker } from '../engine/engine-breaker.js';
import { Glossary } from '../glossary/glossary.js';
import type { GlossaryService } from '../glossary/store/glossary.service.js';
import type { Seen } from './engine-foresight.js';
import { EngineGate } from './engine-gate.js';
import type { SearchState, SearchStateView } from './search-state.view.js';
import { SearchService } from './search.service.js';

const glossary = new Glossary(0, []);
const options = { url: '', key: '', indexPrefix: 'test', timeout: 1_000 };

/** A catalogue of two entries and an index that shows all but what it is told to leave out. */
class Scene {
  state: SearchState = { hidden: [], place: 1, isEngineCurrent: true };
  indexed = ['kept', 'withdrawn'];
  /** What happens between the beginning of a look and its answer. */
  meanwhile: () => Promise<void> = async () => undefined;
  engineCalls = 0;
  databaseCalls = 0;
  engineFails = false;
  readonly gate = new EngineGate(
    new EngineBreaker(async () => undefined),
    { read: () => this.look() } as unknown as SearchStateView,
    { current: this.current } as unknown as GlossaryService,
    options,
  );

  constructor(private readonly current = async (): Promise<Glossary> => glossary) {}

  private async look(): Promise<SearchState> {
    await this.meanwhile();
    return this.state;
  }

  async search(): Promise<readonly string[]> {
    const { answer } = await this.gate.through('PUBLIC', ({ hidden }: Seen) => ({
      engine: async () => {
        this.engineCalls += 1;
        return this.indexed.filter((id) => !hidden.includes(id));
      },
      database: async () => {
        this.databaseCalls += 1;
        return this.indexed;
      },
    }));
    return answer;
  }

  /** After a search and a second without changes the next one asks the engine at once. */
  async steady(): Promise<void> {
    await this.search();
    await setTimeout(1_050);
    this.engineCalls = 0;
  }
}

describe('a search that is prepared', () => {
  it('has read the glossary, and has asked the engine nothing', async () => {
    let read = 0;
    const scene = new Scene(async () => {
      read += 1;
      return glossary;
    });
    const nobody = undefined as never;
    await new SearchService(scene.gate, nobody, nobody, nobody).prepare();
    expect(read).toBe(1);
    expect(scene.engineCalls).toBe(0);
  });
});

describe('the gate before the engine', () => {
  it('asks the engine while the database is still looked at, once', async () => {
    const scene = new Scene();
    await scene.steady();
    const callsBefore: number[] = [];
    scene.meanwhile = async () => {
      await setTimeout(20);
      callsBefore.push(scene.engineCalls);
    };
    expect(await scene.search()).toEqual(['kept', 'withdrawn']);
    expect(callsBefore).toEqual([1]);
    expect(scene.engineCalls).toBe(1);
  });

  it('waits for the look when something has changed a moment ago', async () => {
    const scene = new Scene();
    await scene.search();
    scene.engineCalls = 0;
    const callsBefore: number[] = [];
    scene.meanwhile = async () => {
      await setTimeout(20);
      callsBefore.push(scene.engineCalls);
    };
    await scene.search();
    expect(callsBefore).toEqual([0]);
  });

  it('asks again without what was withdrawn since', async () => {
    const scene = new Scene();
    await scene.steady();
    scene.state = { ...scene.state, hidden: ['withdrawn'] };
    expect(await scene.search()).toEqual(['kept']);
    expect(scene.engineCalls).toBe(2);
  });

  it('asks again when the index has followed a withdrawal in the middle of the search', async () => {
    const scene = new Scene();
    await scene.steady();
    scene.meanwhile = async () => {
      await setTimeout(20);
      scene.indexed = ['kept'];
      scene.state = { ...scene.state, place: 2 };
    };
    expect(await scene.search()).toEqual(['kept']);
    expect(scene.engineCalls).toBe(2);
  });

  it('goes to the database when the look says that the engine is not current', async () => {
    const scene = new Scene();
    await scene.steady();
    scene.state = { ...scene.state, isEngineCurrent: false };
    await scene.search();
    expect(scene.databaseCalls).toBe(1);
  });

  it('tells a refused question, and nothing stays unhandled', async () => {
    const scene = new Scene();
    await scene.steady();
    scene.meanwhile = async () => {
      throw new Error('the database is away');
    };
    const refused = UserInputError.of('QUERY_TOO_LONG', { fr: 'Trop long.', en: 'Too long.' }, ['query']);
    const asked = scene.gate.through('PUBLIC', () => {
      throw refused;
    });
    await expect(asked).rejects.toBe(refused);
    await setTimeout(5);
  });

  it('answers nothing of a guess when the database is away', async () => {
    const scene = new Scene();
    await scene.steady();
    scene.meanwhile = async () => {
      throw new Error('the database is away');
    };
    await expect(scene.search()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});
