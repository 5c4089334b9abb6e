import { Inject, Injectable } from '@nestjs/common';
import { SearchEngine } from '../engine/search-engine.js';
import { INDEXED_AUDIENCES, searchIndex } from '../engine/search-index.js';
import { GlossaryService } from '../glossary/store/glossary.service.js';
import { IndexFollower } from './index-follower.js';

/**
 * Brings changes of the glossary to the indexes in use: settings of synonyms alone, which index no document anew. An
 * index that is made or rebuilt gets them before its first document and before it is exchanged, so only a new version
 * calls for work here.
 */
@Injectable()
export class GlossaryFollower {
  /** Version that every index was seen to have. */
  private applied: number | undefined;

  constructor(
    @Inject(SearchEngine) private readonly engine: SearchEngine,
    @Inject(IndexFollower) private readonly follower: IndexFollower,
    @Inject(GlossaryService) private readonly glossary: GlossaryService,
  ) {}

  /**
   * One tiny statement when nothing has changed. An index that another process holds is left for the next step.
   * @returns indexes changed
   */
  async step(): Promise<number> {
    const version = await this.glossary.version();
    return version === this.applied ? 0 : this.apply(version);
  }

  /** Looks at the indexes although the version was applied: somebody else may have changed them. @returns indexes changed */
  async verify(): Promise<number> {
    return this.apply(await this.glossary.version());
  }

  private async apply(version: number): Promise<number> {
    const outcomes: (boolean | undefined)[] = [];
    for (const audience of INDEXED_AUDIENCES) {
      const index = searchIndex(this.engine.indexPrefix, audience);
      outcomes.push(await this.follower.hold(index, (held) => this.follower.followGlossary(held)));
    }
    // Read before: a change since then is seen as a newer one by the next step.
    this.applied = outcomes.includes(undefined) ? undefined : version;
    return outcomes.filter((changed) => changed).length;
  }
}
