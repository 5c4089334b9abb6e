export { searchEntities } from './search.entity.js';
export { stemsOf } from './analysis/analyser.js';
export type { AnalysisLanguage } from './analysis/word.js';
export * from './document/entry-card.js';
export * from './document/facet.js';
export { POPULATION_BANDS, populationBandLabels } from './document/population-band.js';
export * from './engine/search-engine.js';
export * from './engine/search-index.js';
export { glossaryContentVersion } from './glossary/content/glossary-content.js';
export * from './glossary/effect/glossary-effect.service.js';
export { Glossary, type Expansion } from './glossary/glossary.js';
export type { GroupDraft } from './glossary/group-rules.js';
export type { GlossaryGroup, GlossaryTerm } from './glossary/glossary-group.js';
export * from './glossary/store/glossary-content.service.js';
export * from './glossary/store/glossary-editing.service.js';
export * from './glossary/store/glossary-import.service.js';
export * from './glossary/store/glossary.service.js';
export {
  GLOSSARY_ACTIONS,
  type GlossaryAction,
  type GlossaryVersion,
  type GroupChange,
  type StoredGroup,
} from './glossary/store/stored-group.js';
export { glossaryTable } from './glossary/table/glossary-table.js';
export type { TableProblem } from './glossary/table/glossary-table.reader.js';
export * from './fallback/document-follower.js';
export * from './fallback/fallback-search.js';
export * from './health/search-health.service.js';
export * from './indexing/freshness.service.js';
export * from './indexing/glossary-follower.js';
export * from './indexing/indexer.js';
export * from './indexing/rebuild.service.js';
export * from './query/search.service.js';
export * from './query/search.types.js';
export * from './query/town-band.service.js';
export * from './search-options.js';
export * from './suggest/suggest.service.js';
export * from './suggest/suggest.types.js';
export * from './search.module.js';
export { MAX_WAITING, UnansweredQueryRecorder } from './unanswered/unanswered-query.recorder.js';
export { KEPT_DAYS, MAX_QUERIES_A_DAY } from './unanswered/unanswered-query.repository.js';
export * from './unanswered/unanswered-query.service.js';
export type { UnansweredQuery } from './unanswered/unanswered-query.view.js';
export { type Embedder, EMBEDDER, EmbedderError, type EmbedderOptions } from './vector/embedder.js';
export { EmbeddingService, type EmbedderState } from './vector/embedding.service.js';
export { HttpEmbedder } from './vector/http-embedder.js';
export * from './verification/index-verification.js';
export * from './verification/index-verification.service.js';
export * from './verification/nightly-verification.service.js';
export * from './verification/search-verification.service.js';
export * from './verification/stored-document-verification.service.js';
