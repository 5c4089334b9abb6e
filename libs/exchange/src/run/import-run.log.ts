import { UnitOfWork } from '@maillage/database';
import { AuditRepository } from '@maillage/identity';
import { Inject, Injectable } from '@nestjs/common';
import type { ImportReport } from '../core/import-report.js';
import { ImportRunRepository, type NewImportRun } from './import-run.repository.js';

export interface StartedRun extends NewImportRun {
  readonly publish: boolean;
  /** Stable name of the administrator who granted the publication; null for drafts. */
  readonly grantedBy: string | null;
}

/** Keeps who imported what, with whose leave, and what came of it. */
@Injectable()
export class ImportRunLog {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(ImportRunRepository) private readonly runs: ImportRunRepository,
    @Inject(AuditRepository) private readonly audit: AuditRepository,
  ) {}

  async start(run: StartedRun): Promise<void> {
    const { id, actor, source, fileName, fileHash, publish, grantedBy } = run;
    await this.unitOfWork.run(async (transaction) => {
      await this.runs.start(transaction, run);
      const details = { source, fileName, fileHash, publish, grantedBy };
      await this.audit.append(transaction, { actor, action: 'importRun', objectId: id, details });
    });
  }

  async end(id: string, report: ImportReport): Promise<void> {
    const { rows, outcomes, published, organizationsCreated, fault } = report;
    const problems = Object.fromEntries(report.problems.map(({ code, count }) => [code, count]));
    const outcome = { rows, ...outcomes, published, organizationsCreated, problems, fault: fault?.code ?? null };
    await this.unitOfWork.run((transaction) => this.runs.end(transaction, id, outcome));
  }
}
