import { CLOCK } from '@maillage/catalogue';
import type { Actor } from '@maillage/identity';
import {
  type Clock,
  decodeCursor,
  DomainError,
  encodeCursor,
  invalidCursor,
  isDay,
  isoDay,
  type Localized,
  UserInputError,
} from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { canDismissUnanswered, canReadUnanswered } from './unanswered-query.policy.js';
import { KEPT_DAYS, MAX_QUERIES_A_DAY, UnansweredQueryRepository } from './unanswered-query.repository.js';
import { type UnansweredPlace, type UnansweredQuery, UnansweredQueryView } from './unanswered-query.view.js';

const DAY = 86_400_000;
/** Queries that `answeredBy` names at most. */
const MAX_ANSWERED = 100;

export interface UnansweredPage {
  readonly queries: readonly UnansweredQuery[];
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
  /** Days of which more different queries were asked than are kept (2,000): somebody flooded the search. */
  readonly fullDays: readonly string[];
}

export interface UnansweredAsked {
  /** 1 to 100. */
  readonly first: number;
  /** `endCursor` of the page before. */
  readonly after?: string | null;
  /** `YYYY-MM-DD` in UTC: only what was asked from that day on; 90 days by default. */
  readonly since?: string | null;
}

/** What people searched for in vain: the glossary's editors look for missing words here, the network for missing entries. */
@Injectable()
export class UnansweredQueryService {
  constructor(
    @Inject(UnansweredQueryView) private readonly view: UnansweredQueryView,
    @Inject(UnansweredQueryRepository) private readonly repository: UnansweredQueryRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Newest first, dismissed ones left out.
   * @throws DomainError FORBIDDEN; UserInputError CURSOR_INVALID, DATE_INVALID
   */
  async recent(actor: Actor, { first, after, since }: UnansweredAsked): Promise<UnansweredPage> {
    if (!canReadUnanswered(actor)) throw DomainError.forbidden();
    const day = since ?? isoDay(new Date(this.clock.now().getTime() - KEPT_DAYS * DAY));
    if (!isDay(day)) throw UserInputError.of('DATE_INVALID', dateInvalid, ['since']);
    const [found, fullDays] = await Promise.all([
      this.view.recent(day, placeOf(after), first + 1),
      this.view.fullDays(MAX_QUERIES_A_DAY),
    ]);
    const queries = found.slice(0, first);
    const last = queries.at(-1);
    const endCursor = last ? encodeCursor([last.lastSeen.toISOString(), last.id]) : null;
    return { queries, hasNextPage: found.length > first, endCursor, fullDays };
  }

  /**
   * Logged queries that contain one of these terms, the most asked first: what a change of the glossary would answer.
   * @param stemSequences of each term `stemsOf(term, 'FR')`, whatever its language: so the log keeps queries, which do
   * not tell theirs
   */
  async answeredBy(stemSequences: readonly (readonly string[])[]): Promise<UnansweredQuery[]> {
    return this.view.containing(stemSequences, MAX_ANSWERED);
  }

  /**
   * Puts a query aside, until nothing of it is kept any more.
   * @param id of an `UnansweredQuery`
   * @throws DomainError FORBIDDEN, NOT_FOUND
   */
  async dismiss(actor: Actor, id: string): Promise<void> {
    if (!canDismissUnanswered(actor)) throw DomainError.forbidden();
    if (await this.repository.dismiss(id)) return;
    throw DomainError.notFound({ fr: 'Recherche', en: 'Query' });
  }

  /** For the worker's maintenance. @returns rows forgotten */
  async prune(): Promise<number> {
    return this.repository.prune(this.clock.now());
  }
}

const dateInvalid: Localized = {
  fr: 'Ce jour n’existe pas : écrivez AAAA-MM-JJ, par exemple 2026-01-31.',
  en: 'There is no such day: write YYYY-MM-DD, e.g. 2026-01-31.',
};

function placeOf(after: string | null | undefined): UnansweredPlace | null {
  if (after === null || after === undefined) return null;
  const [moment, id] = decodeCursor(after, 2);
  const isPlace = typeof moment === 'string' && /^\d{4}-[\d:T.-]+Z$/.test(moment) && typeof id === 'string';
  const lastSeen = new Date(isPlace ? moment : Number.NaN);
  if (!isPlace || Number.isNaN(lastSeen.getTime()) || !/^[\p{L}\p{N} ]*$/u.test(id)) throw invalidCursor();
  return { lastSeen, id };
}
