import { CatalogueModule } from '@maillage/catalogue';
import { ChangesModule } from '@maillage/changes';
import { Module } from '@nestjs/common';
import { FeedDigestService } from '../digest/feed-digest.service.js';
import { FeedDigestView } from '../digest/feed-digest.view.js';
import { FeedSnapshotService } from '../snapshot/feed-snapshot.service.js';
import { PortalVisitRecorder } from '../visit/portal-visit.recorder.js';
import { PortalVisitRepository } from '../visit/portal-visit.repository.js';
import { FeedService } from './feed.service.js';
import { FeedView } from './feed.view.js';

/** What portals read. Needs `DatabaseModule`. */
@Module({
  imports: [CatalogueModule, ChangesModule],
  providers: [
    FeedView,
    FeedService,
    FeedDigestView,
    FeedDigestService,
    FeedSnapshotService,
    PortalVisitRepository,
    PortalVisitRecorder,
  ],
  exports: [FeedService, FeedDigestService, FeedSnapshotService, PortalVisitRecorder, PortalVisitRepository],
})
export class FeedModule {}
