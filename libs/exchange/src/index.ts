export * from './core/import-problem.js';
export * from './core/import-report.js';
export * from './core/import.service.js';
export * from './core/importer.js';
export * from './core/rejects-file.js';
export * from './exchange.module.js';
export * from './importer.registry.js';
export { type ByteSource, fileSource, memorySource } from './reader/byte-source.js';
export { exchangeEntities } from './run/import-run.entity.js';
