import { allFieldsOf, type Field, type FieldTable, kindOf, valuesOf } from '@maillage/catalogue';
import type { Localized } from '@maillage/kernel';
import type { PublicDocument } from '../harvest/public-document.js';

/** A field of the JSON Table Schema (Frictionless, version 1). */
export interface TableSchemaField {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'date' | 'datetime' | 'array' | 'object';
  readonly format?: string;
  readonly title: string;
  readonly description?: string;
  readonly constraints?: Readonly<Record<string, unknown>>;
}

/** A column of a table: where its cell comes from and what it may hold. */
export interface DownloadColumn {
  readonly schema: TableSchemaField;
  readonly path: readonly string[];
}

type Made = Pick<TableSchemaField, 'type' | 'format'> & { readonly constraints?: Readonly<Record<string, unknown>> };

const life: readonly [path: string, made: Made, label: Localized][] = [
  ['uri', { type: 'string', format: 'uri', constraints: { required: true, unique: true } }, both('Adresse', 'Address')],
  ['id', { type: 'string', format: 'uuid', constraints: { required: true } }, both('Identifiant', 'Identifier')],
  ['version', { type: 'integer', constraints: { required: true, minimum: 1 } }, both('Version', 'Version')],
  ['revision', { type: 'integer', constraints: { required: true, minimum: 1 } }, both('Révision', 'Revision')],
  [
    'state',
    { type: 'string', constraints: { required: true, enum: ['PUBLISHED', 'ARCHIVED'] } },
    both('État de la fiche', 'State of the entry'),
  ],
  ['owner.name', { type: 'string', constraints: { required: true } }, both('Organisation qui tient la fiche', 'Owner')],
  ['owner.siren', { type: 'string' }, both('SIREN de cette organisation', 'SIREN of the owner')],
  ['subjectOrganization.name', { type: 'string' }, both('Organisation décrite', 'Organization described')],
  ['subjectOrganization.siren', { type: 'string' }, both('SIREN de l’organisation décrite', 'Its SIREN')],
  ['confirmedBySubject', { type: 'boolean' }, both('Confirmée par l’organisation décrite', 'Confirmed by its subject')],
  ['origin.source', { type: 'string' }, both('Source reprise', 'Source')],
  ['origin.sourceUrl', { type: 'string' }, both('Adresse dans la source', 'Address in the source')],
  ['adoptionTotal', { type: 'integer', constraints: { minimum: 0 } }, both('Réutilisations', 'Adoptions')],
  ['publishedAt', { type: 'datetime', format: 'any' }, both('Publiée le', 'Published at')],
  ['updatedAt', { type: 'datetime', format: 'any' }, both('Modifiée le', 'Updated at')],
  ['reviewBy', { type: 'date' }, both('À revoir avant le', 'Review by')],
];

/** Columns of a kind's table, from the field table: groups open into `group.field`, a list is one cell of JSON. */
export function downloadColumns(kind: string, language: 'fr' | 'en' = 'fr'): DownloadColumn[] {
  const ofLife = life.map(([name, made, label]) => ({
    schema: { name, title: label[language], ...made },
    path: name.split('.'),
  }));
  return [...ofLife, ...columnsOf(allFieldsOf(kindOf(kind)), [], language)];
}

function columnsOf(table: FieldTable, above: readonly string[], language: 'fr' | 'en'): DownloadColumn[] {
  return Object.entries(table).flatMap(([name, field]) => {
    if (field.audience !== 'PUBLIC') return [];
    const path = [...above, name];
    if (field.shape.type === 'OBJECT') return columnsOf(field.shape.fields, path, language);
    const description = field.help?.[language];
    const title = field.label[language];
    return [
      {
        schema: { name: path.join('.'), title, ...(description && { description }), ...made(field) },
        path: ['content', ...path],
      },
    ];
  });
}

function made({ shape }: Field<unknown>): Made {
  switch (shape.type) {
    case 'INTEGER':
    case 'NUMBER':
      return {
        type: shape.type === 'INTEGER' ? 'integer' : 'number',
        constraints: { minimum: shape.min, maximum: shape.max },
      };
    case 'BOOLEAN':
      return { type: 'boolean' };
    case 'DATE':
      return { type: 'date' };
    case 'ENUM':
      return { type: 'string', constraints: { enum: valuesOf(shape.enumeration) } };
    case 'LIST':
      return { type: 'array', constraints: { maxLength: shape.max } };
    default:
      return { type: 'string' };
  }
}

/** Cells of a document, in the order of the columns; unanswered: empty. */
export function cellsOf(document: PublicDocument, columns: readonly Pick<DownloadColumn, 'path'>[]): string[] {
  return columns.map(({ path }) => {
    let value: unknown = document;
    for (const name of path) value = (value as Record<string, unknown> | null | undefined)?.[name];
    if (value === undefined || value === null) return '';
    return safeCell(typeof value === 'object' ? JSON.stringify(value) : String(value));
  });
}

const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/;

/** A text that a spreadsheet would run gets an apostrophe before it; `cellText` takes exactly that one away. */
export function safeCell(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** The text that was written as a cell. */
export function cellText(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}

function both(fr: string, en: string): Localized {
  return { fr, en };
}
