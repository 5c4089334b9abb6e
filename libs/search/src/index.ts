export { searchEntities } from './search.entity.js';
