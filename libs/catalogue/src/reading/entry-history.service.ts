import type { Actor, Audience } from '@maillage/identity';
import { DomainError, isUuid } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { RevisionState } from '../domain/entry-lifecycle.js';
import { diffContent, type FieldDifference } from '../fields/content-diff.js';
import { projectContent } from '../fields/content-projection.js';
import { kindOf } from '../kinds/kind.registry.js';
import { EntryHistoryView, type EntryHistory } from './entry-history.view.js';
import { canReadSubmission, readingAudience } from '../entry/entry.policy.js';

export interface RevisionSummary {
  readonly number: number;
  readonly state: RevisionState;
  readonly createdAt: string;
  readonly publishedAt: string | null;
}

const ENTRY = { fr: 'Fiche', en: 'Entry' };

interface Reader {
  readonly history: EntryHistory;
  readonly audience: Audience;
  readonly shows: (revision: RevisionSummary) => boolean;
}

/** History of an entry, through the *current* audience and field table. Drafts are the owner's, a submission its reviewers'. */
@Injectable()
export class EntryHistoryService {
  constructor(@Inject(EntryHistoryView) private readonly history: EntryHistoryView) {}

  /** Newest first. @throws DomainError NOT_FOUND */
  async revisions(actor: Actor, id: string): Promise<readonly RevisionSummary[]> {
    const { history, shows } = await this.read(actor, id, []);
    return history.revisions.filter(shows);
  }

  /** Fields that differ between two revisions. @throws DomainError NOT_FOUND for a revision the caller does not see */
  async diff(actor: Actor, id: string, from: number, to: number): Promise<readonly FieldDifference[]> {
    const { history, audience, shows } = await this.read(actor, id, [from, to]);
    const kind = kindOf(history.kind);
    const [before, after] = [from, to].map((number) => {
      const revision = history.revisions.find((candidate) => candidate.number === number);
      const content = history.contents[String(number)];
      if (!revision || !content || !shows(revision)) throw DomainError.notFound(ENTRY);
      return projectContent(kind, content, audience);
    });
    return diffContent(kind, before ?? {}, after ?? {});
  }

  private async read(actor: Actor, id: string, contents: readonly number[]): Promise<Reader> {
    const history = isUuid(id) ? await this.history.of(id, contents) : null;
    if (!history) throw DomainError.notFound(ENTRY);
    const { visibility, owner, revisions } = history;
    const readsAs = readingAudience(actor, visibility, owner);
    const [newest] = revisions;
    const facts = newest && { owner, audience: visibility.audience, revisionState: newest.state };
    const reviews = facts !== undefined && canReadSubmission(actor, facts);
    if (readsAs === null && !reviews) throw DomainError.notFound(ENTRY);
    const insider = readsAs === 'ORGANIZATION';
    return {
      history,
      audience: readsAs ?? 'NETWORK',
      shows: (revision) =>
        insider ||
        (readsAs !== null && revision.publishedAt !== null && revision.state !== 'REDACTED') ||
        (reviews && revision === newest),
    };
  }
}
