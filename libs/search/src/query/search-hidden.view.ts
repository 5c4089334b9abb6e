import { ReadPool, type Statement } from '@maillage/database';
import { Inject, Injectable } from '@nestjs/common';

const statement: Statement = { name: 'search-hidden', text: 'SELECT entry_id AS id FROM search_hidden' };

/** Entries that were narrowed and that the index may still show. Read by every search, cached by none. */
@Injectable()
export class SearchHiddenView {
  constructor(@Inject(ReadPool) private readonly pool: ReadPool) {}

  async ids(): Promise<string[]> {
    const rows = await this.pool.query<{ id: string }>(statement);
    return rows.map((row) => row.id);
  }
}
