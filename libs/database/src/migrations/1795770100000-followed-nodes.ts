import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Other nodes of the network whose public entries are shown here, and their documents as they were given. */
export class FollowedNodes1795770100000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of up) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['followed_organization', 'followed_entry', 'followed_node']) {
      await queryRunner.query(`DROP TABLE "${table}"`);
    }
  }
}

const up = [
  `CREATE TABLE "followed_node" ("source" text NOT NULL, "url" text NOT NULL, "checkpoint" jsonb, "next_checkpoint" jsonb, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "PK_followed_node" PRIMARY KEY ("source"))`,
  `CREATE TABLE "followed_entry" ("source" text NOT NULL, "side" text NOT NULL, "remote_id" uuid NOT NULL, "version" integer NOT NULL, "seq" bigint NOT NULL, "document" text NOT NULL, "entry_id" uuid, "problem" text, "targets" uuid array NOT NULL DEFAULT '{}', CONSTRAINT "PK_followed_entry" PRIMARY KEY ("source", "side", "remote_id"))`,
  `CREATE INDEX "followed_entry_entry" ON "followed_entry" ("entry_id") WHERE entry_id IS NOT NULL`,
  `CREATE INDEX "followed_entry_targets" ON "followed_entry" USING gin ("targets") WHERE targets <> '{}'`,
  `CREATE TABLE "followed_organization" ("source" text NOT NULL, "remote_id" uuid NOT NULL, "organization_id" uuid NOT NULL, "made" boolean NOT NULL, CONSTRAINT "PK_followed_organization" PRIMARY KEY ("source", "remote_id"))`,
  `ALTER TABLE "followed_entry" ADD CONSTRAINT "FK_5988e0d53e0f8ccb731481a53f2" FOREIGN KEY ("source") REFERENCES "followed_node"("source") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "followed_entry" ADD CONSTRAINT "FK_89175fc7826b59980c6001ece1e" FOREIGN KEY ("entry_id") REFERENCES "entry"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "followed_organization" ADD CONSTRAINT "FK_f958aa104ef5d84b056375120db" FOREIGN KEY ("source") REFERENCES "followed_node"("source") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "followed_organization" ADD CONSTRAINT "FK_1f9dfa54b84dbbeabf0b34962d5" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
];
