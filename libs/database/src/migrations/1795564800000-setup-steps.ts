import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was brought in once: official territories, the first entries. */
export class SetupSteps1795564800000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "setup_step" ("name" text NOT NULL, "version" text NOT NULL, "done_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "PK_setup_step" PRIMARY KEY ("name"))`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE "setup_step"');
  }
}
