import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Remembers for which day the documents of an index tell freshness, so that the daily pass runs once a day. */
export class SearchFreshness1795500000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "search_freshness" ("reader" text NOT NULL, "day" date NOT NULL, CONSTRAINT "PK_e10a7955ccf24471ba3dac7d33e" PRIMARY KEY ("reader"))`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE "search_freshness"');
  }
}
