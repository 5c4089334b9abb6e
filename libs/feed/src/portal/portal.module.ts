import { CatalogueModule } from '@maillage/catalogue';
import { IdentityModule } from '@maillage/identity';
import { Module } from '@nestjs/common';
import { FeedModule } from '../feed/feed.module.js';
import { FeedReceiptRepository } from './feed-receipt.repository.js';
import { FeedReceiptService } from './feed-receipt.service.js';
import { PortalView } from './portal.view.js';

const shared = [FeedReceiptRepository, FeedReceiptService, PortalView];

/** How portals do, and what they prove. Needs `DatabaseModule`. */
@Module({
  imports: [CatalogueModule, FeedModule, IdentityModule],
  providers: shared,
  exports: shared,
})
export class PortalModule {}
