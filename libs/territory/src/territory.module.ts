import { Module } from '@nestjs/common';
import { TerritoryReadModel } from './territory/territory.read-model.js';
import { TerritoryRepository } from './territory/territory.repository.js';
import { TerritoryView } from './territory/territory.view.js';

/** Reference data of places. Needs `DatabaseModule`. */
@Module({
  providers: [TerritoryReadModel, TerritoryRepository, TerritoryView],
  exports: [TerritoryReadModel, TerritoryRepository, TerritoryView],
})
export class TerritoryModule {}
