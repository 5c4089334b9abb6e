import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sources of the organizations that push entries, and the answers that an idempotency key asks for again. */
export class Push1795770000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const statement of up) await queryRunner.query(statement);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE "import_batch"');
    await queryRunner.query('DROP TABLE "import_source"');
  }
}

const up = [
  `CREATE TABLE "import_source" ("name" text NOT NULL, "organization_id" uuid NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "PK_import_source" PRIMARY KEY ("name"))`,
  `CREATE TABLE "import_batch" ("id" uuid NOT NULL, "source" text NOT NULL, "results" jsonb NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "PK_import_batch" PRIMARY KEY ("id"))`,
  `CREATE INDEX "import_batch_source" ON "import_batch" ("source", "created_at")`,
  `ALTER TABLE "import_source" ADD CONSTRAINT "FK_6ced4190298d40a72299b0092c9" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE NO ACTION ON UPDATE NO ACTION`,
  `ALTER TABLE "import_batch" ADD CONSTRAINT "FK_fac47a67acadc776a8cda6ebcc8" FOREIGN KEY ("source") REFERENCES "import_source"("name") ON DELETE NO ACTION ON UPDATE NO ACTION`,
];
