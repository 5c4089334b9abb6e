import { DomainError } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { parseKey } from '../api-key/api-key-format.js';
import { hashSecret, sameHash } from '../secret/secret-hash.js';
import { ApiKeyRepository, type KeySecret } from '../api-key/api-key.repository.js';
import { type Actor, visitor } from './actor.js';
import { ActorView, type KeyHolder } from './actor.view.js';
import { rolesOf } from './held-role.sql.js';

/** Says who sends a request. Sessions of people who sign in by OpenID Connect will be read here too, from their cookie. */
@Injectable()
export class ActorService {
  constructor(
    @Inject(ActorView) private readonly view: ActorView,
    @Inject(ApiKeyRepository) private readonly keys: ApiKeyRepository,
  ) {}

  /**
   * One statement, no cache: a revocation holds from the next request on.
   * @param authorization the header, `Bearer mlg_…`; absent: a visitor
   * @throws DomainError UNAUTHENTICATED for a key that is malformed, unknown, wrong, expired or revoked
   */
  async actorFor(authorization: string | undefined): Promise<Actor> {
    if (authorization === undefined || authorization === '') return visitor;
    const key = parseKey(/^Bearer (\S{1,200})$/i.exec(authorization)?.[1] ?? '');
    if (!key) {
      throw new DomainError('UNAUTHENTICATED', {
        fr: 'Clé d’API illisible : copiez-la entière, sous la forme « Authorization: Bearer mlg_… ».',
        en: 'Unreadable API key: copy it whole, as “Authorization: Bearer mlg_…”.',
      });
    }
    const holder = await this.view.keyHolder(key.shortId);
    const secret = holder && secretUsed(key.secret, holder);
    if (!secret || !holder.valid) throw DomainError.unauthenticated();
    // For whoever wonders whether a key is still in use; a failure must not fail the request.
    const noted = secret === 'PREVIOUS' ? holder.previousUsedToday : holder.usedToday;
    if (!noted) void this.keys.markUsed(holder.keyId, secret).catch(() => undefined);
    return actorOf(holder);
  }
}

/** Null when it is neither the key's secret nor the one before its last rotation. */
function secretUsed(secret: string, holder: KeyHolder): KeySecret | null {
  const hash = hashSecret(secret);
  if (sameHash(hash, holder.secretHash)) return 'CURRENT';
  return sameHash(hash, holder.previousSecretHash) ? 'PREVIOUS' : null;
}

function actorOf(holder: KeyHolder): Actor {
  const keyScopes = new Set(holder.scopes);
  if (holder.memberId === null) {
    const { keyId: id, organizationId, audience } = holder;
    return {
      kind: 'PORTAL',
      id,
      name: `key:${id}`,
      organizationId: organizationId ?? '',
      verified: holder.organizationVerified ?? false,
      keyScopes,
      audienceLimit: audience,
    };
  }
  return {
    kind: 'MEMBER',
    id: holder.memberId,
    name: `member:${holder.memberId}`,
    displayName: holder.displayName ?? '',
    ...rolesOf(holder.roles),
    keyScopes,
    audienceLimit: holder.audience,
  };
}
