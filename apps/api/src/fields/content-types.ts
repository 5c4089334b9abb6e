import type { Field as DeclaredField, FieldShape, FieldTable } from '@maillage/catalogue';
import { Field, Float, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { GraphQLScalarType } from 'graphql';
import { DateScalar, UrlScalar } from '../scalars/scalars.js';
import { graphqlEnum } from './graphql-enumerations.js';

type Direction = 'output' | 'input';
type TypeClass = new () => object;
type TypeReference =
  TypeClass | GraphQLScalarType | typeof String | typeof Boolean | typeof ID | Record<string, string>;

const classes: Record<Direction, Map<FieldTable, TypeClass>> = { output: new Map(), input: new Map() };

/** Adds the fields of a table to the prototype of a GraphQL class: objects get all, inputs what may be written. */
export function addFields(table: FieldTable, target: TypeClass, direction: Direction): void {
  for (const [name, field] of Object.entries(table)) {
    const { shape } = field;
    const inner = shape.type === 'LIST' ? shape.of : field;
    const type = typeOf(inner.shape, direction);
    // A table's mandatory field is still nullable here: the validator tells its absence at its path, in two languages.
    const options = { nullable: true, description: describe(field) };
    const thunk = shape.type === 'LIST' ? () => [type] : () => type;
    Field(thunk as () => TypeClass, options)(target.prototype as object, name);
  }
}

/** Class of a group of fields: `Name` for reading, `NameInput` for writing; made once. */
function groupClass(name: string, group: Extract<FieldShape, { type: 'OBJECT' }>, direction: Direction): TypeClass {
  const known = classes[direction].get(group.fields);
  if (known) return known;
  const made: TypeClass = { [name]: class {} }[name] as TypeClass;
  classes[direction].set(group.fields, made);
  const description = `A group of fields: ${Object.keys(group.fields).join(', ')}.`;
  const decorate = direction === 'output' ? ObjectType(name, { description }) : InputType(name, { description });
  decorate(made);
  addFields(group.fields, made, direction);
  return made;
}

function typeOf(shape: FieldShape, direction: Direction): TypeReference {
  switch (shape.type) {
    case 'TEXT':
    case 'ROLE_MAILBOX':
      return String;
    case 'URL':
      return UrlScalar;
    case 'DATE':
    case 'PARTIAL_DATE':
      return DateScalar;
    case 'INTEGER':
      return Int;
    case 'NUMBER':
      return Float;
    case 'BOOLEAN':
      return Boolean;
    case 'REFERENCE':
      return ID;
    case 'ENUM':
      return graphqlEnum(shape.enumeration);
    case 'OBJECT':
      return groupClass(direction === 'output' ? shape.name : `${shape.name}Input`, shape, direction);
    case 'LIST':
      throw new Error('A list of lists has no form');
  }
}

function describe(field: DeclaredField<unknown>): string {
  const parts = [`${field.label.en}.`];
  if (field.help) parts.push(field.help.en);
  if (field.audience === 'NETWORK') parts.push('Seen by members of the network only.');
  if (field.required) parts.push(requirementText(field.required));
  return parts.join(' ');
}

function requirementText(required: NonNullable<DeclaredField<unknown>['required']>): string {
  const stage = required.from === 'ALWAYS' ? '' : ` from stage ${required.from} on`;
  const risk = required.highRisk ? ', for high-risk uses' : '';
  const when = required.when ? `, when ${required.when.path} is ${required.when.oneOf.join(' or ')}` : '';
  return `Needed for publication${stage}${risk}${when}.`;
}
