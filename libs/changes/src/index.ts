export { changesEntities } from './changes.entity.js';
