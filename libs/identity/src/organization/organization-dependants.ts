import type { Transaction } from '@maillage/database';

/** What shows an organization's name or state elsewhere; the catalogue implements it. */
export abstract class OrganizationDependants {
  /** Tells followers, in the transaction of the change, that everything which shows this organization changed. */
  abstract touch(transaction: Transaction, organizationId: string): Promise<void>;
}
