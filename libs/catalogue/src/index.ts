import { AdoptionEntity } from './adoption/adoption.entity.js';
import { EntryRelationEntity, EntryRevisionEntity } from './entry/entry-revision.entity.js';
import { EntryEntity } from './entry/entry.entity.js';
import { SupplierEntity, SystemEntity } from './system/system.entity.js';

/** Tables of this lib, for the data source. */
export const catalogueEntities = [
  AdoptionEntity,
  EntryEntity,
  EntryRelationEntity,
  EntryRevisionEntity,
  SupplierEntity,
  SystemEntity,
];
