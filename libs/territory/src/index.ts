export {
  TERRITORY_LEVELS,
  TERRITORY_SOURCES,
  territoryEntities,
  type TerritoryLevel,
  type TerritorySource,
} from './territory/territory.entity.js';
export { demoSiren, digitsOf, isValidSiren, isValidSiret } from '@maillage/kernel';
export * from './territory.module.js';
export * from './territory/cog-reader.js';
export * from './territory/territory.read-model.js';
export * from './territory/territory.repository.js';
export * from './territory/territory.view.js';
