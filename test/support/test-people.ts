import { UnitOfWork } from '@maillage/database';
import {
  API_KEY_SCOPES,
  ApiKeyRepository,
  type ApiKeyScope,
  hashSecret,
  makeKey,
  MemberRepository,
  type NetworkRole,
  type OrganizationRole,
} from '@maillage/identity';
import { newId } from '@maillage/kernel';
import type { INestApplicationContext } from '@nestjs/common';

/** A new person. @returns a key that acts as it for an hour */
export async function createKeyHolder(
  services: INestApplicationContext,
  role: OrganizationRole | NetworkRole,
  organizationId?: string,
  scopes: readonly ApiKeyScope[] = API_KEY_SCOPES,
): Promise<string> {
  const members = services.get(MemberRepository, { strict: false });
  const keys = services.get(ApiKeyRepository, { strict: false });
  const { key, shortId, secret } = makeKey('demo');
  await services.get(UnitOfWork, { strict: false }).run(async (transaction) => {
    const memberId = await members.upsert(transaction, `test|${newId()}`, `${role} de test`, true);
    await members.grant(transaction, { memberId, role, ...(organizationId && { organizationId }) });
    const expiresAt = new Date(Date.now() + 3_600_000);
    const made = { memberId, scopes, audience: 'NETWORK', expiresAt, createdBy: 'test' } as const;
    await keys.insert(transaction, { id: newId(), shortId, secretHash: hashSecret(secret), name: role, ...made });
  });
  return key;
}
