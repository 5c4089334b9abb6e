import { Module } from '@nestjs/common';
import { TerritoryRepository } from './territory/territory.repository.js';
import { TerritoryView } from './territory/territory.view.js';

/** Reference data of places. Needs `DatabaseModule`. */
@Module({ providers: [TerritoryRepository, TerritoryView], exports: [TerritoryRepository, TerritoryView] })
export class TerritoryModule {}
