import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What portals' feeds stand on: the key that signs cursors, how far back removals are told, where a database comes from. */
export class Feed1795740000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of up) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE "feed_day"');
    for (const column of ['cursor_key', 'horizon', 'lineage']) {
      await queryRunner.query(`ALTER TABLE "feed_counter" DROP COLUMN "${column}"`);
    }
  }
}

const up = [
  `ALTER TABLE "feed_counter" ADD "cursor_key" text NOT NULL DEFAULT replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', '')`,
  `ALTER TABLE "feed_counter" ALTER COLUMN "cursor_key" DROP DEFAULT`,
  `ALTER TABLE "feed_counter" ADD "horizon" bigint NOT NULL DEFAULT '0'`,
  `ALTER TABLE "feed_counter" ADD "lineage" text`,
  `CREATE TABLE "feed_day" ("day" date NOT NULL, "seq" bigint NOT NULL, CONSTRAINT "PK_feed_day" PRIMARY KEY ("day"))`,
];
