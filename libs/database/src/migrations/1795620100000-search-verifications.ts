import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Remembers when each index was last compared with the database. */
export class SearchVerifications1795620100000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "search_verification" ("index_name" text NOT NULL, "at" TIMESTAMP WITH TIME ZONE NOT NULL, "differences" integer NOT NULL, "left_over" integer NOT NULL, CONSTRAINT "PK_search_verification" PRIMARY KEY ("index_name"))`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE "search_verification"');
  }
}
