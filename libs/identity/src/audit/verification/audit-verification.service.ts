import { Inject, Injectable } from '@nestjs/common';
import { type AuditHead, AuditHeadView } from '../chain/audit-head.view.js';
import type { AuditFault } from './audit-fault.js';
import { AuditVerificationView } from './audit-verification.view.js';
import { ChainWalk } from './chain-walk.js';

const PAGE = 1_000;
/** Faults that are listed; beyond, only their number grows. */
const MAX_LISTED = 100;

export interface AuditVerification {
  readonly links: number;
  /** Links whose personal data was erased in due form. */
  readonly erased: number;
  /** Committed events that wait for their link: some at any moment, thousands when no worker runs. */
  readonly pending: number;
  /** Link that the chain ends with; null: it is empty. */
  readonly head: Omit<AuditHead, 'day'> | null;
  /** Heads, daily and given, that agree with the chain. */
  readonly heads: number;
  /** The first hundred, in the order of the chain. */
  readonly faults: readonly AuditFault[];
  readonly faultCount: number;
}

export interface VerificationOptions {
  /** Heads that somebody outside kept: only they show a tail cut by whoever also mended the tables. */
  readonly published?: readonly AuditHead[];
  readonly onProgress?: (links: number, total: number) => void;
}

/** Walks the chain from its first link, in pages: the log may be longer than memory. Changes nothing. */
@Injectable()
export class AuditVerificationService {
  constructor(
    @Inject(AuditVerificationView) private readonly view: AuditVerificationView,
    @Inject(AuditHeadView) private readonly heads: AuditHeadView,
  ) {}

  async verify({ published = [], onProgress }: VerificationOptions = {}): Promise<AuditVerification> {
    const start = await this.view.end();
    const daily = await this.dailyHeads();
    const walk = new ChainWalk([...daily, ...published, { day: 'counter', sequence: start.counted, hash: start.hash }]);
    for (let after = 0; ;) {
      const links = await this.view.links(after, PAGE);
      for (const link of links) walk.add(link);
      const last = links.at(-1);
      if (!last) break;
      after = last.sequence;
      onProgress?.(walk.links, Math.max(start.last, walk.links));
    }
    const { faults: chained, head, links, erased, agreed } = walk.end();
    const faults = [...chained, ...(await this.beside())];
    const pending = await this.view.pending();
    const heads = agreed;
    return { links, erased, pending, head, heads, faults: faults.slice(0, MAX_LISTED), faultCount: faults.length };
  }

  private async dailyHeads(): Promise<AuditHead[]> {
    const heads: AuditHead[] = [];
    for (;;) {
      const page = await this.heads.after(heads.at(-1)?.day ?? '-infinity', PAGE);
      heads.push(...page);
      if (page.length < PAGE) return heads;
    }
  }

  /** What no link shows: rows beside the chain. */
  private async beside(): Promise<AuditFault[]> {
    const { counted, last } = await this.view.end();
    const forged: AuditFault[] =
      last > counted
        ? [{ code: 'TAIL_FORGED', sequence: counted + 1, eventId: null, detail: `links ${counted + 1} to ${last}` }]
        : [];
    const found = [
      ...(await this.view.looseEvents(MAX_LISTED)).map((eventId) => ({ code: 'EVENT_UNLINKED' as const, eventId })),
      ...(await this.view.lostEvents(MAX_LISTED)).map((eventId) => ({ code: 'EVENT_LOST' as const, eventId })),
      ...(await this.view.strayPersonal(MAX_LISTED)).map((eventId) => ({ code: 'PERSONAL_STRAY' as const, eventId })),
    ];
    return [...forged, ...found.map((fault) => ({ ...fault, sequence: null, detail: `event ${fault.eventId}` }))];
  }
}
