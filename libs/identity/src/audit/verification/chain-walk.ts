import type { AuditHead } from '../chain/audit-head.view.js';
import { GENESIS, linkHash, personalCommitment } from '../chain/audit-link.js';
import type { AuditFault, AuditFaultCode } from './audit-fault.js';
import type { StoredLink } from './audit-verification.view.js';

/** What a broken link was, until the next one tells whether its event or its hash was changed. */
interface Suspect {
  readonly link: StoredLink;
  readonly expected: string;
}

/**
 * Takes the links in their order and says where the chain breaks. After a break it goes on from the hash that stands
 * there, so that one tampering is one fault, at its link. Pure.
 */
export class ChainWalk {
  links = 0;
  private erased = 0;
  private agreed = 0;
  private last: { readonly sequence: number; readonly hash: string } | null = null;
  /** Hash that the next link builds on; null after a gap: then it cannot be checked. */
  private previous: string | null = GENESIS;
  private suspect: Suspect | null = null;
  private readonly faults: AuditFault[] = [];
  private readonly heads = new Map<number, AuditHead[]>();

  /** @param heads that the chain must agree with, each at its sequence */
  constructor(heads: readonly AuditHead[]) {
    for (const head of heads) this.heads.set(head.sequence, [...(this.heads.get(head.sequence) ?? []), head]);
  }

  add(link: StoredLink): void {
    this.checkGap(link.sequence);
    this.checkHash(link);
    this.checkPersonal(link);
    this.checkHeads(link);
    this.previous = link.hash;
    this.last = { sequence: link.sequence, hash: link.hash };
    this.links += 1;
  }

  /** Call it once, after the last link. */
  end() {
    this.settle(null);
    const { faults, last: head, links, erased } = this;
    const end = head?.sequence ?? 0;
    const beyond = [...this.heads.values()].flat().filter(({ sequence }) => sequence > end);
    for (const { day, sequence } of beyond.sort((a, b) => a.sequence - b.sequence).slice(0, 1)) {
      const detail = `links ${end + 1} to ${sequence} are missing (head of ${day})`;
      faults.push({ code: 'TAIL_CUT', sequence: end + 1, eventId: null, detail });
    }
    const ordered = faults.toSorted((a, b) => (a.sequence ?? Infinity) - (b.sequence ?? Infinity));
    return { faults: ordered, head, links, erased, agreed: this.agreed };
  }

  private checkGap(sequence: number): void {
    const expected = (this.last?.sequence ?? 0) + 1;
    if (sequence === expected) return;
    this.settle(null);
    const detail = sequence - expected === 1 ? `link ${expected}` : `links ${expected} to ${sequence - 1}`;
    this.faults.push({ code: 'LINK_MISSING', sequence: expected, eventId: null, detail });
    this.previous = null;
  }

  private checkHash(link: StoredLink): void {
    const { event, sequence, hash } = link;
    if (event === null) {
      this.settle(null);
      this.tell('EVENT_MISSING', link, `event ${link.eventId}`);
      return;
    }
    if (this.previous === null) return;
    const expected = linkHash(this.previous, sequence, event);
    if (expected === hash) return this.settle(null);
    if (this.suspect && linkHash(this.suspect.expected, sequence, event) === hash) return this.settle('HASH_CHANGED');
    this.settle(null);
    this.suspect = { link, expected };
  }

  /** Files the suspect, if there is one: what follows has told what was done to it. */
  private settle(code: 'HASH_CHANGED' | null): void {
    const { suspect } = this;
    if (!suspect) return;
    this.suspect = null;
    this.tell(code ?? 'LINK_BROKEN', suspect.link, `expected ${suspect.expected}, found ${suspect.link.hash}`);
  }

  private checkPersonal(link: StoredLink): void {
    const { event, personal, undone } = link;
    if (undone !== null) this.tell('ERASURE_UNDONE', link, `event ${undone}`);
    if (event === null || event.personal === null) return;
    if (personal === null) return this.tell('PERSONAL_MISSING', link, `event ${link.eventId}`);
    const { salt, data, erasedBy, proven } = personal;
    if (salt === null && data === null) {
      if (proven) this.erased += 1;
      else this.tell('ERASURE_UNPROVEN', link, `names event ${erasedBy ?? 'none'}`);
    } else if (salt === null || data === null || personalCommitment(salt, data) !== event.personal) {
      this.tell('PERSONAL_CHANGED', link, `event ${link.eventId}`);
    }
  }

  private checkHeads(link: StoredLink): void {
    for (const { day, hash } of this.heads.get(link.sequence) ?? []) {
      if (hash === link.hash) this.agreed += 1;
      else this.tell('HEAD_DIFFERS', link, `head of ${day}: expected ${hash}, found ${link.hash}`);
    }
  }

  private tell(code: AuditFaultCode, link: StoredLink, detail: string): void {
    this.faults.push({ code, sequence: link.sequence, eventId: link.eventId, detail });
  }
}
