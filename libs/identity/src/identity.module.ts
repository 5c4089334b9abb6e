import { Module } from '@nestjs/common';
import { ActorService } from './actor/actor.service.js';
import { ActorView } from './actor/actor.view.js';
import { ApiKeyRepository } from './api-key/api-key.repository.js';
import { ApiKeyService } from './api-key/api-key.service.js';
import { ApiKeyView } from './api-key/api-key.view.js';
import { AuditRepository } from './audit/audit.repository.js';
import { MemberRepository } from './member/member.repository.js';
import { OrganizationRepository } from './organization/organization.repository.js';
import { OrganizationSettingsService } from './organization/organization-settings.service.js';
import { OrganizationReadModel } from './organization/organization.read-model.js';
import { OrganizationView } from './organization/organization.view.js';

const shared = [
  ActorService,
  ApiKeyRepository,
  ApiKeyService,
  ApiKeyView,
  AuditRepository,
  MemberRepository,
  OrganizationReadModel,
  OrganizationRepository,
  OrganizationSettingsService,
  OrganizationView,
];

/**
 * Who acts, in whose name. Needs `DatabaseModule`. `OrganizationService` is provided where the catalogue is, as it
 * tells the catalogue which entries a change of an organization concerns.
 */
@Module({ providers: [...shared, ActorView], exports: shared })
export class IdentityModule {}
