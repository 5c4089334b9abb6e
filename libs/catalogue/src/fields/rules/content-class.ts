import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateBy,
  ValidateNested,
  type ValidationOptions,
} from 'class-validator';
import type { Localized } from '@maillage/kernel';
import { valuesOf } from '../enumeration.js';
import type { Field, FieldTable } from '../field.js';
import { type RuleCode, ruleMessage } from './rule.messages.js';
import { isRoleMailbox } from './personal-data.js';
import { isArtefact, isClean, isHttpUrl, isRealDate, isSpreadsheetSerial } from './text-gates.js';

type ContentClass = new () => Record<string, unknown>;
type Rule = (options: ValidationOptions) => PropertyDecorator;

const classes = new WeakMap<FieldTable, ContentClass>();

/** The class whose class-validator rules are those of a field table; built once for each table. */
export function contentClassOf(table: FieldTable): ContentClass {
  const known = classes.get(table);
  if (known) return known;
  const made: ContentClass = class {} as ContentClass;
  classes.set(table, made);
  for (const [name, field] of Object.entries(table)) {
    const presence = field.mandatory ? told(field, 'MANDATORY')(IsDefined) : IsOptional();
    for (const decorate of [presence, ...fieldRules(field)]) decorate(made.prototype as object, name);
  }
  return made;
}

/** What a broken rule says, in both languages. */
export interface RuleText {
  readonly code: RuleCode;
  readonly message: Localized;
}

const texts: RuleText[] = [];

/** The text of a broken rule, by the message that class-validator reports (it loses the context of custom rules). */
export function ruleTextOf(reported: string): RuleText | undefined {
  return reported.startsWith(REFERENCE) ? texts[Number(reported.slice(REFERENCE.length))] : undefined;
}

const REFERENCE = 'rule:';

/** Rules report a reference to their text. */
function told(field: Field<unknown>, code: RuleCode, values: Record<string, string | number> = {}) {
  const reference = `${REFERENCE}${texts.push({ code, message: ruleMessage(code, field, values) }) - 1}`;
  return (rule: Rule, each = false): PropertyDecorator => rule({ message: reference, each });
}

function fieldRules(field: Field<unknown>): PropertyDecorator[] {
  const { shape } = field;
  if (shape.type !== 'LIST') return valueRules(field, false);
  const size = [told(field, 'TOO_MANY', { max: shape.max })((options) => ArrayMaxSize(shape.max, options))];
  const min = shape.min ?? 0;
  if (min > 0) size.push(told(field, 'TOO_FEW', { min })((options) => ArrayMinSize(min, options)));
  const isList = told(field, 'TYPE', { wanted: 'une liste / a list' })(IsArray);
  return [isList, ...size, ...valueRules({ ...shape.of, label: field.label }, true)];
}

function custom(name: string, passes: (text: string) => boolean): Rule {
  return (options) =>
    ValidateBy({ name, validator: { validate: (value) => typeof value !== 'string' || passes(value) } }, options);
}

function valueRules(field: Field<unknown>, each: boolean): PropertyDecorator[] {
  const { shape } = field;
  const rule = (code: RuleCode, decorate: Rule, values?: Record<string, string | number>): PropertyDecorator =>
    told(field, code, values)(decorate, each);
  const text = rule('TYPE', IsString, { wanted: 'un texte / a text' });
  switch (shape.type) {
    case 'TEXT':
      return [text, ...textRules(field, each)];
    case 'URL':
      return [text, rule('URL', custom('isHttpUrl', isHttpUrl))];
    case 'ROLE_MAILBOX':
      return [text, rule('ROLE_MAILBOX', custom('isRoleMailbox', isRoleMailbox))];
    case 'DATE':
    case 'PARTIAL_DATE': {
      const serial = rule(
        'SPREADSHEET_SERIAL',
        custom('isNoSerial', (value) => !isSpreadsheetSerial(value)),
        {
          value: '$value',
        },
      );
      const isDate = (value: string): boolean =>
        isSpreadsheetSerial(value) || isRealDate(value, shape.type === 'PARTIAL_DATE');
      return [text, serial, rule(shape.type, custom('isRealDate', isDate))];
    }
    case 'INTEGER':
    case 'NUMBER': {
      const { min, max } = shape;
      const type: Rule =
        shape.type === 'INTEGER' ? IsInt : (options) => IsNumber({ allowNaN: false, allowInfinity: false }, options);
      return [
        rule('TYPE', type, { wanted: 'un nombre / a number' }),
        rule('RANGE', (options) => Min(min, options), { min, max }),
        rule('RANGE', (options) => Max(max, options), { min, max }),
      ];
    }
    case 'BOOLEAN':
      return [rule('TYPE', IsBoolean, { wanted: 'true / false' })];
    case 'ENUM': {
      const values = valuesOf(shape.enumeration);
      return [rule('ENUM', (options) => IsIn(values, options), { values: values.join(', ') })];
    }
    case 'REFERENCE':
      return [rule('REFERENCE', (options) => IsUUID('all', options))];
    case 'OBJECT':
      return [
        rule('TYPE', (options) => ValidateNested(options), { wanted: 'un groupe de champs / a group of fields' }),
      ];
    case 'LIST':
      throw new Error('A list of lists has no form');
  }
}

function textRules(field: Field<unknown>, each: boolean): PropertyDecorator[] {
  const { shape } = field;
  if (shape.type !== 'TEXT') return [];
  const { max, min = 0, format, pattern } = shape;
  const rule = (code: RuleCode, decorate: Rule, values?: Record<string, string | number>): PropertyDecorator =>
    told(field, code, values)(decorate, each);
  const rules = [
    rule('TOO_LONG', (options) => MaxLength(max, options), { max }),
    rule('CONTROL_CHARACTER', custom('isClean', isClean)),
    rule(
      'ARTEFACT',
      custom('isNoArtefact', (value) => !isArtefact(value)),
      { value: '$value' },
    ),
  ];
  if (min > 0) rules.push(rule('TOO_SHORT', (options) => MinLength(min, options), { min }));
  if (format === 'LINE')
    rules.push(
      rule(
        'LINE_BREAK',
        custom('isOneLine', (value) => !/[\r\n]/.test(value)),
      ),
    );
  if (pattern) rules.push(rule('PATTERN', (options) => Matches(pattern.test, options), { example: pattern.example }));
  return rules;
}
