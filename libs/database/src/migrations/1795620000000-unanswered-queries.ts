import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Searches that found nothing: words and counts by day, nobody's. */
export class UnansweredQueries1795620000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "unanswered_query" ("day" date NOT NULL, "stems" text NOT NULL, "text" text NOT NULL, "times" integer NOT NULL, "had_approaching" boolean NOT NULL, "first_seen" TIMESTAMP WITH TIME ZONE NOT NULL, "last_seen" TIMESTAMP WITH TIME ZONE NOT NULL, "dismissed" boolean NOT NULL DEFAULT false, CONSTRAINT "PK_unanswered_query" PRIMARY KEY ("day", "stems"))`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE "unanswered_query"');
  }
}
