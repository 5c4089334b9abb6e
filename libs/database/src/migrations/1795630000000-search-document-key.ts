import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The key of `search_document` begins with the entry: one that begins with the audience made it look cheap to read every
 * row of an audience, and to unpack each, where the index of stems finds them.
 */
export class SearchDocumentKey1795630000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await rekey(queryRunner, '"entry_id", "audience"');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await rekey(queryRunner, '"audience", "entry_id"');
  }
}

async function rekey(queryRunner: QueryRunner, columns: string): Promise<void> {
  await queryRunner.query('ALTER TABLE "search_document" DROP CONSTRAINT "PK_search_document"');
  await queryRunner.query(`ALTER TABLE "search_document" ADD CONSTRAINT "PK_search_document" PRIMARY KEY (${columns})`);
}
