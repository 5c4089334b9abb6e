import { CatalogueModule } from '@maillage/catalogue';
import { ChangesModule } from '@maillage/changes';
import { Module } from '@nestjs/common';
import { DownloadService } from '../download/download.service.js';
import { PublicEntries } from './public-entries.js';

/** Open harvesting: the public catalogue as files and descriptions. Needs `DatabaseModule`. */
@Module({
  imports: [CatalogueModule, ChangesModule],
  providers: [DownloadService, PublicEntries],
  exports: [DownloadService, PublicEntries],
})
export class HarvestModule {}
