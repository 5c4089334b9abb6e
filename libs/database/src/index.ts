export * from './connection.js';
export * from './data-source.js';
export * from './database.module.js';
export * from './migrate.js';
export * from './read-pool.js';
export * from './unit-of-work.js';
export * from './embedded/engines.js';
export * from './embedded/launch-error.js';
