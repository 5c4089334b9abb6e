import { DomainError, withDeadline } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { EngineBreaker } from '../engine/engine-breaker.js';
import { type IndexedAudience, searchIndex } from '../engine/search-index.js';
import type { Glossary } from '../glossary/glossary.js';
import { GlossaryService } from '../glossary/store/glossary.service.js';
import { SEARCH_OPTIONS, type SearchOptions } from '../search-options.js';
import { searchMessages } from './search.messages.js';
import { SearchStateView } from './search-state.view.js';

/** Milliseconds that PostgreSQL has when the engine has used up its own, and a little for what is around both. */
const FALLBACK_SHARE = 400;
const AROUND = 50;

/**
 * One passage through the gate. Its clock runs from the beginning: with the usual second for the engine, no request
 * waits more than 1.5 s.
 */
export interface Passage {
  /** Entries that the engine must not show now. */
  readonly hidden: readonly string[];
  /** As it is now. */
  readonly glossary: Glossary;
  /** The engine's answer; undefined when it is not asked now, or does not answer in time. */
  readonly ask: <T>(work: () => Promise<T>) => Promise<T | undefined>;
  /** PostgreSQL's answer. @param work takes the milliseconds that are left. @throws DomainError UNAVAILABLE */
  readonly askDatabase: <T>(work: (patience: number) => Promise<T>) => Promise<T>;
}

/** Decides, for every search anew, whether the engine is worth asking: it is whole, follows, and has answered lately. */
@Injectable()
export class EngineGate {
  constructor(
    @Inject(EngineBreaker) private readonly breaker: EngineBreaker,
    @Inject(SearchStateView) private readonly states: SearchStateView,
    @Inject(GlossaryService) private readonly glossary: GlossaryService,
    @Inject(SEARCH_OPTIONS) private readonly options: SearchOptions,
  ) {}

  /**
   * Without PostgreSQL nothing may be shown: what was withdrawn a moment ago may still be in the index.
   * @throws DomainError UNAVAILABLE
   */
  async pass(audience: IndexedAudience): Promise<Passage> {
    const started = performance.now();
    const { timeout } = this.options;
    const left = (): number => timeout + FALLBACK_SHARE + AROUND - (performance.now() - started);
    const index = searchIndex(this.options.indexPrefix, audience).uid;
    const asked = Promise.all([this.states.read(index), this.glossary.current()]);
    const [{ hidden, isEngineCurrent }, glossary] = await inTime(left(), asked);
    return {
      hidden,
      glossary,
      ask: async (work) => {
        const patience = Math.min(timeout, left() - FALLBACK_SHARE);
        return isEngineCurrent && patience > 0 ? this.breaker.run(patience, work) : undefined;
      },
      askDatabase: (work) => inTime(left(), work(left())),
    };
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
