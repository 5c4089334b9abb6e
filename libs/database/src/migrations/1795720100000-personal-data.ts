import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Named contacts, decisions on personal data in texts, and the erasure of members. */
export class PersonalData1795720100000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of statements) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE "entry_contact"');
    await queryRunner.query('ALTER TABLE "entry_revision" DROP COLUMN "personal_data_decisions"');
    await queryRunner.query('ALTER TABLE "member" DROP COLUMN "erased_at"');
  }
}

const statements = [
  `ALTER TABLE "entry_revision" ADD "personal_data_decisions" jsonb`,
  `ALTER TABLE "member" ADD "erased_at" TIMESTAMP WITH TIME ZONE`,
  `CREATE TABLE "entry_contact" ("entry_id" uuid NOT NULL, "member_id" uuid NOT NULL, "function" text, "email" text, "phone" text, "since" date NOT NULL, "until" date NOT NULL, CONSTRAINT "entry_contact_reachable" CHECK (num_nonnulls(email, phone) > 0), CONSTRAINT "PK_entry_contact" PRIMARY KEY ("entry_id"))`,
  `CREATE INDEX "entry_contact_member" ON "entry_contact"  ("member_id")`,
  `CREATE INDEX "entry_contact_until" ON "entry_contact"  ("until")`,
  `ALTER TABLE "entry_contact" ADD CONSTRAINT "FK_53e9d4bef67df666e97ef84154a" FOREIGN KEY ("entry_id") REFERENCES "entry"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "entry_contact" ADD CONSTRAINT "FK_ec7adbdce9512ffe174919de1bf" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
];
