import type { Permission } from '@maillage/identity';
import { SetMetadata } from '@nestjs/common';

export const ACCESS = 'maillage:access';

/** What a root field asks of its caller, as its row in the table of rights says it: a test compares the two. */
export type Access = Permission | 'PUBLIC';

/** The caller must be allowed to try at all, and a key have the scope; the service then decides on the object. */
export const Allow = (permission: Permission) => SetMetadata<string, Access>(ACCESS, permission);

/** For everyone, also without an account. A key that is given must still be a valid one. */
export const Public = () => SetMetadata<string, Access>(ACCESS, 'PUBLIC');
