import { allFieldsOf, entryKinds, type Field, type FieldShape, type FieldTable, valuesOf } from '@maillage/catalogue';
import { DOCUMENT_VERSION } from './feed-document.js';

type Schema = Readonly<Record<string, unknown>>;

const text = { type: 'string' };
const moment = { type: 'string', format: 'date-time' };
const day = { type: 'string', format: 'date' };
const uuid = { type: 'string', format: 'uuid' };
const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
const whole = (properties: Readonly<Record<string, Schema>>): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
});

const territory = whole({
  id: text,
  level: text,
  code: text,
  name: text,
  population: orNull({ type: 'integer' }),
  departementCode: orNull(text),
  departementName: orNull(text),
  regionCode: orNull(text),
  regionName: orNull(text),
});
const organization = whole({
  id: uuid,
  name: text,
  type: text,
  siren: orNull(text),
  state: text,
  demonstration: { type: 'boolean' },
  isNetwork: { type: 'boolean' },
  territory: orNull(territory),
});
const supplier = whole({ id: uuid, name: text, state: text });
const system = whole({ id: uuid, name: text, state: text, supplier: orNull(supplier) });
const relation = whole({
  type: text,
  targetEntry: orNull(whole({ id: uuid, kind: text, title: text })),
  targetSystem: orNull(system),
  compliance: orNull({ type: 'array' }),
});

/** JSON Schema (2020-12) of the documents of the feed, made from the field tables. Unanswered fields are absent. */
export const FEED_SCHEMA: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Maillage feed document',
  description: `Version ${DOCUMENT_VERSION}. What one audience sees of an entry; fields for members alone are absent from the public feed.`,
  ...whole({
    id: uuid,
    uri: { type: 'string', description: 'Path of its address, which never changes.' },
    kind: { enum: entryKinds.map(({ kind }) => kind) },
    version: { type: 'integer', minimum: 1 },
    revision: { type: 'integer', minimum: 1 },
    state: { enum: ['PUBLISHED', 'ARCHIVED'] },
    audience: { enum: ['PUBLIC', 'NETWORK'] },
    owner: { $ref: '#/$defs/organization' },
    subjectOrganization: { $ref: '#/$defs/organization' },
    claimedAt: orNull(moment),
    confirmedBySubject: { type: 'boolean' },
    origin: orNull(whole({ source: text, sourceId: text, sourceUrl: orNull(text) })),
    mergedIntoId: orNull(uuid),
    content: { type: 'object' },
    system: orNull(system),
    relations: { type: 'array', items: relation },
    adoptions: { type: 'object', additionalProperties: { type: 'integer' } },
    adoptionTotal: { type: 'integer' },
    createdAt: moment,
    publishedAt: orNull(moment),
    updatedAt: moment,
    lastConfirmedAt: orNull(moment),
    reviewBy: orNull(day),
  }),
  oneOf: entryKinds.map((kind) => ({
    properties: { kind: { const: kind.kind }, content: objectOf(allFieldsOf(kind)) },
  })),
  $defs: { organization },
};

function objectOf(table: FieldTable): Schema {
  const properties = Object.entries(table).map(([name, field]) => [name, schemaOf(field)]);
  return { type: 'object', additionalProperties: false, properties: Object.fromEntries(properties) };
}

function schemaOf({ shape, label, audience }: Field<unknown>): Schema {
  const told = audience === 'NETWORK' ? ' (members and their portals)' : '';
  return { ...shapeSchema(shape), title: label.fr, description: `${label.en}${told}` };
}

function shapeSchema(shape: FieldShape): Schema {
  switch (shape.type) {
    case 'TEXT':
    case 'URL':
    case 'ROLE_MAILBOX':
    case 'PARTIAL_DATE':
      return text;
    case 'DATE':
      return day;
    case 'INTEGER':
      return { type: 'integer', minimum: shape.min, maximum: shape.max };
    case 'NUMBER':
      return { type: 'number', minimum: shape.min, maximum: shape.max };
    case 'BOOLEAN':
      return { type: 'boolean' };
    case 'ENUM':
      return { enum: valuesOf(shape.enumeration) };
    case 'REFERENCE':
      return uuid;
    case 'OBJECT':
      return objectOf(shape.fields);
    case 'LIST':
      return { type: 'array', items: schemaOf(shape.of), maxItems: shape.max };
  }
}
