import { ChangesHealthService } from '@maillage/changes';
import { DatabaseHealthService } from '@maillage/database';
import { IssuerClient } from '@maillage/identity';
import { EmbeddingService, SearchHealthService } from '@maillage/search';
import { Inject, Injectable } from '@nestjs/common';
import { API_OPTIONS, type ApiOptions } from '../api-options.js';
import type { HealthType } from './health.type.js';

/** Version of the product; the one of `package.json`, which a test compares. */
export const PRODUCT_VERSION = '0.1.0';

/** Longest wait for the issuer, in milliseconds. */
const ISSUER_PATIENCE = 1_500;

/** Whether the network answers, and from what: each part within 1.5 s, also when its server is a black hole. */
@Injectable()
export class HealthService {
  constructor(
    @Inject(DatabaseHealthService) private readonly database: DatabaseHealthService,
    @Inject(ChangesHealthService) private readonly changes: ChangesHealthService,
    @Inject(SearchHealthService) private readonly search: SearchHealthService,
    @Inject(IssuerClient) private readonly issuer: IssuerClient,
    @Inject(EmbeddingService) private readonly embeddings: EmbeddingService,
    @Inject(API_OPTIONS) private readonly options: ApiOptions,
  ) {}

  async check(): Promise<HealthType> {
    const [database, changes, search, isIssuerThere] = await Promise.all([
      this.database.check(),
      this.changes.check(),
      this.search.check(),
      this.issuer.isReachable(ISSUER_PATIENCE),
    ]);
    const isUsable = database.reachable && database.migrations === 'CURRENT';
    const isSignInWhole = !this.issuer.isConfigured || isIssuerThere;
    const isWhole =
      isUsable && isSignInWhole && search.reachable && search.indexes.every((index) => index.exists === true);
    return {
      status: isWhole ? 'OK' : isUsable ? 'DEGRADED' : 'DOWN',
      version: PRODUCT_VERSION,
      node: process.versions.node,
      mode: this.options.mode,
      database: {
        reachable: database.reachable,
        version: database.version,
        source: this.options.databaseSource,
        migrations: database.migrations,
        pendingChanges: changes.pending,
      },
      search: {
        reachable: search.reachable,
        version: search.version,
        source: this.options.meiliSource,
        indexes: search.indexes,
        breaker: search.breaker,
        embedder: this.embeddings.state,
        fallback: search.fallback,
      },
      signIn: { configured: this.issuer.isConfigured, issuer: this.issuer.name, reachable: isIssuerThere },
    };
  }
}
