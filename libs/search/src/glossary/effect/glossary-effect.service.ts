import { Inject, Injectable } from '@nestjs/common';
import { stemsOf } from '../../analysis/analyser.js';
import { EngineGate } from '../../query/engine-gate.js';
import { EngineSearch } from '../../query/engine-search.js';
import { engineFilter, type EngineFilter } from '../../query/search-filter.js';
import { searchPage } from '../../query/search-page.js';
import { UnansweredQueryService } from '../../unanswered/unanswered-query.service.js';
import type { UnansweredQuery } from '../../unanswered/unanswered-query.view.js';
import type { Glossary } from '../glossary.js';
import type { GroupDraft } from '../group-rules.js';
import { renamedQueries } from './renamed-query.js';

/** Logged queries that are tried, the most asked ones. */
const MAX_QUERIES = 20;
/** Searches for one of them. */
const MAX_SEARCHES = 6;

/** What a group of the glossary is good for: asked before it is written, or after. */
@Injectable()
export class GlossaryEffectService {
  constructor(
    @Inject(UnansweredQueryService) private readonly unanswered: UnansweredQueryService,
    @Inject(EngineGate) private readonly gate: EngineGate,
    @Inject(EngineSearch) private readonly engine: EngineSearch,
  ) {}

  /**
   * Logged queries that found nothing, hold a term of the group, and find an entry (that members see) by another of its
   * terms; the most asked first. They are tried in those words, so it tells the truth also before the group is written.
   * @returns null when the engine does not answer now
   */
  async wouldAnswer(group: GroupDraft): Promise<UnansweredQuery[] | null> {
    const asked = group.oneWay ? group.terms.slice(0, 1) : group.terms;
    const queries = await this.unanswered.answeredBy(asked.map(({ text }) => stemsOf(text, 'FR')));
    const { glossary, hidden, ask } = await this.gate.pass('NETWORK');
    const filter = engineFilter({}, hidden);
    const answered: UnansweredQuery[] = [];
    for (const query of queries.slice(0, MAX_QUERIES)) {
      const found = await ask(() => this.findsOne(renamedQueries(query.text, group), glossary, filter));
      if (found === undefined) return null;
      if (found) answered.push(query);
    }
    return answered;
  }

  private async findsOne(queries: readonly string[], glossary: Glossary, filter: EngineFilter): Promise<boolean> {
    for (const query of queries.slice(0, MAX_SEARCHES)) {
      const { totalCount } = await this.engine.find('NETWORK', searchPage({ query, first: 1 }, glossary), filter);
      if (totalCount > 0) return true;
    }
    return false;
  }
}
