import type { Transaction } from '@maillage/database';
import { type Actor } from '@maillage/identity';
import { localize, UserInputError } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { entryMessages } from '../domain/entry.messages.js';
import type { NewRelation } from '../entry/entry.repository.js';
import { EntryReferenceRepository } from '../entry/entry-reference.repository.js';
import { validateContent } from '../fields/content-validation.js';
import type { EntryContent } from '../fields/entry-content.js';
import type { EntryKind } from '../kinds/kind.js';
import { allFieldsOf } from '../kinds/kind.registry.js';
import { type ProposedSystem, SystemRepository } from '../system/system.repository.js';
import type { RelationInput } from './entry-commands.js';
import { contentReferences, missingReferences, referencesOf, resolveRelations } from './entry-references.js';
import { textHashes } from './entry-text.js';

export interface PreparationInput {
  readonly entryId: string;
  readonly kind: EntryKind;
  readonly content: Readonly<Record<string, unknown>>;
  readonly relations: readonly RelationInput[];
  readonly proposedSystem: ProposedSystem | null;
  /** Where the kind's own fields stand in the caller's input; envelope fields stand in `input` itself. */
  readonly kindField: string | undefined;
}

/** Content and relations that may be stored. */
export interface Prepared {
  readonly content: EntryContent;
  readonly relations: readonly NewRelation[];
  readonly titleHash: string;
  readonly textHash: string | null;
}

/** Turns what a writer gives into what may be stored: validated, references checked, a proposed system resolved. */
@Injectable()
export class EntryPreparationService {
  constructor(
    @Inject(EntryReferenceRepository) private readonly references: EntryReferenceRepository,
    @Inject(SystemRepository) private readonly systems: SystemRepository,
  ) {}

  /** Checks that need no database. @throws UserInputError naming every fault of the content at once */
  validate(input: Pick<PreparationInput, 'kind' | 'content' | 'kindField' | 'proposedSystem'>): EntryContent {
    try {
      const content = validateContent(input.kind, input.content);
      if (input.proposedSystem && !('deployment' in input.kind.fields)) {
        throw UserInputError.of('SYSTEM_NOT_OF_KIND', entryMessages.SYSTEM_NOT_OF_KIND, ['proposedSystem']);
      }
      if (input.proposedSystem && deploymentOf(content)['system'] !== undefined) {
        throw UserInputError.of('SYSTEM_GIVEN_TWICE', entryMessages.SYSTEM_GIVEN_TWICE, ['proposedSystem']);
      }
      return content;
    } catch (error) {
      throw error instanceof UserInputError ? placed(error, input.kind, input.kindField) : error;
    }
  }

  /** Checks that need the database, in the transaction of the write. @throws UserInputError */
  async prepare(
    transaction: Transaction,
    actor: Actor,
    input: Omit<PreparationInput, 'content'> & { readonly content: EntryContent },
  ): Promise<Prepared> {
    const content = await this.withSystem(transaction, input.content, input.proposedSystem);
    const named = contentReferences(allFieldsOf(input.kind), content);
    const found = await this.references.find(transaction, referencesOf(named, input.relations));
    const missing = missingReferences(actor, named, found);
    const { relations, errors } = resolveRelations(actor, input.relations, found, input.entryId);
    if (missing.length + errors.length > 0) {
      throw new UserInputError([...placed(new UserInputError(missing), input.kind, input.kindField).errors, ...errors]);
    }
    return { content, relations, ...textHashes(content) };
  }

  private async withSystem(
    transaction: Transaction,
    content: EntryContent,
    proposed: ProposedSystem | null,
  ): Promise<EntryContent> {
    if (!proposed) return content;
    const system = await this.systems.resolveOrPropose(transaction, proposed);
    return { ...content, deployment: { ...deploymentOf(content), system } };
  }
}

function deploymentOf(content: EntryContent): Readonly<Record<string, unknown>> {
  return (content['deployment'] ?? {}) as Readonly<Record<string, unknown>>;
}

/** Paths of errors as the caller's input has them: `['input', 'useCase', 'cost', …]`. */
function placed(error: UserInputError, kind: EntryKind, kindField: string | undefined): UserInputError {
  return new UserInputError(
    error.errors.map((problem) => {
      const [first] = problem.path;
      const ofKind = kindField !== undefined && first !== undefined && first in kind.fields;
      return { ...problem, path: ['input', ...(ofKind ? [kindField] : []), ...problem.path] };
    }),
  );
}

/** @throws UserInputError REVISION_CONFLICT when `base` is not the newest revision */
export function assertNewest(base: number, newest: number): void {
  if (base === newest) return;
  const message = localize(entryMessages.REVISION_CONFLICT, { base, newest });
  throw UserInputError.of('REVISION_CONFLICT', message, ['input', 'baseRevision'], { newest });
}
