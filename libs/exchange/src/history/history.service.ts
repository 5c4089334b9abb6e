import { Inject, Injectable } from '@nestjs/common';
import { stringify } from 'csv-stringify/sync';
import { cellsOf, type TableSchemaField } from '../download/download-columns.js';
import { entryUri } from '../harvest/kind-slug.js';
import { PublicEntries } from '../harvest/public-entries.js';

const fields: readonly TableSchemaField[] = [
  { name: 'uri', type: 'string', format: 'uri', title: 'Adresse', constraints: { required: true } },
  { name: 'id', type: 'string', format: 'uuid', title: 'Identifiant', constraints: { required: true } },
  { name: 'kind', type: 'string', title: 'Type de fiche', constraints: { required: true } },
  { name: 'revision', type: 'integer', title: 'Révision', constraints: { required: true, minimum: 1 } },
  { name: 'publishedAt', type: 'datetime', format: 'any', title: 'Publiée le', constraints: { required: true } },
  { name: 'owner.name', type: 'string', title: 'Organisation qui tient la fiche', constraints: { required: true } },
  { name: 'owner.siren', type: 'string', title: 'SIREN de cette organisation' },
  { name: 'content.title', type: 'string', title: 'Titre' },
  { name: 'content.summary', type: 'string', title: 'Résumé' },
  { name: 'content', type: 'object', title: 'Contenu publié' },
];
const columns = fields.map(({ name }) => ({ path: name.split('.') }));

/** The published history of the public catalogue as files, by today's audience and field table. */
@Injectable()
export class HistoryService {
  constructor(@Inject(PublicEntries) private readonly entries: PublicEntries) {}

  /** One revision a line, of each entry the oldest first. @param base origin of the API */
  async *ndjson(base: string): AsyncGenerator<string> {
    for await (const document of this.documents(base)) yield `${JSON.stringify(document)}\n`;
  }

  /** One table for all kinds: the whole content is one cell of JSON. UTF-8 with a byte order mark. */
  async *csv(base: string): AsyncGenerator<string> {
    yield `\ufeff${line(fields.map(({ name }) => name))}`;
    for await (const document of this.documents(base)) yield line(cellsOf(document, columns));
  }

  /** JSON Table Schema of the CSV, titles in French. */
  tableSchema(base: string): Readonly<Record<string, unknown>> {
    return {
      $schema: 'https://specs.frictionlessdata.io/schemas/table-schema.json',
      title: 'Historique publié',
      description: 'Révisions publiées des fiches qui sont publiques aujourd’hui.',
      homepage: `${base}/catalog`,
      fields,
      missingValues: [''],
      primaryKey: ['id', 'revision'],
    };
  }

  private async *documents(base: string): AsyncGenerator<Readonly<Record<string, unknown>>> {
    for await (const { id, kind, revision, publishedAt, owner, content } of this.entries.revisions()) {
      yield { uri: entryUri(base, kind, id), id, kind, revision, publishedAt, owner, content };
    }
  }
}

function line(cells: readonly string[]): string {
  return stringify([[...cells]], { record_delimiter: 'windows' });
}
