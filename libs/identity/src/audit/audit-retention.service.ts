import { UnitOfWork } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';
import { AuditPersonalRepository } from './audit-personal.repository.js';

/** Keeps personal data of the log no longer than needed. The events themselves stay. */
@Injectable()
export class AuditRetentionService {
  constructor(
    @Inject(UnitOfWork) private readonly unitOfWork: UnitOfWork,
    @Inject(AuditPersonalRepository) private readonly personal: AuditPersonalRepository,
  ) {}

  /** For the worker's maintenance. @returns rows emptied */
  async expire(days: number): Promise<number> {
    const event = { actor: 'system:retention', action: 'auditPersonalExpire', details: { days } };
    return this.unitOfWork.run((transaction) => this.personal.eraseOlderThan(transaction, days, event));
  }
}
