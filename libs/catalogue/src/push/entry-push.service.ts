import { setImmediate as turn } from 'node:timers/promises';
import { type Transaction, UnitOfWork } from '@maillage/database';
import { type Actor, AuditRepository, canSeePending } from '@maillage/identity';
import { isUuid, localize, newId, UserInputError } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { entryMessages } from '../domain/entry.messages.js';
import { EntryImportRepository } from '../entry/entry-import.repository.js';
import { canPushFor } from '../entry/entry.policy.js';
import { kindOf } from '../kinds/kind.registry.js';
import type { EntryPushAnswer, EntryPushCommand, EntryPushResult } from './entry-push.js';
import { pushMessages as messages } from './entry-push.messages.js';
import { ImportSourceRepository } from './import-source.repository.js';
import { EntryPushWriter } from './entry-push.writer.js';
import { type ItemInHand, type KindPlace, placedInBatch } from './push-batch.js';
import { itemsInHand } from './push-items.js';

/** Items a batch. */
export const MAX_PUSHED = 500;

const SOURCE_NAME = /^[a-z0-9][a-z0-9.-]{1,62}[a-z0-9]$/;
const BATCH_ID = /^[\w.:-]{1,128}$/;
/** Sources that the command line imports: nobody pushes under their names, also before they were ever imported. */
export const RESERVED_SOURCES: ReadonlySet<string> = new Set(['interconnectes']);

/**
 * Takes over, by the batch, what a program of an organization says of that organization's entries. By the rules of the
 * import: what people have written since is never written over. Each item is written whole or not at all.
 */
@Injectable()
export class EntryPushService {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(EntryImportRepository) private readonly imports: EntryImportRepository,
    @Inject(EntryPushWriter) private readonly writer: EntryPushWriter,
    @Inject(ImportSourceRepository) private readonly sources: ImportSourceRepository,
    @Inject(AuditRepository) private readonly audit: AuditRepository,
  ) {}

  /**
   * A handful of statements for the whole batch.
   * @throws UserInputError OWNER_UNKNOWN, SUBMISSION_REQUIRED, PUSH_BATCH_ID, PUSH_ITEMS, PUSH_SOURCE_NAME,
   * PUSH_SOURCE_TAKEN: then nothing was written
   */
  async push(actor: Actor, command: EntryPushCommand): Promise<EntryPushAnswer> {
    const ownerId = command.ownerId ?? (actor.kind === 'PORTAL' ? actor.organizationId : '');
    if (!canPushFor(actor, { id: ownerId })) {
      throw UserInputError.of('OWNER_UNKNOWN', entryMessages.OWNER_UNKNOWN, ['input', 'ownerId']);
    }
    assertShape(command);
    const hands = await itemsInHand(command.items, ownerId, turn);
    const work = (transaction: Transaction) => this.pushIn(transaction, actor, { ...command, ownerId }, hands);
    if (command.dryRun) {
      const results = await this.unitOfWork.rehearse(work);
      return { results: results.map(withoutNewIds), replayed: false };
    }
    return this.once(actor, { ...command, ownerId }, work);
  }

  private async once(
    actor: Actor,
    command: EntryPushCommand,
    work: (transaction: Transaction) => Promise<readonly EntryPushResult[]>,
  ): Promise<EntryPushAnswer> {
    let results: readonly EntryPushResult[] = [];
    const { idempotencyKey: key, source } = command;
    const attempt = { actor: actor.name, mutation: 'entriesImport', key, input: command };
    const { id, replayed } = await this.unitOfWork.once(attempt, async (transaction) => {
      results = await work(transaction);
      const made = newId();
      if (key) await this.sources.keep(transaction, { id: made, source, results });
      return made;
    });
    if (replayed) results = await this.unitOfWork.run((transaction) => this.sources.answerOf(transaction, id));
    return { results, replayed };
  }

  private async pushIn(
    transaction: Transaction,
    actor: Actor,
    command: EntryPushCommand & { readonly ownerId: string },
    hands: readonly ItemInHand[],
  ): Promise<readonly EntryPushResult[]> {
    const { ownerId, source, publish } = command;
    const subjects = hands.flatMap(({ row }) =>
      row && isUuid(row.subjectOrganizationId) ? [row.subjectOrganizationId] : [],
    );
    const organizations = await this.imports.organizations(transaction, [...new Set([ownerId, ...subjects])]);
    if (publish && !organizations.get(ownerId)?.oneStepPublishing) {
      throw UserInputError.of('SUBMISSION_REQUIRED', entryMessages.SUBMISSION_REQUIRED, ['input', 'publish']);
    }
    if (RESERVED_SOURCES.has(source) || !(await this.sources.claim(transaction, source, ownerId))) {
      const message = localize(messages.PUSH_SOURCE_TAKEN, { source });
      throw UserInputError.of('PUSH_SOURCE_TAKEN', message, ['input', 'source']);
    }
    const visible = new Map([...organizations].filter(([id, { verified }]) => verified || canSeePending(actor, id)));
    const written = await this.writer.write(transaction, { actor, ownerId, command, organizations: visible }, hands);
    const results = written.map((result) => placedInBatch(result, (index) => kindPlaceOf(command, index)));
    await this.audit.append(transaction, {
      actor: actor.name,
      action: 'entriesImport',
      details: told(command, results),
    });
    return results;
  }
}

/** @throws UserInputError PUSH_BATCH_ID, PUSH_ITEMS, PUSH_SOURCE_NAME */
function assertShape({ batchId, source, items }: EntryPushCommand): void {
  if (!BATCH_ID.test(batchId)) throw UserInputError.of('PUSH_BATCH_ID', messages.PUSH_BATCH_ID, ['input', 'batchId']);
  if (!SOURCE_NAME.test(source)) {
    throw UserInputError.of('PUSH_SOURCE_NAME', messages.PUSH_SOURCE_NAME, ['input', 'source']);
  }
  if (items.length === 0 || items.length > MAX_PUSHED) {
    const message = localize(messages.PUSH_ITEMS, { max: MAX_PUSHED, count: items.length });
    throw UserInputError.of('PUSH_ITEMS', message, ['input', 'items']);
  }
}

function kindPlaceOf(command: EntryPushCommand, index: number): KindPlace | null {
  const content = command.items[index]?.content;
  return content ? { field: content.kindField, owns: (name) => name in kindOf(content.kind).fields } : null;
}

/** One line for the batch: the entries of a source bear its name. */
function told(
  { source, batchId, ownerId, publish }: EntryPushCommand,
  results: readonly EntryPushResult[],
): Readonly<Record<string, unknown>> {
  const counts: Record<string, number> = {};
  for (const { outcome } of results) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return { source, batch: batchId, organization: ownerId, publish, ...counts };
}

function withoutNewIds(result: EntryPushResult): EntryPushResult {
  return result.outcome === 'CREATED' ? { ...result, entryId: null } : result;
}
