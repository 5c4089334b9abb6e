import { type Actor, may } from '@maillage/identity';

/** Sees how the portals of an organization do. */
export function canReadPortalsOf(actor: Actor, organizationId: string): boolean {
  return may(actor, 'portals', { id: organizationId });
}

/** The same of one of them. */
export function canReadPortal(actor: Actor, { organizationId }: { readonly organizationId: string }): boolean {
  return may(actor, 'portal', { id: organizationId });
}
