import { CatalogueModule } from '@maillage/catalogue';
import { IdentityModule } from '@maillage/identity';
import { Module } from '@nestjs/common';
import { FeedReceiptRepository } from './feed-receipt.repository.js';
import { FeedReceiptService } from './feed-receipt.service.js';
import { PortalVisitRepository } from './portal-visit.repository.js';
import { PortalView } from './portal.view.js';
import { ReceiptDigest } from './receipt-digest.js';
import { ReceiptDigestView } from './receipt-digest.view.js';

const shared = [FeedReceiptRepository, FeedReceiptService, PortalView, PortalVisitRepository];

/** How portals do, and what they prove. Needs `DatabaseModule`. */
@Module({
  imports: [CatalogueModule, IdentityModule],
  providers: [...shared, { provide: ReceiptDigest, useClass: ReceiptDigestView }],
  exports: [...shared, ReceiptDigest],
})
export class PortalModule {}
