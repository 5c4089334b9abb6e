import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Receivers of pokes, what was sent to them, and notices that stand until somebody has dealt with them. */
export class Webhooks1795750000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of up) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['standing_notice', 'webhook_delivery', 'webhook_endpoint']) {
      await queryRunner.query(`DROP TABLE "${table}"`);
    }
  }
}

const up = [
  `CREATE TABLE "webhook_endpoint" ("id" uuid NOT NULL, "organization_id" uuid NOT NULL, "api_key_id" uuid, "url" text NOT NULL, "state" text NOT NULL DEFAULT 'ACTIVE', "paused" boolean NOT NULL DEFAULT false, "secret" text NOT NULL, "previous_secret" text, "previous_until" TIMESTAMP WITH TIME ZONE, "failing_since" TIMESTAMP WITH TIME ZONE, "disabled_at" TIMESTAMP WITH TIME ZONE, "disabled_reason" text, "told_epoch" uuid NOT NULL, "told_seq" bigint NOT NULL, "poke_after" TIMESTAMP WITH TIME ZONE NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "created_by" text NOT NULL, CONSTRAINT "webhook_endpoint_previous" CHECK ((previous_secret IS NULL) = (previous_until IS NULL)), CONSTRAINT "webhook_endpoint_disabled" CHECK ((state = 'DISABLED') = (disabled_at IS NOT NULL AND disabled_reason IS NOT NULL)), CONSTRAINT "webhook_endpoint_state" CHECK (state IN ('ACTIVE', 'FAILING', 'DISABLED')), CONSTRAINT "PK_webhook_endpoint" PRIMARY KEY ("id"))`,
  `CREATE INDEX "webhook_endpoint_organization" ON "webhook_endpoint" ("organization_id")`,
  `CREATE INDEX "webhook_endpoint_key" ON "webhook_endpoint" ("api_key_id")`,
  `ALTER TABLE "webhook_endpoint" ADD CONSTRAINT "FK_e5800fed79898bb7202e9312276" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "webhook_endpoint" ADD CONSTRAINT "FK_f45edde457ee4bcf57509452474" FOREIGN KEY ("api_key_id") REFERENCES "api_key"("id") ON DELETE SET NULL ON UPDATE NO ACTION`,
  `CREATE TABLE "webhook_delivery" ("id" uuid NOT NULL, "endpoint_id" uuid NOT NULL, "message_id" text NOT NULL, "kind" text NOT NULL, "head_seq" bigint NOT NULL, "epoch" uuid NOT NULL, "body" text NOT NULL, "status" text NOT NULL DEFAULT 'PENDING', "attempt" integer NOT NULL DEFAULT '0', "next_attempt_at" TIMESTAMP WITH TIME ZONE, "attempted_at" TIMESTAMP WITH TIME ZONE, "answer_status" integer, "answer_body" text, "error" text, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL, "ended_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "webhook_delivery_pending" CHECK ((status = 'PENDING') = (next_attempt_at IS NOT NULL)), CONSTRAINT "webhook_delivery_status" CHECK (status IN ('PENDING', 'DELIVERED', 'FAILED')), CONSTRAINT "webhook_delivery_kind" CHECK (kind IN ('POKE', 'TEST', 'REPLAY')), CONSTRAINT "PK_webhook_delivery" PRIMARY KEY ("id"))`,
  `CREATE INDEX "webhook_delivery_created" ON "webhook_delivery" ("created_at")`,
  `CREATE UNIQUE INDEX "webhook_delivery_one_poke" ON "webhook_delivery" ("endpoint_id") WHERE status = 'PENDING' AND kind = 'POKE'`,
  `CREATE INDEX "webhook_delivery_due" ON "webhook_delivery" ("next_attempt_at") WHERE status = 'PENDING'`,
  `CREATE INDEX "webhook_delivery_endpoint" ON "webhook_delivery" ("endpoint_id", "id")`,
  `ALTER TABLE "webhook_delivery" ADD CONSTRAINT "FK_f53f5aec02217a54927b13e39d9" FOREIGN KEY ("endpoint_id") REFERENCES "webhook_endpoint"("id") ON DELETE CASCADE ON UPDATE NO ACTION`,
  `CREATE TABLE "standing_notice" ("kind" text NOT NULL, "object_id" uuid NOT NULL, "organization_id" uuid NOT NULL, "name" text NOT NULL, "reason" text NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "standing_notice_kind" CHECK (kind IN ('WEBHOOK_DISABLED')), CONSTRAINT "PK_standing_notice" PRIMARY KEY ("kind", "object_id"))`,
  `CREATE INDEX "standing_notice_organization" ON "standing_notice" ("organization_id")`,
  `ALTER TABLE "standing_notice" ADD CONSTRAINT "FK_012abcfcd976421fe0eb9f8e2d4" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
];
