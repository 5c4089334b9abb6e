import { CatalogueModule } from '@maillage/catalogue';
import { ChangesModule } from '@maillage/changes';
import { IdentityModule } from '@maillage/identity';
import { type DynamicModule, Module } from '@nestjs/common';
import { EngineBreaker } from './engine/engine-breaker.js';
import { EngineProbe } from './engine/engine-probe.js';
import { EngineTransport } from './engine/engine-transport.js';
import { SearchEngine } from './engine/search-engine.js';
import { GlossaryEffectService } from './glossary/effect/glossary-effect.service.js';
import { GlossaryContentService } from './glossary/store/glossary-content.service.js';
import { GlossaryEditingService } from './glossary/store/glossary-editing.service.js';
import { GlossaryImportService } from './glossary/store/glossary-import.service.js';
import { GlossaryReadModel } from './glossary/store/glossary.read-model.js';
import { GlossaryRepository } from './glossary/store/glossary.repository.js';
import { GlossaryService } from './glossary/store/glossary.service.js';
import { DocumentFollower } from './fallback/document-follower.js';
import { FallbackSearch } from './fallback/fallback-search.js';
import { SearchDocumentRepository } from './fallback/search-document.repository.js';
import { SearchHealthService } from './health/search-health.service.js';
import { DocumentWriter } from './indexing/document-writer.js';
import { DoubtRepository } from './indexing/doubt.repository.js';
import { DoubtService } from './indexing/doubt.service.js';
import { FreshnessRepository } from './indexing/freshness.repository.js';
import { FreshnessService } from './indexing/freshness.service.js';
import { GlossaryFollower } from './indexing/glossary-follower.js';
import { IndexFollower } from './indexing/index-follower.js';
import { IndexPreparer } from './indexing/index-preparer.js';
import { Indexer } from './indexing/indexer.js';
import { QuarantineRepository } from './indexing/quarantine.repository.js';
import { RebuildRepository } from './indexing/rebuild.repository.js';
import { RebuildService } from './indexing/rebuild.service.js';
import { EngineGate } from './query/engine-gate.js';
import { EngineSearch } from './query/engine-search.js';
import { SearchStateView } from './query/search-state.view.js';
import { SearchService } from './query/search.service.js';
import { TownBandService } from './query/town-band.service.js';
import { EngineSuggest } from './suggest/engine-suggest.js';
import { SuggestService } from './suggest/suggest.service.js';
import { SEARCH_OPTIONS, type SearchOptions } from './search-options.js';
import { UnansweredQueryRecorder } from './unanswered/unanswered-query.recorder.js';
import { UnansweredQueryRepository } from './unanswered/unanswered-query.repository.js';
import { UnansweredQueryService } from './unanswered/unanswered-query.service.js';
import { UnansweredQueryView } from './unanswered/unanswered-query.view.js';
import { IndexComparison } from './verification/index-comparison.js';
import { IndexVerificationService } from './verification/index-verification.service.js';
import { NightlyVerificationService } from './verification/nightly-verification.service.js';
import { SearchVerificationRepository } from './verification/search-verification.repository.js';
import { SearchVerificationService } from './verification/search-verification.service.js';
import { StoredDocumentVerificationService } from './verification/stored-document-verification.service.js';
import { DocumentVectorsService } from './vector/document-vectors.service.js';
import { EMBEDDER } from './vector/embedder.js';
import { EmbeddingService } from './vector/embedding.service.js';
import { HttpEmbedder } from './vector/http-embedder.js';
import { VectorSearch } from './vector/vector-search.js';

/** Who answers a search, and how. */
const asking = [
  EngineGate,
  EngineProbe,
  EngineSearch,
  EngineSuggest,
  EngineTransport,
  FallbackSearch,
  SearchHealthService,
  SearchService,
  SearchStateView,
  SuggestService,
  TownBandService,
  VectorSearch,
  {
    provide: EngineBreaker,
    useFactory: (probe: EngineProbe) => new EngineBreaker(() => probe.ask()),
    inject: [EngineProbe],
  },
];

/** What keeps the indexes and `search_document` true to the catalogue. */
const following = [
  DocumentFollower,
  DocumentVectorsService,
  DocumentWriter,
  DoubtRepository,
  DoubtService,
  FreshnessRepository,
  FreshnessService,
  GlossaryFollower,
  IndexComparison,
  IndexFollower,
  IndexPreparer,
  IndexVerificationService,
  Indexer,
  NightlyVerificationService,
  QuarantineRepository,
  RebuildRepository,
  RebuildService,
  SearchDocumentRepository,
  SearchVerificationRepository,
  SearchVerificationService,
  StoredDocumentVerificationService,
];

/** What editors keep, and the searches that show them what is missing. */
const editing = [
  GlossaryContentService,
  GlossaryEditingService,
  GlossaryEffectService,
  GlossaryImportService,
  GlossaryReadModel,
  GlossaryRepository,
  GlossaryService,
  UnansweredQueryRecorder,
  UnansweredQueryRepository,
  UnansweredQueryService,
  UnansweredQueryView,
];

const offered = [
  DocumentFollower,
  EmbeddingService,
  FreshnessService,
  GlossaryContentService,
  GlossaryEditingService,
  GlossaryEffectService,
  GlossaryFollower,
  GlossaryImportService,
  GlossaryService,
  IndexVerificationService,
  Indexer,
  NightlyVerificationService,
  RebuildService,
  SearchEngine,
  SearchHealthService,
  SearchService,
  SearchVerificationService,
  StoredDocumentVerificationService,
  SuggestService,
  TownBandService,
  UnansweredQueryService,
];

/** Search over the catalogue's changes. Needs `DatabaseModule`. */
@Module({})
export class SearchModule {
  static forRoot(options: SearchOptions): DynamicModule {
    return {
      module: SearchModule,
      imports: [CatalogueModule, ChangesModule, IdentityModule],
      providers: [
        { provide: SEARCH_OPTIONS, useValue: options },
        { provide: SearchEngine, useFactory: () => new SearchEngine(options, options.indexingTimeout) },
        { provide: EMBEDDER, useFactory: () => (options.embedder ? new HttpEmbedder(options.embedder) : null) },
        EmbeddingService,
        ...asking,
        ...following,
        ...editing,
      ],
      exports: offered,
    };
  }
}
