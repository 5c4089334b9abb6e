import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What PostgreSQL searches when the search engine is away: documents by audience, and their words. */
export class SearchDocument1795610000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of statements) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE "search_document", "search_word"');
  }
}

const statements = [
  `CREATE TABLE "search_document" ("audience" text NOT NULL, "entry_id" uuid NOT NULL, "version" integer NOT NULL, "published_at" bigint NOT NULL, "adoption_total" integer NOT NULL, "head" tsvector NOT NULL, "facets" text array NOT NULL, "tags" text array NOT NULL, "stems" tsvector NOT NULL, "words" text array NOT NULL, "title" text NOT NULL, "summary" text NOT NULL, "body" text NOT NULL, "card" text NOT NULL, CONSTRAINT "PK_search_document" PRIMARY KEY ("audience", "entry_id"))`,
  // One index an audience: a search reads no posting of the other.
  `CREATE INDEX "search_document_public_stems" ON "search_document" USING gin ("stems") WHERE "audience" = 'PUBLIC'`,
  `CREATE INDEX "search_document_network_stems" ON "search_document" USING gin ("stems") WHERE "audience" = 'NETWORK'`,
  `CREATE INDEX "search_document_facets" ON "search_document" USING gin ("facets")`,
  `CREATE INDEX "search_document_tags" ON "search_document" USING gin ("tags")`,
  `CREATE TABLE "search_word" ("audience" text NOT NULL, "word" text COLLATE "C" NOT NULL, "stem" text COLLATE "C" NOT NULL, "documents" integer NOT NULL, CONSTRAINT "PK_search_word" PRIMARY KEY ("audience", "word", "stem"))`,
  `CREATE INDEX "search_word_stem" ON "search_word"  ("audience", "stem")`,
  `CREATE INDEX "search_word_trgm" ON "search_word" USING gin ("word" gin_trgm_ops)`,
  `CREATE INDEX "search_word_unused" ON "search_word" ("audience") WHERE "documents" <= 0`,
];
