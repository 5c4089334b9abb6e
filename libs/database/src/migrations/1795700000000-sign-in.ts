import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sign-in by OpenID Connect, web sessions, and how people come into an organization. */
export class SignIn1795700000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of statements) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['invitation', 'membership_request', 'session', 'pending_sign_in', 'further_subject']) {
      await queryRunner.query(`DROP TABLE "${table}"`);
    }
    await queryRunner.query('ALTER TABLE "member" DROP COLUMN "merged_into_id", DROP COLUMN "workplace_siret"');
  }
}

const statements = [
  `ALTER TABLE "member" ADD "workplace_siret" text, ADD "merged_into_id" uuid`,
  `CREATE TABLE "further_subject" ("subject" text NOT NULL, "member_id" uuid NOT NULL, "added_by" text NOT NULL, "added_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "PK_further_subject" PRIMARY KEY ("subject"))`,
  `CREATE INDEX "further_subject_member" ON "further_subject" ("member_id")`,
  `CREATE TABLE "pending_sign_in" ("state_hash" text NOT NULL, "browser_hash" text NOT NULL, "nonce" text NOT NULL, "code_verifier" text NOT NULL, "return_to" text NOT NULL, "redirect_uri" text NOT NULL, "strong" boolean NOT NULL, "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL, CONSTRAINT "PK_pending_sign_in" PRIMARY KEY ("state_hash"))`,
  `CREATE INDEX "pending_sign_in_expires_at" ON "pending_sign_in" ("expires_at")`,
  `CREATE TABLE "session" ("id" uuid NOT NULL, "selector_hash" text NOT NULL, "token_hash" text NOT NULL, "previous_hash" text, "rotated_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "successor_used_at" TIMESTAMP WITH TIME ZONE, "member_id" uuid NOT NULL, "acr" text, "amr" text array NOT NULL DEFAULT '{}', "label" text NOT NULL, "id_token" text, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "last_seen_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL, "ended_at" TIMESTAMP WITH TIME ZONE, "end_reason" text, CONSTRAINT "PK_session" PRIMARY KEY ("id"))`,
  `CREATE UNIQUE INDEX "session_selector" ON "session" ("selector_hash")`,
  `CREATE INDEX "session_member" ON "session" ("member_id")`,
  `CREATE INDEX "session_expires_at" ON "session" ("expires_at")`,
  `CREATE TABLE "membership_request" ("id" uuid NOT NULL, "member_id" uuid NOT NULL, "organization_id" uuid NOT NULL, "role" text NOT NULL, "state" text NOT NULL DEFAULT 'OPEN', "from_workplace" boolean NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "decided_by" text, "decided_at" TIMESTAMP WITH TIME ZONE, "reason" text, CONSTRAINT "PK_membership_request" PRIMARY KEY ("id"))`,
  `CREATE INDEX "membership_request_organization" ON "membership_request" ("organization_id", "state")`,
  `CREATE UNIQUE INDEX "membership_request_open" ON "membership_request" ("member_id", "organization_id") WHERE state = 'OPEN'`,
  `CREATE TABLE "invitation" ("id" uuid NOT NULL, "organization_id" uuid NOT NULL, "role" text NOT NULL, "token_hash" text NOT NULL, "created_by" text NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "expires_at" TIMESTAMP WITH TIME ZONE NOT NULL, "accepted_by_id" uuid, "accepted_at" TIMESTAMP WITH TIME ZONE, "revoked_at" TIMESTAMP WITH TIME ZONE, CONSTRAINT "PK_invitation" PRIMARY KEY ("id"))`,
  `CREATE INDEX "invitation_organization" ON "invitation" ("organization_id")`,
  `CREATE UNIQUE INDEX "invitation_token" ON "invitation" ("token_hash")`,
  `ALTER TABLE "member" ADD CONSTRAINT "FK_abc2dff5ea528eba5b66f3f9d6a" FOREIGN KEY ("merged_into_id") REFERENCES "member"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "further_subject" ADD CONSTRAINT "FK_243bcb56130fe1dd3f0300c3e98" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "invitation" ADD CONSTRAINT "FK_de7c148c7834d738ac7113f3dd8" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "invitation" ADD CONSTRAINT "FK_0872e6c53a6f9802024886143b7" FOREIGN KEY ("accepted_by_id") REFERENCES "member"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "membership_request" ADD CONSTRAINT "FK_9419723f10795c213e12524cade" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "membership_request" ADD CONSTRAINT "FK_b4a64ce7cf3de5586fbc853c099" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "session" ADD CONSTRAINT "FK_d89c936c1022875dade62be24ec" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
];
