import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Remembers what was written into an index without an answer: the engine may still do it, late. */
export class SearchDoubts1795620200000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "search_doubt" ("index_name" text NOT NULL, "entry_id" uuid NOT NULL, "watched_until" TIMESTAMP WITH TIME ZONE, CONSTRAINT "PK_search_doubt" PRIMARY KEY ("index_name", "entry_id"))`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE "search_doubt"');
  }
}
