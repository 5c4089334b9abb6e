import { Inject, Injectable } from '@nestjs/common';
import { facets, ORGANIZATIONS_LABELLED, splitLabelled } from '../document/facet.js';
import { unpackedCard } from '../document/packed-card.js';
import { EngineRefusal } from '../engine/engine.errors.js';
import { EngineTransport } from '../engine/engine-transport.js';
import { RAW_FIELDS, STEM_FIELDS } from '../engine/search-fields.js';
import { type IndexedAudience, searchIndex } from '../engine/search-index.js';
import type { Glossary } from '../glossary/glossary.js';
import { Highlighter } from '../highlight/highlighter.js';
import { highlightTerms } from '../query/highlight-terms.js';
import { type SearchWords } from '../query/search-words.js';
import { SEARCH_OPTIONS, type SearchOptions } from '../search-options.js';
import type { SuggestedEntry, SuggestedName, Suggestions } from './suggest.types.js';
import { isTypedIn } from './typed-words.js';

/** What is typed: the analyser's words, and the beginnings of words as they stand. */
export interface Typed {
  readonly words: SearchWords;
  readonly starts: readonly string[];
  readonly glossary: Glossary;
}

interface Hit {
  readonly id: string;
  readonly title: string;
  readonly card: string;
}

interface Answer {
  readonly hits: readonly Hit[];
  readonly facetDistribution?: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** Counted attributes of names, in the order of `Suggestions`. */
const SYSTEMS = facets.system.attribute;
const SUPPLIERS = facets.supplier.attribute;

/** Suggestions of the engine, in one round trip: half words are found by their beginning, in stems and as written. */
@Injectable()
export class EngineSuggest {
  constructor(
    @Inject(EngineTransport) private readonly transport: EngineTransport,
    @Inject(SEARCH_OPTIONS) private readonly options: SearchOptions,
  ) {}

  /** @throws EngineUnavailable, EngineStateLost */
  async find(
    audience: IndexedAudience,
    typed: Typed,
    filter: readonly string[],
    first: number,
  ): Promise<Omit<Suggestions, 'themes' | 'mode'>> {
    const indexUid = searchIndex(this.options.indexPrefix, audience).uid;
    const { words } = typed.words;
    const raw = words.map((word) => word.folded).join(' ');
    const [stems, written, names] = await this.ask(
      [
        { q: words.map((word) => word.stem).join(' '), attributesToSearchOn: STEM_FIELDS, limit: first },
        { q: raw, attributesToSearchOn: RAW_FIELDS, limit: first },
        { q: raw, attributesToSearchOn: ['names'], limit: 0, facets: [ORGANIZATIONS_LABELLED, SYSTEMS, SUPPLIERS] },
      ].map((query) => ({
        indexUid,
        filter,
        matchingStrategy: 'all',
        attributesToRetrieve: ['id', 'title', 'card'],
        ...query,
      })),
    );
    const highlighter = new Highlighter(highlightTerms(typed));
    const named = (attribute: string): SuggestedName[] =>
      namesOf(names?.facetDistribution?.[attribute] ?? {}, typed.starts, first);
    return {
      entries: joined(written?.hits ?? [], stems?.hits ?? [], first).map((hit) => entryOf(hit, highlighter)),
      organizations: named(ORGANIZATIONS_LABELLED),
      systems: named(SYSTEMS),
      suppliers: named(SUPPLIERS),
    };
  }

  private async ask(queries: readonly object[]): Promise<readonly Answer[]> {
    try {
      return (await this.transport.post<{ results: readonly Answer[] }>('/multi-search', { queries })).results;
    } catch (error) {
      // An index without documents knows no fields.
      if (error instanceof EngineRefusal && error.code === 'invalid_search_attributes_to_search_on') return [];
      throw error;
    }
  }
}

/** Each in turn, so that neither the word as typed nor its other forms fill the list alone. */
function joined(written: readonly Hit[], stems: readonly Hit[], first: number): Hit[] {
  const found = new Map<string, Hit>();
  for (let rank = 0; rank < first; rank += 1) {
    for (const hit of [written[rank], stems[rank]]) if (hit && !found.has(hit.id)) found.set(hit.id, hit);
  }
  return [...found.values()].slice(0, first);
}

function entryOf({ id, title, card }: Hit, highlighter: Highlighter): SuggestedEntry {
  const { kind, lang, subjectOrganization } = unpackedCard(card);
  const titleHtml = highlighter.of([title], lang === 'EN' ? 'EN' : 'FR').mark(title);
  return { id, kind, title, titleHtml, organizationName: subjectOrganization.name };
}

/** Of the names that entries found have, those that have the words typed; most frequent first. */
function namesOf(
  distribution: Readonly<Record<string, number>>,
  starts: readonly string[],
  first: number,
): SuggestedName[] {
  return Object.entries(distribution)
    .map(([labelled, count]) => {
      const { value: id, label: name } = splitLabelled(labelled);
      return { id, name, count };
    })
    .filter(({ name }) => isTypedIn(starts, name))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .slice(0, first);
}
