import { setImmediate } from 'node:timers/promises';
import { DomainError, withDeadline } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { EngineBreaker } from '../engine/engine-breaker.js';
import { type IndexedAudience, searchIndex } from '../engine/search-index.js';
import { GlossaryService } from '../glossary/store/glossary.service.js';
import { SEARCH_OPTIONS, type SearchOptions } from '../search-options.js';
import { EngineForesight, type Seen } from './engine-foresight.js';
import { searchMessages } from './search.messages.js';
import { SearchStateView } from './search-state.view.js';

/** Milliseconds that PostgreSQL has when the engine has used up its own, and a little for what is around both. */
const FALLBACK_SHARE = 400;
const AROUND = 50;

/** A passage through the gate. */
export interface Passage extends Seen {
  /** The engine's answer; undefined when it is not asked now, or does not answer in time. */
  readonly ask: <T>(work: () => Promise<T>) => Promise<T | undefined>;
}

/** One request's questions, made for what was seen. */
export interface Questions<Answer> {
  readonly engine: () => Promise<Answer>;
  /** @param patience milliseconds that are left */
  readonly database: (patience: number) => Promise<Answer>;
}

/**
 * Decides, for every search anew, whether the engine is worth asking: it is whole, follows, and has answered lately.
 * The clock of a request runs from its beginning: with the usual second for the engine, none waits more than 1.5 s.
 */
@Injectable()
export class EngineGate {
  private readonly foresight = new EngineForesight();

  constructor(
    @Inject(EngineBreaker) private readonly breaker: EngineBreaker,
    @Inject(SearchStateView) private readonly states: SearchStateView,
    @Inject(GlossaryService) private readonly glossary: GlossaryService,
    @Inject(SEARCH_OPTIONS) private readonly options: SearchOptions,
  ) {}

  /**
   * The engine's answer, else PostgreSQL's. Where nothing has changed for a while the engine is asked at once, and its
   * answer kept when the database then says that nothing has: the two round trips become one.
   * @throws DomainError UNAVAILABLE
   */
  async through<Answer, Asked extends Questions<Answer>>(
    audience: IndexedAudience,
    questionsFor: (seen: Seen) => Asked & Questions<Answer>,
  ): Promise<{ readonly asked: Asked; readonly answer: Answer }> {
    const left = this.clock();
    const { uid } = searchIndex(this.options.indexPrefix, audience);
    const expected = this.foresight.expected(uid);
    const guess = expected && questionsFor(expected);
    const early = guess && this.breaker.run(this.options.timeout, guess.engine);
    early?.catch(() => undefined);
    // The question first, it is what is waited for: what a turn puts into sockets leaves at its end.
    if (early) await setImmediate();
    const looked = this.look(uid, left());
    // Its refusal is told where it is waited for, and must not be unhandled when the questions themselves are refused.
    looked.catch(() => undefined);
    const { seen, isEngineCurrent } = await looked;
    const isRight = seen === expected && isEngineCurrent;
    const asked = guess && isRight ? guess : questionsFor(seen);
    const found = early && isRight ? await early : await this.ask(isEngineCurrent, left, asked.engine);
    return { asked, answer: found ?? (await inTime(left(), asked.database(left()))) };
  }

  /**
   * Without PostgreSQL nothing may be shown: what was withdrawn a moment ago may still be in the index.
   * @throws DomainError UNAVAILABLE
   */
  async pass(audience: IndexedAudience): Promise<Passage> {
    const left = this.clock();
    const { uid } = searchIndex(this.options.indexPrefix, audience);
    const { seen, isEngineCurrent } = await this.look(uid, left());
    return { ...seen, ask: (work) => this.ask(isEngineCurrent, left, work) };
  }

  /** Milliseconds that are left of a request that begins now. */
  private clock(): () => number {
    const started = performance.now();
    return () => this.options.timeout + FALLBACK_SHARE + AROUND - (performance.now() - started);
  }

  private async look(index: string, patience: number): Promise<{ seen: Seen; isEngineCurrent: boolean }> {
    const asked = Promise.all([this.states.read(index), this.glossary.current()]);
    const [state, glossary] = await inTime(patience, asked);
    return { seen: this.foresight.learn(index, state, glossary), isEngineCurrent: state.isEngineCurrent };
  }

  private async ask<T>(isEngineCurrent: boolean, left: () => number, work: () => Promise<T>): Promise<T | undefined> {
    const patience = Math.min(this.options.timeout, left() - FALLBACK_SHARE);
    return isEngineCurrent && patience > 0 ? this.breaker.run(patience, work) : undefined;
  }
}

async function inTime<T>(patience: number, answer: Promise<T>): Promise<T> {
  try {
    return await withDeadline(patience, answer);
  } catch (error) {
    if (isFault(error)) throw error;
    throw new DomainError('UNAVAILABLE', searchMessages.UNAVAILABLE);
  }
}

/** Ours, not the server's: it must be seen as what it is. Classes 42 and 22 say that a statement is wrong. */
function isFault(error: unknown): boolean {
  return error instanceof TypeError || /^(?:42|22)/.test((error as { code?: string }).code ?? '');
}
