import { Inject, Injectable } from '@nestjs/common';
import { AuditChainRepository } from './audit-chain.repository.js';

const BATCH = 1_000;

/**
 * Links committed events into the chain. Writers only insert: they never wait for each other's hashes. Any number of
 * relays may run: the counter's row lets one at a time through.
 */
@Injectable()
export class AuditChainer {
  constructor(@Inject(AuditChainRepository) private readonly repository: AuditChainRepository) {}

  /** Links one batch. @returns events linked */
  async step(limit: number = BATCH): Promise<number> {
    return this.repository.chainBatch(limit);
  }

  /** Links all that is committed now. @returns events linked */
  async drain(): Promise<number> {
    for (let total = 0; ;) {
      const linked = await this.step();
      total += linked;
      if (linked < BATCH) return total;
    }
  }
}
