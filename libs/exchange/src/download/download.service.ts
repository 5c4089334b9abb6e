import { kindOf } from '@maillage/catalogue';
import { Inject, Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import { publicDocument } from '../harvest/public-document.js';
import { PublicEntries } from '../harvest/public-entries.js';
import { cellsOf, downloadColumns } from './download-columns.js';

/** The public catalogue as files. Each is written out as it is read, so its length costs no memory. */
@Injectable()
export class DownloadService {
  constructor(@Inject(PublicEntries) private readonly entries: PublicEntries) {}

  /** One document a line. @param base origin of the API */
  async *ndjson(kind: string, base: string): AsyncGenerator<string> {
    for await (const view of this.entries.ofKind(kind)) yield `${JSON.stringify(publicDocument(view, base))}\n`;
  }

  /** One array of documents. */
  async *json(kind: string, base: string): AsyncGenerator<string> {
    let before = '[\n';
    for await (const view of this.entries.ofKind(kind)) {
      yield `${before}${JSON.stringify(publicDocument(view, base))}`;
      before = ',\n';
    }
    yield before === '[\n' ? '[]\n' : '\n]\n';
  }

  /** UTF-8 with a byte order mark, so that spreadsheets read its accents; no cell starts one of their formulas. */
  async *csv(kind: string, base: string): AsyncGenerator<string> {
    const columns = downloadColumns(kind);
    yield `\ufeff${line(columns.map(({ schema }) => schema.name))}`;
    for await (const view of this.entries.ofKind(kind)) yield line(cellsOf(publicDocument(view, base), columns));
  }

  /** JSON Table Schema of a kind's CSV, titles in French. */
  tableSchema(kind: string, base: string): Readonly<Record<string, unknown>> {
    const { label, describe } = kindOf(kind);
    return {
      $schema: 'https://specs.frictionlessdata.io/schemas/table-schema.json',
      title: label.fr,
      description: describe.fr,
      homepage: `${base}/catalog`,
      fields: downloadColumns(kind).map(({ schema }) => schema),
      missingValues: [''],
      primaryKey: 'id',
    };
  }
}

function line(cells: readonly string[]): string {
  return stringify([[...cells]], { record_delimiter: 'windows' });
}
