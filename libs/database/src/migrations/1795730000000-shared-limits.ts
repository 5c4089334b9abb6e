import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Counts over all processes what is limited: sign-ins, new keys, messages. */
export class SharedLimits1795730000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `CREATE TABLE "shared_limit" ("key" character varying(255) NOT NULL, "points" integer NOT NULL DEFAULT '0', "expire" bigint, CONSTRAINT "PK_shared_limit" PRIMARY KEY ("key"))`,
    );
    await queryRunner.query('CREATE INDEX "shared_limit_expire" ON "shared_limit" ("expire")');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE "shared_limit"');
  }
}
