import type { OrganizationType } from '@maillage/identity';

/** An organization as a row names it. */
export interface OrganizationMention {
  readonly name: string;
  /** SIRET or SIREN as written; empty when not told. */
  readonly number: string;
  /** What the row says that it is; null when it does not, or says it in words of its own. */
  readonly type: OrganizationType | null;
  /** Columns that say so, for problems. */
  readonly columns: { readonly name: string; readonly number: string; readonly type: string };
}
