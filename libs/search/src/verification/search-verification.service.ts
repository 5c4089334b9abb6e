import { Inject, Injectable } from '@nestjs/common';
import { type IndexVerification, PATIENCE, type VerificationOptions } from './index-verification.js';
import { IndexVerificationService } from './index-verification.service.js';
import { StoredDocumentVerificationService } from './stored-document-verification.service.js';

/** Compares all that searches are answered from with the entries. */
@Injectable()
export class SearchVerificationService {
  constructor(
    @Inject(StoredDocumentVerificationService) private readonly documents: StoredDocumentVerificationService,
    @Inject(IndexVerificationService) private readonly indexes: IndexVerificationService,
  ) {}

  /**
   * PostgreSQL's documents first: they are what answers while the engine is away.
   * @throws EngineUnavailable after the documents were compared
   */
  async verify(options: VerificationOptions): Promise<IndexVerification[]> {
    const shared = { settledBy: Date.now() + PATIENCE, ...options };
    const documents = await this.documents.verify(shared);
    return [...documents, ...(await this.indexes.verify(shared))];
  }
}
