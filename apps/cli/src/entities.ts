import { catalogueEntities } from '@maillage/catalogue';
import { changesEntities } from '@maillage/changes';
import { exchangeEntities } from '@maillage/exchange';
import { feedEntities } from '@maillage/feed';
import { identityEntities } from '@maillage/identity';
import { searchEntities } from '@maillage/search';
import { territoryEntities } from '@maillage/territory';

/** Tables of every lib: what the migrations must add up to. */
export const productEntities = [
  territoryEntities,
  identityEntities,
  changesEntities,
  catalogueEntities,
  searchEntities,
  exchangeEntities,
  feedEntities,
];
