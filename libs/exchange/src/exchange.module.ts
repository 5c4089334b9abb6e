import { CatalogueModule } from '@maillage/catalogue';
import { TerritoryModule } from '@maillage/territory';
import { Module } from '@nestjs/common';
import { ImportService } from './core/import.service.js';
import { OrganizationDirectoryFactory } from './organization/organization-directory.factory.js';
import { ImportRunLog } from './run/import-run.log.js';
import { ImportRunRepository } from './run/import-run.repository.js';

/** Importers. Needs `DatabaseModule`. */
@Module({
  imports: [CatalogueModule, TerritoryModule],
  providers: [ImportRunLog, ImportRunRepository, ImportService, OrganizationDirectoryFactory],
  exports: [ImportService],
})
export class ExchangeModule {}
