import type { Actor } from '../../actor/actor.js';
import { may } from '../../rights/may.js';

/** Who did what, personal parts included. */
export function canReadAuditLog(actor: Actor): boolean {
  return may(actor, 'auditLog');
}
