import { SetMetadata } from '@nestjs/common';

export const SHARED_LIMIT = 'maillage:shared-limit';

/** What is limited over all processes: beginning to sign in, making a key, causing a message to be sent. */
export type SharedLimitName = 'SIGN_IN' | 'KEY_CREATION' | 'MAIL';

/**
 * Limits a root field or a route over all processes, an hour: by person or key, or by address for visitors.
 * The guard counts each call, refused or not, in PostgreSQL.
 */
export const SharedLimit = (name: SharedLimitName) => SetMetadata<string, SharedLimitName>(SHARED_LIMIT, name);
