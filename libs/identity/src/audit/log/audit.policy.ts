import type { Actor } from '../../actor/actor.js';
import { isModerator, scopeAllows } from '../../actor/permission.js';

/** Who did what, personal parts included: moderators and administrators, with a key that may moderate. */
export function canReadAuditLog(actor: Actor): boolean {
  return isModerator(actor) && scopeAllows(actor, 'moderate');
}
