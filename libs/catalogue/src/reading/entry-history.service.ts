import { type Actor } from '@maillage/identity';
import { DomainError, isUuid } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { RevisionState } from '../domain/entry-lifecycle.js';
import { diffContent, type FieldDifference } from '../fields/content-diff.js';
import { projectContent } from '../fields/content-projection.js';
import { kindOf } from '../kinds/kind.registry.js';
import { EntryHistoryView, type EntryHistory } from './entry-history.view.js';
import { readingAudience } from '../entry/entry.policy.js';

export interface RevisionSummary {
  readonly number: number;
  readonly state: RevisionState;
  readonly createdAt: string;
  readonly publishedAt: string | null;
}

const ENTRY = { fr: 'Fiche', en: 'Entry' };

/** History of an entry, through the *current* audience and field table. Drafts are shown to the owner only. */
@Injectable()
export class EntryHistoryService {
  constructor(@Inject(EntryHistoryView) private readonly history: EntryHistoryView) {}

  /** Newest first. @throws DomainError NOT_FOUND */
  async revisions(actor: Actor, id: string): Promise<readonly RevisionSummary[]> {
    const { history, insider } = await this.read(actor, id, []);
    return history.revisions.filter((revision) => isShown(revision, insider));
  }

  /** Fields that differ between two revisions. @throws DomainError NOT_FOUND for a revision the caller does not see */
  async diff(actor: Actor, id: string, from: number, to: number): Promise<readonly FieldDifference[]> {
    const { history, audience, insider } = await this.read(actor, id, [from, to]);
    const kind = kindOf(history.kind);
    const [before, after] = [from, to].map((number) => {
      const revision = history.revisions.find((candidate) => candidate.number === number);
      const content = history.contents[String(number)];
      if (!revision || !content || !isShown(revision, insider)) throw DomainError.notFound(ENTRY);
      return projectContent(kind, content, audience);
    });
    return diffContent(kind, before ?? {}, after ?? {});
  }

  private async read(
    actor: Actor,
    id: string,
    contents: readonly number[],
  ): Promise<{ history: EntryHistory; audience: 'PUBLIC' | 'NETWORK' | 'ORGANIZATION'; insider: boolean }> {
    const history = isUuid(id) ? await this.history.of(id, contents) : null;
    const audience = history && readingAudience(actor, history.visibility, history.owner);
    if (!history || !audience) throw DomainError.notFound(ENTRY);
    return { history, audience, insider: audience === 'ORGANIZATION' };
  }
}

function isShown(revision: RevisionSummary, insider: boolean): boolean {
  return insider || (revision.publishedAt !== null && revision.state !== 'REDACTED');
}
