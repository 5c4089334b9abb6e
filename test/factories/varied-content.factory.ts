import {
  allFieldsOf,
  type EntryContent,
  type Field,
  type FieldTable,
  kindOf,
  validateContent,
  valuesOf,
} from '@maillage/catalogue';
import { UserInputError } from '@maillage/kernel';
import type { Random } from '../bench/generator/random.js';

/** How much of a field table is answered, and with what. */
export interface ContentStyle {
  /** Share of the optional fields that are answered: 0 none, 1 all. */
  readonly answered: number;
  /** Lists as long as they may be; else of one or two items. */
  readonly longLists: boolean;
  readonly lang: string;
  /** A word of every field that the public does not see. */
  readonly withheld: string;
}

/** Ids of things that are there, for fields that name one. */
export type ReferenceIds = Readonly<Record<'ORGANIZATION' | 'SYSTEM' | 'SUPPLIER' | 'ENTRY', readonly string[]>>;

/** What breaks writers and readers of RDF, JSON, CSV, XML and HTML. */
const HOSTILE = [
  '=HYPERLINK("https://x.example";"ouvrir")',
  '+1; -1, @SUM(A1)',
  '\'"""\\"""\\ \\u0041 \\U0001F600',
  '"fr"@en ^^<http://www.w3.org/2001/XMLSchema#integer> .',
  '<a> <b> <c> . # { } @prefix x: <y> .',
  ']]><script>alert(1)</script><!-- &amp; &#0; -->',
  'a;b,c"d""e',
  '{"@context":{"@base":"https://x.example/"},"@id":"x"}',
  '\u202Eelgne\u0301 \u{1F600} 𝔸 \u2028 ligne \u2029 \uFEFF fin \u00AD',
  'ﬁn de l’été à Saint-Étienne-de-Vicq : 40 °C, 12 €/m²',
  '%00 %2e%2e/ ../../etc/passwd',
  '__proto__ constructor toString',
];
const BROKEN_UP = ['\r\n', '\n\n', '\t', '\n"', '\r'];

const ADDRESSES = [
  'https://ville.example/',
  'https://été.example/où?q=é&x=<y>#fin',
  'https://ville.example/a|b/c^d`e{f}"g\\h',
  "http://ville.example:8080/%2F%00?a=b;c='d'",
  'https://xn--t-9fab.example/~x/(y)/[z]',
];
const DATES = ['2024-02-29', '1999-12-31', '2031-01-01'];
const PARTIAL_DATES = ['2024', '2023-11', ...DATES];

const MOST_TRIES = 40;

/**
 * A content that the product would store, of any kind: made by its field table, so that a field added later is tried
 * too. What breaks a rule between fields is left out again.
 */
export function variedContent(random: Random, kindName: string, style: ContentStyle, ids: ReferenceIds): EntryContent {
  const kind = kindOf(kindName);
  let raw: Record<string, unknown> = {
    ...groupOf(random, allFieldsOf(kind), style, ids),
    lang: style.lang,
    title: textOf(random, 'LINE', 150, 'Fiche').padEnd(3, '.'),
  };
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    try {
      return validateContent(kind, raw);
    } catch (error) {
      if (!(error instanceof UserInputError)) throw error;
      // The last first: what stands before it in a list keeps its place.
      for (const { path } of error.errors.toReversed()) raw = withoutAt(raw, path ?? []) as Record<string, unknown>;
    }
  }
  throw new Error(`No content of ${kindName} came about in ${MOST_TRIES} tries`);
}

function groupOf(random: Random, table: FieldTable, style: ContentStyle, ids: ReferenceIds): Record<string, unknown> {
  const answered = Object.entries(table).filter(([, field]) => field.mandatory || random.chance(style.answered));
  return Object.fromEntries(answered.map(([name, field]) => [name, valueOf(random, field, style, ids)]));
}

function valueOf(random: Random, field: Field<unknown>, style: ContentStyle, ids: ReferenceIds): unknown {
  const { shape } = field;
  const word = field.audience === 'PUBLIC' ? '' : style.withheld;
  switch (shape.type) {
    case 'TEXT':
      return shape.pattern ? shape.pattern.example : textOf(random, shape.format, shape.max, word);
    case 'URL':
      return random.pick(ADDRESSES);
    case 'ROLE_MAILBOX':
      return `contact.${word}@ville.example`;
    case 'DATE':
      return random.pick(DATES);
    case 'PARTIAL_DATE':
      return random.pick(PARTIAL_DATES);
    case 'INTEGER':
      return random.pick([shape.min, shape.max, random.integer(shape.min, shape.max)]);
    case 'NUMBER':
      return random.pick([shape.min, shape.max, shape.min + random.next() * (shape.max - shape.min)]);
    case 'BOOLEAN':
      return random.chance(0.5);
    case 'ENUM':
      return random.pick(valuesOf(shape.enumeration));
    case 'REFERENCE':
      return random.pick(ids[shape.to]);
    case 'OBJECT':
      return groupOf(random, shape.fields, withheldBy(style, field), ids);
    case 'LIST': {
      const length = style.longLists ? shape.max : random.integer(1, Math.min(2, shape.max));
      return Array.from({ length }, () => valueOf(random, inherited(shape.of, field), style, ids));
    }
  }
}

/** Below a field that the public does not see, every text has the word. */
function inherited(inner: Field<unknown>, outer: Field<unknown>): Field<unknown> {
  return outer.audience === 'PUBLIC' ? inner : { ...inner, audience: outer.audience, shape: hidden(inner.shape) };
}

function hidden(shape: Field<unknown>['shape']): Field<unknown>['shape'] {
  if (shape.type !== 'OBJECT') return shape;
  const fields = Object.entries(shape.fields).map(([name, field]) => [
    name,
    { ...field, audience: 'NETWORK' as const },
  ]);
  return { ...shape, fields: Object.fromEntries(fields) as FieldTable };
}

/** What is withheld is always answered: what is not there cannot leak. */
function withheldBy(style: ContentStyle, { audience }: Field<unknown>): ContentStyle {
  return audience === 'PUBLIC' ? style : { ...style, answered: 1 };
}

function textOf(random: Random, format: string, max: number, word: string): string {
  const parts = [word, random.pick(HOSTILE)];
  if (format !== 'LINE') parts.push(random.pick(BROKEN_UP), random.pick(HOSTILE));
  // The texts of a clause name its parameter.
  if (format === 'VERBATIM') parts.push(random.pick(['', ' {{delai_notification_h}}']));
  const text = parts.filter((part) => part !== '').join(format === 'LINE' ? ' ' : '');
  return text.slice(0, max).toWellFormed();
}

/** The same value without what a path leads to: an item of a list when it ends there, or when nothing is there. */
function withoutAt(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined || value === null || typeof value !== 'object') return undefined;
  if (Array.isArray(value)) {
    const items = value as unknown[];
    return items.flatMap((item, at) => {
      if (at !== Number(key)) return [item];
      return rest.length === 0 || !isThere(item, rest) ? [] : [withoutAt(item, rest)];
    });
  }
  const { [key]: found, ...others } = value as Record<string, unknown>;
  return rest.length === 0 || found === undefined ? others : { ...others, [key]: withoutAt(found, rest) };
}

function isThere(value: unknown, path: readonly string[]): boolean {
  return (
    path.reduce<unknown>((inner, name) => (inner as Record<string, unknown> | undefined)?.[name], value) !== undefined
  );
}
