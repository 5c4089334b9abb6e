import { CatalogueModule } from '@maillage/catalogue';
import { Module } from '@nestjs/common';
import { AtomService } from '../atom/atom.service.js';
import { DownloadService } from '../download/download.service.js';
import { HistoryService } from '../history/history.service.js';
import { HarvestView } from './harvest.view.js';
import { PublicEntries } from './public-entries.js';

/** Open harvesting: the public catalogue as files and descriptions. Needs `DatabaseModule`. */
@Module({
  imports: [CatalogueModule],
  providers: [AtomService, DownloadService, HarvestView, HistoryService, PublicEntries],
  exports: [AtomService, DownloadService, HistoryService, PublicEntries],
})
export class HarvestModule {}
