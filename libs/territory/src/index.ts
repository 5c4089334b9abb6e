export {
  TERRITORY_LEVELS,
  TERRITORY_SOURCES,
  territoryEntities,
  type TerritoryLevel,
  type TerritorySource,
} from './territory/territory.entity.js';
