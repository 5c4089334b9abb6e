import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { SEARCH_OPTIONS, type SearchOptions } from '../search-options.js';
import { EngineTransport } from './engine-transport.js';
import { INDEXED_AUDIENCES, searchIndex } from './search-index.js';

/** Milliseconds: an engine that needs longer for an empty question is not back. */
const PATIENCE = 900;

/** Asks whether the engine searches again, in every index. */
@Injectable()
export class EngineProbe implements OnApplicationShutdown {
  private readonly transport: EngineTransport;

  constructor(@Inject(SEARCH_OPTIONS) private readonly options: SearchOptions) {
    this.transport = new EngineTransport({ ...options, timeout: PATIENCE });
  }

  /** @throws EngineUnavailable, EngineStateLost */
  async ask(): Promise<void> {
    const queries = INDEXED_AUDIENCES.map((audience) => ({
      indexUid: searchIndex(this.options.indexPrefix, audience).uid,
      q: '',
      limit: 0,
    }));
    await this.transport.post('/multi-search', { queries });
  }

  onApplicationShutdown(): void {
    this.transport.onApplicationShutdown();
  }
}
