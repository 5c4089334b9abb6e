import { type Transaction, UnitOfWork } from '@maillage/database';
import { type Actor, AuditRepository } from '@maillage/identity';
import { type Clock, DomainError, isUuid, localize, UserInputError } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { removesAnswers } from '../domain/content-narrowing.js';
import { assertAllowed, type EntryMove, needsSubmission } from '../domain/entry-lifecycle.js';
import { entryMessages } from '../domain/entry.messages.js';
import { nextReview } from '../domain/freshness.js';
import { canMove, mutationOf } from '../entry/entry.policy.js';
import { EntryRepository, type LockedEntry, standingOf } from '../entry/entry.repository.js';
import { EntryChangeRecorder } from '../entry/entry-change.recorder.js';
import { EntryReferenceRepository } from '../entry/entry-reference.repository.js';
import { checklistOf } from '../fields/content-checklist.js';
import type { EntryContent } from '../fields/entry-content.js';
import { kindOf } from '../kinds/kind.registry.js';
import { CLOCK } from '../catalogue.tokens.js';
import type { Repeatable, RevisionMoveCommand, RevisionShowCommand } from './entry-commands.js';
import { assertNewest } from './entry-preparation.service.js';
import { type Decided, decidePersonalData } from './personal-data-decision.js';
import { ENTRY } from './entry-writing.service.js';

/** From draft to published, and keeping it true: submit, ask for changes, publish, confirm. */
@Injectable()
export class EntryReviewService {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(EntryRepository) private readonly entries: EntryRepository,
    @Inject(EntryReferenceRepository) private readonly references: EntryReferenceRepository,
    @Inject(EntryChangeRecorder) private readonly changes: EntryChangeRecorder,
    @Inject(AuditRepository) private readonly audit: AuditRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws UserInputError FIELD_REQUIRED for each answer that the stage or the risk asks for, PERSONAL_DATA for what
   * the texts tell of persons and nobody has decided on
   */
  async submit(actor: Actor, command: RevisionShowCommand): Promise<string> {
    return this.move(actor, 'SUBMIT', command, async (transaction, entry) => {
      assertNewest(command.baseRevision, entry.lastRevision);
      assertComplete(entry);
      const decided = await this.decide(transaction, actor, entry, command);
      await this.entries.setRevisionState(transaction, newestOf(entry), 'SUBMITTED', null);
      return decided;
    });
  }

  async requestChanges(actor: Actor, command: RevisionMoveCommand & { readonly comment: string }): Promise<string> {
    const comment = command.comment.trim();
    if (comment === '') {
      throw UserInputError.of('COMMENT_REQUIRED', entryMessages.COMMENT_REQUIRED, ['input', 'comment']);
    }
    return this.move(actor, 'REQUEST_CHANGES', command, async (transaction, entry) => {
      assertNewest(command.baseRevision, entry.lastRevision);
      await this.entries.setRevisionState(transaction, newestOf(entry), 'CHANGES_REQUESTED', comment.slice(0, 4_000));
    });
  }

  /** The newest revision becomes what readers see; searches follow within moments. @throws as `submit` */
  async publish(actor: Actor, command: RevisionShowCommand): Promise<string> {
    return this.move(actor, 'PUBLISH', command, async (transaction, entry) => {
      assertNewest(command.baseRevision, entry.lastRevision);
      assertPublishable(entry);
      const decided = await this.decide(transaction, actor, entry, command);
      const narrowing = await this.narrows(transaction, entry);
      await this.entries.publishRevision(transaction, newestOf(entry), actor.name);
      const territories = await this.references.territoriesOf(transaction, entry.subjectOrganizationId);
      const change = {
        state: 'PUBLISHED',
        publishedRevision: entry.lastRevision,
        reviewBy: this.reviewDate(entry.kind, entry.content),
        shownTo: entry.audience,
        stamp: ['published_at', 'updated_at', 'last_confirmed_at'],
        ever: { themes: themesOf(entry), territories },
      } as const;
      await this.changes.record(transaction, entry.id, change, narrowing);
      return decided;
    });
  }

  /** "Still true": one click, no edit; moves the review date. */
  async confirm(actor: Actor, command: Repeatable & { readonly id: string }): Promise<string> {
    return this.move(actor, 'CONFIRM', command, async (transaction, entry) => {
      const content = (await this.entries.publishedContent(transaction, entry.id)) ?? entry.content;
      const change = { reviewBy: this.reviewDate(entry.kind, content), stamp: ['last_confirmed_at'] } as const;
      await this.changes.record(transaction, entry.id, change, false);
    });
  }

  private async move(
    actor: Actor,
    move: EntryMove,
    command: Repeatable & { readonly id: string },
    work: (transaction: Transaction, entry: LockedEntry) => Promise<Decided | void>,
  ): Promise<string> {
    const mutation = mutationOf(move);
    const attempt = { actor: actor.name, mutation, key: command.idempotencyKey, input: command };
    const { id } = await this.unitOfWork.once(attempt, async (transaction) => {
      const entry = isUuid(command.id) ? await this.entries.lock(transaction, command.id) : null;
      if (!entry || !canMove(actor, move, entry)) throw DomainError.notFound(ENTRY);
      assertAllowed(move, standingOf(entry));
      const decided = await work(transaction, entry);
      const details = { revision: entry.lastRevision, ...decided?.details };
      const event = { actor: actor.name, action: mutation, objectId: entry.id, details };
      await this.audit.append(transaction, decided?.personal ? { ...event, personal: decided.personal } : event);
      return entry.id;
    });
    return id;
  }

  /** What is decided on personal data is kept on the revision, and told to the audit log. */
  private async decide(
    transaction: Transaction,
    actor: Actor,
    entry: LockedEntry,
    command: RevisionShowCommand,
  ): Promise<Decided> {
    const by = { name: actor.name, at: this.clock.now() };
    const decided = decidePersonalData(entry, command.personalDataDecisions ?? [], by);
    if (decided.recorded) await this.entries.setDecisions(transaction, newestOf(entry), decided.recorded);
    return decided;
  }

  private reviewDate(kindName: string, content: EntryContent): string | null {
    const kind = kindOf(kindName);
    return nextReview(this.clock.now(), { highRisk: kind.isHighRisk(content), ended: kind.isEnded(content) });
  }

  /** Something that readers see now is gone in the new revision. */
  private async narrows(transaction: Transaction, entry: LockedEntry): Promise<boolean> {
    if (entry.publishedRevision === null) return false;
    return removesAnswers(await this.entries.publishedContent(transaction, entry.id), entry.content);
  }
}

function newestOf(entry: LockedEntry): { entryId: string; number: number } {
  return { entryId: entry.id, number: entry.lastRevision };
}

function themesOf(entry: LockedEntry): string[] {
  const themes = entry.content['themes'];
  return Array.isArray(themes) ? themes.map(String) : [];
}

/** Completeness stops members; what comes from a source only counts and shows it. */
function assertComplete(entry: LockedEntry): void {
  if (entry.hasOrigin && !entry.claimed) return;
  const missing = checklistOf(kindOf(entry.kind), entry.content);
  if (missing.length === 0) return;
  throw new UserInputError(
    missing.map((item) => ({ code: 'FIELD_REQUIRED', message: item.message, path: ['content', ...item.path] })),
  );
}

function assertPublishable(entry: LockedEntry): void {
  if (!entry.owner.verified && !entry.hasOrigin) {
    const message = localize(entryMessages.OWNER_NOT_VERIFIED, { name: entry.owner.name });
    throw UserInputError.of('OWNER_NOT_VERIFIED', message, ['input', 'id']);
  }
  if (needsSubmission(entry.revisionState, entry.owner.oneStepPublishing)) {
    throw UserInputError.of('SUBMISSION_REQUIRED', entryMessages.SUBMISSION_REQUIRED, ['input', 'id']);
  }
  assertComplete(entry);
}
