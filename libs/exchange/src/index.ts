export { exchangeEntities } from './import-run.entity.js';
