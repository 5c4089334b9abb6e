import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The audit log's chain, its heads, and the side table of personal data. What was logged before is linked by the relay. */
export class AuditChain1795720000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of statements) await queryRunner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('The audit log is append-only: restore a backup of before instead.');
  }
}

const GENESIS = '0'.repeat(64);

const statements = [
  `ALTER TABLE "audit_event" ADD "personal_commitment" text`,
  `CREATE INDEX "audit_event_organization" ON "audit_event" (("details" ->> 'organization')) WHERE "details" ? 'organization'`,
  `CREATE TABLE "audit_personal" ("event_id" bigint NOT NULL, "subject" text, "salt" text, "data" jsonb, "erased_by" bigint, CONSTRAINT "PK_audit_personal" PRIMARY KEY ("event_id"))`,
  `CREATE INDEX "audit_personal_subject" ON "audit_personal"  ("subject")`,
  `CREATE INDEX "audit_personal_kept" ON "audit_personal" ("event_id") WHERE "data" IS NOT NULL`,
  `CREATE TABLE "audit_pending" ("event_id" bigint NOT NULL, CONSTRAINT "PK_audit_pending" PRIMARY KEY ("event_id"))`,
  `CREATE TABLE "audit_chain" ("sequence" bigint NOT NULL, "event_id" bigint NOT NULL, "hash" text NOT NULL, CONSTRAINT "audit_chain_event" UNIQUE ("event_id"), CONSTRAINT "PK_audit_chain" PRIMARY KEY ("sequence"))`,
  `CREATE TABLE "audit_counter" ("id" smallint NOT NULL, "sequence" bigint NOT NULL, "hash" text NOT NULL, CONSTRAINT "PK_audit_counter" PRIMARY KEY ("id"))`,
  `CREATE TABLE "audit_head" ("day" date NOT NULL, "sequence" bigint NOT NULL, "hash" text NOT NULL, CONSTRAINT "PK_audit_head" PRIMARY KEY ("day"))`,
  `INSERT INTO "audit_counter" ("id", "sequence", "hash") VALUES (1, 0, '${GENESIS}')`,
  // A statement's events wait for the relay: one small insert for all of them, whoever writes them.
  `CREATE FUNCTION "audit_event_awaits_link"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO audit_pending (event_id) SELECT id FROM written; RETURN NULL; END $$`,
  `CREATE TRIGGER "audit_event_pending" AFTER INSERT ON "audit_event" REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION "audit_event_awaits_link"()`,
  `INSERT INTO "audit_pending" ("event_id") SELECT "id" FROM "audit_event"`,
  `CREATE FUNCTION "audit_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$`,
  `CREATE TRIGGER "audit_chain_append_only" BEFORE UPDATE OR DELETE ON "audit_chain" FOR EACH ROW EXECUTE FUNCTION "audit_is_append_only"()`,
  `CREATE TRIGGER "audit_chain_no_truncate" BEFORE TRUNCATE ON "audit_chain" FOR EACH STATEMENT EXECUTE FUNCTION "audit_is_append_only"()`,
  `CREATE TRIGGER "audit_head_kept" BEFORE DELETE ON "audit_head" FOR EACH ROW EXECUTE FUNCTION "audit_is_append_only"()`,
  `CREATE TRIGGER "audit_head_no_truncate" BEFORE TRUNCATE ON "audit_head" FOR EACH STATEMENT EXECUTE FUNCTION "audit_is_append_only"()`,
  `CREATE TRIGGER "audit_personal_kept" BEFORE DELETE ON "audit_personal" FOR EACH ROW EXECUTE FUNCTION "audit_is_append_only"()`,
  `CREATE TRIGGER "audit_personal_no_truncate" BEFORE TRUNCATE ON "audit_personal" FOR EACH STATEMENT EXECUTE FUNCTION "audit_is_append_only"()`,
  `CREATE FUNCTION "audit_personal_only_erased"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
     IF NEW.event_id = OLD.event_id AND OLD.data IS NOT NULL
        AND num_nulls(NEW.subject, NEW.salt, NEW.data) = 3 AND NEW.erased_by IS NOT NULL THEN RETURN NEW; END IF;
     RAISE EXCEPTION 'audit_personal is erased, never edited';
   END $$`,
  `CREATE TRIGGER "audit_personal_erased" BEFORE UPDATE ON "audit_personal" FOR EACH ROW EXECUTE FUNCTION "audit_personal_only_erased"()`,
];
