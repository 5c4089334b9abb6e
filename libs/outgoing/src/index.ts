export * from './outgoing-client.js';
export * from './outgoing-error.js';
export * from './outgoing-options.js';
