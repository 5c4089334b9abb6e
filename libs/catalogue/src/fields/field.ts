import type { Localized } from '@maillage/kernel';
import type { Enumeration } from './enumeration.js';

/**
 * The field table's vocabulary. A field is declared once, by one of the functions below; the TypeScript type of its
 * value, the class-validator rules, the GraphQL types and inputs, the checklist, the projection for an audience, the
 * search document and the documentation follow from that declaration.
 */

/** Who sees a field: everyone, or verified members and their portals. */
export type FieldAudience = 'PUBLIC' | 'NETWORK';

/** Stages at which a requirement begins, in order. See `useCaseStage`. */
export const STAGES = ['ALWAYS', 'DESIGN', 'DEVELOPMENT', 'EXPERIMENT', 'DEPLOYED'] as const;
export type Stage = (typeof STAGES)[number];

/**
 * When a field must be answered before a member may submit or publish. All given conditions must hold.
 * - `from`: from this stage on (ALWAYS: at once)
 * - `highRisk`: only for uses that the AI Act calls high risk or prohibited
 * - `when`: only when another field of the same content has one of these values (`path` with dots)
 */
export interface Requirement {
  readonly from: Stage;
  readonly highRisk?: boolean;
  readonly when?: { readonly path: string; readonly oneOf: readonly string[] };
}

/** How a field takes part in search. */
export interface FieldSearch {
  /** Attribute group of the search document: titles weigh most, texts least. */
  readonly weight: 'TITLE' | 'SUMMARY' | 'TEXT';
}

export interface FieldOptions {
  readonly label: readonly [fr: string, en: string];
  readonly help?: readonly [fr: string, en: string];
  /** Default PUBLIC. */
  readonly audience?: FieldAudience;
  readonly required?: Requirement;
  readonly search?: FieldSearch['weight'];
  /** Name of the facet that the value feeds. */
  readonly facet?: string;
  /** INVARIANT: a write without it is refused (an item of a list that makes no sense without it, the title). */
  readonly mandatory?: boolean;
  /** Value that a write without one gets; for closed sets of the envelope. */
  readonly initial?: string;
}

/** Form of a short code inside a text field, with an example for the message. */
export interface TextPattern {
  readonly test: RegExp;
  readonly example: string;
}

export type FieldShape =
  | {
      readonly type: 'TEXT';
      readonly max: number;
      readonly min?: number;
      readonly format: 'LINE' | 'PARAGRAPH' | 'MARKDOWN' | 'VERBATIM';
      readonly pattern?: TextPattern;
    }
  | { readonly type: 'URL' }
  /** A functional mailbox; a named person's is refused. */
  | { readonly type: 'ROLE_MAILBOX' }
  /** `YYYY-MM-DD`. */
  | { readonly type: 'DATE' }
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: what the source knows, no invented day. */
  | { readonly type: 'PARTIAL_DATE' }
  | { readonly type: 'INTEGER'; readonly min: number; readonly max: number }
  | { readonly type: 'NUMBER'; readonly min: number; readonly max: number }
  | { readonly type: 'BOOLEAN' }
  | { readonly type: 'ENUM'; readonly enumeration: Enumeration }
  | { readonly type: 'REFERENCE'; readonly to: 'ORGANIZATION' | 'SYSTEM' | 'SUPPLIER' | 'ENTRY' }
  | { readonly type: 'OBJECT'; readonly name: string; readonly fields: FieldTable }
  | { readonly type: 'LIST'; readonly of: Field<unknown>; readonly max: number; readonly min?: number };

declare const valueType: unique symbol;

/** A declared field whose value has the TypeScript type `Value`. */
export interface Field<Value> {
  readonly shape: FieldShape;
  readonly label: Localized;
  readonly help?: Localized;
  readonly audience: FieldAudience;
  readonly required?: Requirement;
  readonly search?: FieldSearch;
  readonly facet?: string;
  readonly mandatory?: boolean;
  readonly initial?: string;
  /** Exists for the compiler only. */
  readonly [valueType]?: Value;
}

export type FieldTable = Readonly<Record<string, Field<unknown>>>;

/** TypeScript type of a content that a field table describes. Unanswered fields are absent. */
export type ContentOf<Table extends FieldTable> = {
  readonly [Name in keyof Table]?: Table[Name] extends Field<infer Value> ? Value : never;
};

function declare<Value>(shape: FieldShape, options: FieldOptions): Field<Value> {
  const { label, help, audience = 'PUBLIC', required, search, facet, mandatory, initial } = options;
  return {
    shape,
    label: { fr: label[0], en: label[1] },
    audience,
    ...(help && { help: { fr: help[0], en: help[1] } }),
    ...(required && { required }),
    ...(search && { search: { weight: search } }),
    ...(facet && { facet }),
    ...(mandatory && { mandatory }),
    ...(initial && { initial }),
  };
}

type Bounds = { readonly min?: number; readonly max?: number };

/** One line, without line breaks. */
export const line = (options: FieldOptions & Bounds): Field<string> =>
  declare({ type: 'TEXT', format: 'LINE', max: options.max ?? 300, ...(options.min && { min: options.min }) }, options);

/** A short code of a fixed form, such as a CPV number. */
export const code = (options: FieldOptions & Bounds & { readonly pattern: TextPattern }): Field<string> =>
  declare({ type: 'TEXT', format: 'LINE', max: options.max ?? 60, pattern: options.pattern }, options);

/** Plain text of some sentences. */
export const paragraph = (options: FieldOptions & Bounds): Field<string> =>
  declare({ type: 'TEXT', format: 'PARAGRAPH', max: options.max ?? 4_000 }, options);

/** Markdown (CommonMark); HTML in it is shown as text. */
export const markdown = (options: FieldOptions & Bounds): Field<string> =>
  declare({ type: 'TEXT', format: 'MARKDOWN', max: options.max ?? 20_000 }, options);

/** A text quoted as it stands (a clause, a demand): its inner white space is kept. */
export const verbatim = (options: FieldOptions & Bounds): Field<string> =>
  declare({ type: 'TEXT', format: 'VERBATIM', max: options.max ?? 20_000 }, options);

export const url = (options: FieldOptions): Field<string> => declare({ type: 'URL' }, options);
export const roleMailbox = (options: FieldOptions): Field<string> => declare({ type: 'ROLE_MAILBOX' }, options);
export const date = (options: FieldOptions): Field<string> => declare({ type: 'DATE' }, options);
export const partialDate = (options: FieldOptions): Field<string> => declare({ type: 'PARTIAL_DATE' }, options);
export const boolean = (options: FieldOptions): Field<boolean> => declare({ type: 'BOOLEAN' }, options);

export const integer = (options: FieldOptions & Bounds): Field<number> =>
  declare({ type: 'INTEGER', min: options.min ?? 0, max: options.max ?? 2_147_483_647 }, options);

export const decimal = (options: FieldOptions & Bounds): Field<number> =>
  declare({ type: 'NUMBER', min: options.min ?? 0, max: options.max ?? 1e12 }, options);

export const oneOf = <Value extends string>(values: Enumeration<Value>, options: FieldOptions): Field<Value> =>
  declare({ type: 'ENUM', enumeration: values }, options);

export const reference = (to: 'ORGANIZATION' | 'SYSTEM' | 'SUPPLIER' | 'ENTRY', options: FieldOptions): Field<string> =>
  declare({ type: 'REFERENCE', to }, options);

/** A group of fields; `name` is its GraphQL type (`name` and `nameInput`). */
export const group = <const Table extends FieldTable>(
  name: string,
  fields: Table,
  options: FieldOptions,
): Field<ContentOf<Table>> => declare({ type: 'OBJECT', name, fields }, options);

/** A list of what `of` declares; `of`'s own label is that of one item. */
export const listOf = <Value>(of: Field<Value>, options: FieldOptions & Bounds): Field<readonly Value[]> =>
  declare(
    { type: 'LIST', of: of as Field<unknown>, max: options.max ?? 50, ...(options.min && { min: options.min }) },
    options,
  );

/** What a visitor of a field table sees: a declared field, its path (list items add nothing) and its ancestors' labels. */
export interface FieldVisit {
  readonly field: Field<unknown>;
  /** Names from the table's top, e.g. `['cost', 'oneOffEur']`. */
  readonly path: readonly string[];
  /** True below a list: the path then names several values. */
  readonly inList: boolean;
  /** The strictest audience on the way down. */
  readonly audience: FieldAudience;
}

/** Every declared field of a table, groups before their members. */
export function fieldsIn(table: FieldTable): readonly FieldVisit[] {
  const visits: FieldVisit[] = [];
  const visit = (fields: FieldTable, above: Pick<FieldVisit, 'path' | 'inList' | 'audience'>): void => {
    for (const [name, field] of Object.entries(fields)) {
      const path = [...above.path, name];
      const audience = above.audience === 'NETWORK' ? 'NETWORK' : field.audience;
      visits.push({ field, path, inList: above.inList, audience });
      const inner = field.shape.type === 'LIST' ? field.shape.of.shape : field.shape;
      const inList = above.inList || field.shape.type === 'LIST';
      if (inner.type === 'OBJECT') visit(inner.fields, { path, inList, audience });
    }
  };
  visit(table, { path: [], inList: false, audience: 'PUBLIC' });
  return visits;
}
