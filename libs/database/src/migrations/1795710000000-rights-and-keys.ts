import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Coordinators of territories, keys with two secrets while they are rotated, notices of keys that end. */
export class RightsAndKeys1795710000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of up) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const statement of down) await queryRunner.query(statement);
  }
}

const roleOfScope = `CASE scope WHEN 'NETWORK' THEN role IN ('MODERATOR', 'NATIONAL_COORDINATOR', 'ADMINISTRATOR')
    WHEN 'TERRITORY' THEN role = 'COORDINATOR' ELSE role IN ('READER', 'CONTRIBUTOR', 'COORDINATOR') END`;

const up = [
  `ALTER TABLE "membership" ADD CONSTRAINT "membership_role_of_scope" CHECK (${roleOfScope})`,
  `CREATE INDEX "membership_territory" ON "membership" ("territory_id")`,
  `CREATE INDEX "entry_revision_submitted" ON "entry_revision" ("entry_id") WHERE state = 'SUBMITTED'`,
  `ALTER TABLE "api_key" ADD "previous_secret_hash" text`,
  `ALTER TABLE "api_key" ADD "previous_until" TIMESTAMP WITH TIME ZONE`,
  `ALTER TABLE "api_key" ADD "previous_used_on" date`,
  `ALTER TABLE "api_key" ADD "rotated_at" TIMESTAMP WITH TIME ZONE`,
  `ALTER TABLE "api_key" ADD CONSTRAINT "api_key_previous_secret" CHECK ((previous_secret_hash IS NULL) = (previous_until IS NULL))`,
  `CREATE TABLE "notice" ("api_key_id" uuid NOT NULL, "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL, "days" integer NOT NULL, "kind" text NOT NULL, "organization_id" uuid NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "notice_kind_known" CHECK (kind IN ('API_KEY_EXPIRES')), CONSTRAINT "PK_notice" PRIMARY KEY ("api_key_id", "expires_at", "days"))`,
  `CREATE INDEX "notice_organization" ON "notice" ("organization_id")`,
  `ALTER TABLE "notice" ADD CONSTRAINT "FK_d3178e2629e13c9a6c55f297d83" FOREIGN KEY ("api_key_id") REFERENCES "api_key"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "notice" ADD CONSTRAINT "FK_c97cc81d5a2954eeab0c7a3b141" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
];

const down = [
  'DROP TABLE "notice"',
  'ALTER TABLE "api_key" DROP CONSTRAINT "api_key_previous_secret"',
  ...['previous_secret_hash', 'previous_until', 'previous_used_on', 'rotated_at'].map(
    (column) => `ALTER TABLE "api_key" DROP COLUMN "${column}"`,
  ),
  'DROP INDEX "entry_revision_submitted"',
  'DROP INDEX "membership_territory"',
  'ALTER TABLE "membership" DROP CONSTRAINT "membership_role_of_scope"',
];
