import { UnitOfWork } from '@maillage/database';
import { type Actor, AuditRepository } from '@maillage/identity';
import { DomainError, isUuid, localize } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { GlossaryGroup } from '../glossary-group.js';
import { glossaryMessages } from '../glossary.messages.js';
import { groupProblems } from '../group-rules.js';
import { problemOf, readGlossaryTable, type TableGroup, type TableProblem } from '../table/glossary-table.reader.js';
import { plannedChange, type WantedGroup, writeChange } from './glossary-change.js';
import { canEditGlossary } from './glossary.policy.js';
import { GlossaryRepository, type KeptGroup } from './glossary.repository.js';
import type { GroupChange } from './stored-group.js';

export interface GlossaryImportOptions {
  /** Groups that the table lacks are taken out. */
  readonly replace: boolean;
  /** Write nothing. */
  readonly rehearsal: boolean;
}

/** Either problems, and nothing was written; or what has changed. */
export interface GlossaryImportReport {
  /** Groups of the table. */
  readonly groups: number;
  readonly problems: readonly TableProblem[];
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

/** A table edited by hand, whole or not at all, in one version of the glossary. */
@Injectable()
export class GlossaryImportService {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(GlossaryRepository) private readonly repository: GlossaryRepository,
    @Inject(AuditRepository) private readonly audit: AuditRepository,
  ) {}

  /** @param bytes of a CSV like `glossaryTable`'s. @throws DomainError FORBIDDEN */
  async run(actor: Actor, bytes: Uint8Array, options: GlossaryImportOptions): Promise<GlossaryImportReport> {
    if (!canEditGlossary(actor, 'glossaryUpsert')) throw DomainError.forbidden();
    const table = readGlossaryTable(bytes);
    if (table.problems.length > 0) return reportOf(table.groups, { problems: table.problems });
    return this.unitOfWork.run(async (transaction) => {
      const kept = await this.repository.lockedGroups(transaction);
      const problems = problemsOf(table.groups, kept, options.replace);
      if (problems.length > 0) return reportOf(table.groups, { problems });
      const wanted = wantedGroups(table.groups, kept, options.replace);
      if (options.rehearsal) return reportOf(table.groups, plannedChange(kept, { action: 'IMPORT', wanted }, 0));
      const order = { actor: actor.name, action: 'IMPORT', wanted } as const;
      const { changes } = await writeChange(transaction, this.repository, kept, order);
      if (changes.length > 0) {
        const details = { groups: changes.length };
        await this.audit.append(transaction, { actor: actor.name, action: 'glossaryImport', details });
      }
      return reportOf(table.groups, { changes });
    });
  }
}

/** What is wrong with the table's groups beside each other and beside those that stay. */
function problemsOf(groups: readonly TableGroup[], kept: readonly KeptGroup[], replace: boolean): TableProblem[] {
  const known = new Map(kept.map((group) => [group.id, group]));
  const named = new Set(groups.map(({ id }) => id));
  const staying = replace ? [] : kept.filter(({ id, removed }) => !removed && !named.has(id));
  const all: GlossaryGroup[] = [...groups, ...staying];
  return groups.flatMap((group) => {
    const row = group.rows[0] ?? null;
    const stored = known.get(group.id);
    if (isUuid(group.id) && !stored) return [problemOf('GROUP_UNKNOWN', row, 'id')];
    if (stored && group.version !== null && group.version !== stored.version) {
      const message = localize(glossaryMessages.GLOSSARY_STALE, { newest: stored.version });
      return [{ code: 'GLOSSARY_STALE', row, column: 'version' as const, message }];
    }
    const others = all.filter((other) => other !== group);
    return groupProblems(group, others).map(({ code, message, path }) => {
      const place = path[1] === undefined ? row : (group.rows[Number(path[1])] ?? row);
      return { code, row: place, column: 'term' as const, message };
    });
  });
}

function wantedGroups(groups: readonly TableGroup[], kept: readonly KeptGroup[], replace: boolean): WantedGroup[] {
  const named = new Set(groups.map(({ id }) => id));
  const gone = replace ? kept.filter(({ id, removed }) => !removed && !named.has(id)) : [];
  return [
    ...gone.map(({ id }) => ({ id, draft: null })),
    ...groups.map((group) => ({ id: isUuid(group.id) ? group.id : undefined, draft: group })),
  ];
}

function reportOf(
  groups: readonly TableGroup[],
  {
    changes = [],
    problems = [],
  }: { readonly changes?: readonly GroupChange[]; readonly problems?: readonly TableProblem[] },
): GlossaryImportReport {
  return {
    groups: groups.length,
    problems: [...problems].sort((a, b) => (a.row ?? 0) - (b.row ?? 0)),
    added: changes.filter(({ before }) => before === null).length,
    changed: changes.filter(({ before, after }) => before !== null && after !== null).length,
    removed: changes.filter(({ after }) => after === null).length,
  };
}
