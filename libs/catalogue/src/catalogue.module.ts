import { ChangesModule } from '@maillage/changes';
import { IdentityModule, OrganizationDependants, OrganizationService } from '@maillage/identity';
import { systemClock } from '@maillage/kernel';
import { Module } from '@nestjs/common';
import { AdoptionRepository } from './adoption/adoption.repository.js';
import { AdoptionService } from './adoption/adoption.service.js';
import { CLOCK } from './catalogue.tokens.js';
import { NamedContactRepository } from './contact/named-contact.repository.js';
import { NamedContactService } from './contact/named-contact.service.js';
import { EntryChangeRecorder } from './entry/entry-change.recorder.js';
import { EntryChecklistService } from './reading/entry-checklist.service.js';
import { EntryImportRepository } from './entry/entry-import.repository.js';
import { EntryDependantsRepository } from './entry/entry-dependants.repository.js';
import { EntryHistoryService } from './reading/entry-history.service.js';
import { EntryHistoryView } from './reading/entry-history.view.js';
import { EntryListView } from './reading/entry-list.view.js';
import { EntryReadingService } from './reading/entry-reading.service.js';
import { EntryRecordView } from './entry/entry-record.view.js';
import { EntryReferenceRepository } from './entry/entry-reference.repository.js';
import { EntryEraser } from './erasure/entry-eraser.js';
import { EntryErasureRepository } from './erasure/entry-erasure.repository.js';
import { MemberErasureService } from './erasure/member-erasure.service.js';
import { EntryReadModel } from './entry/entry.read-model.js';
import { EntryRepository } from './entry/entry.repository.js';
import { EntryPushService } from './push/entry-push.service.js';
import { EntryPushWriter } from './push/entry-push.writer.js';
import { ImportSourceRepository } from './push/import-source.repository.js';
import { SystemRepository } from './system/system.repository.js';
import { SystemService } from './system/system.service.js';
import { SystemView } from './system/system.view.js';
import { EntryClosingService } from './workflow/entry-closing.service.js';
import { EntryImportService } from './workflow/entry-import.service.js';
import { FollowedEntryWriter } from './followed/followed-entry.writer.js';
import { FollowedNodeRepository } from './followed/followed-node.repository.js';
import { FollowedNodeService } from './followed/followed-node.service.js';
import { FollowedOrganizationsService } from './followed/followed-organizations.service.js';
import { EntryImportLookup } from './workflow/entry-import.lookup.js';
import { EntryPreparationService } from './workflow/entry-preparation.service.js';
import { EntryReviewService } from './workflow/entry-review.service.js';
import { EntrySharingService } from './workflow/entry-sharing.service.js';
import { EntryWritingService } from './workflow/entry-writing.service.js';

const services = [
  AdoptionService,
  EntryChecklistService,
  EntryClosingService,
  EntryHistoryService,
  EntryImportService,
  EntryPushService,
  EntryReadingService,
  EntryReadModel,
  EntryReviewService,
  EntrySharingService,
  EntryWritingService,
  FollowedNodeService,
  MemberErasureService,
  NamedContactService,
  OrganizationService,
  SystemService,
  SystemView,
];

/** Entries, their kinds and life, systems and suppliers, adoptions. Needs `DatabaseModule`. */
@Module({
  imports: [ChangesModule, IdentityModule],
  providers: [
    ...services,
    AdoptionRepository,
    EntryChangeRecorder,
    EntryDependantsRepository,
    EntryEraser,
    EntryErasureRepository,
    EntryHistoryView,
    EntryImportLookup,
    EntryImportRepository,
    EntryListView,
    EntryPreparationService,
    EntryPushWriter,
    EntryRecordView,
    EntryReferenceRepository,
    EntryRepository,
    FollowedEntryWriter,
    FollowedNodeRepository,
    FollowedOrganizationsService,
    ImportSourceRepository,
    NamedContactRepository,
    SystemRepository,
    { provide: CLOCK, useValue: systemClock },
    { provide: OrganizationDependants, useExisting: EntryDependantsRepository },
  ],
  exports: [
    IdentityModule,
    ...services,
    EntryChangeRecorder,
    EntryRepository,
    SystemRepository,
    OrganizationDependants,
    CLOCK,
  ],
})
export class CatalogueModule {}
