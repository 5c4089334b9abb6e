import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far portals have read, and what they have proved that they hold. */
export class Portals1795750100000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of up) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['feed_receipt_signer', 'feed_receipt', 'portal_visit']) {
      await queryRunner.query(`DROP TABLE "${table}"`);
    }
  }
}

const up = [
  `CREATE TABLE "portal_visit" ("key_id" uuid NOT NULL, "epoch" uuid NOT NULL, "seq" bigint NOT NULL, "filter" text NOT NULL DEFAULT '{}', "seen_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "PK_portal_visit" PRIMARY KEY ("key_id"))`,
  `ALTER TABLE "portal_visit" ADD CONSTRAINT "FK_657e9e151903352f3d9582ba5c6" FOREIGN KEY ("key_id") REFERENCES "api_key"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
  `CREATE TABLE "feed_receipt" ("id" uuid NOT NULL, "key_id" uuid NOT NULL, "epoch" uuid NOT NULL, "head_seq" bigint NOT NULL, "filter" text NOT NULL, "count" integer NOT NULL, "equal" boolean NOT NULL, "differing_buckets" integer array NOT NULL, "statement" text NOT NULL, "signature" text NOT NULL, "at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_feed_receipt" PRIMARY KEY ("id"))`,
  `CREATE INDEX "feed_receipt_key_newest" ON "feed_receipt" ("key_id", "id")`,
  `ALTER TABLE "feed_receipt" ADD CONSTRAINT "FK_eba1be6a394da41336e79d61808" FOREIGN KEY ("key_id") REFERENCES "api_key"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
  `CREATE TABLE "feed_receipt_signer" ("id" smallint NOT NULL, "public_key" text NOT NULL, "private_key" text NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "feed_receipt_signer_one" CHECK (id = 1), CONSTRAINT "PK_feed_receipt_signer" PRIMARY KEY ("id"))`,
];
