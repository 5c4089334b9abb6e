import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The glossary of search, and every change of it. */
export class Glossary1795600000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "glossary_group" ("id" uuid NOT NULL, "terms" jsonb NOT NULL, "one_way" boolean NOT NULL, "version" integer NOT NULL, "content_key" text, "edited" boolean NOT NULL, "removed" boolean NOT NULL, CONSTRAINT "UQ_1a17819ec78ffb40a7e1e0fcf4d" UNIQUE ("content_key"), CONSTRAINT "PK_5db2f8f772584be87e08b0a0018" PRIMARY KEY ("id"))`,
    );
    await queryRunner.query(
      `CREATE TABLE "glossary_version" ("number" integer NOT NULL, "at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "actor" text NOT NULL, "action" text NOT NULL, "changes" jsonb NOT NULL, CONSTRAINT "PK_f808d71551cb610cc508ec140ad" PRIMARY KEY ("number"))`,
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE "glossary_version"');
    await queryRunner.query('DROP TABLE "glossary_group"');
  }
}
