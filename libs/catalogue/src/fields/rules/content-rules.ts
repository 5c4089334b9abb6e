import {
  arrayMaxSize,
  arrayMinSize,
  isBoolean,
  isIn,
  isInt,
  isNumber,
  isString,
  isUUID,
  matches,
  max as isAtMost,
  maxLength,
  min as isAtLeast,
  minLength,
} from 'class-validator';
import type { Localized } from '@maillage/kernel';
import { valuesOf } from '../enumeration.js';
import type { Field, FieldTable } from '../field.js';
import { isRoleMailbox } from './personal-data.js';
import { type RuleCode, ruleMessage } from './rule.messages.js';
import { isArtefact, isClean, isHttpUrl, isRealDate, isSpreadsheetSerial } from './text-gates.js';

/** One thing that a value must be, and what is told when it is not. */
export interface Rule {
  readonly code: RuleCode;
  /** `$value` stands for the value itself. */
  readonly message: Localized;
  readonly passes: (value: unknown) => boolean;
}

/** What the values of a field must be. */
export interface FieldRules {
  readonly name: string;
  /** Told when there is no value; null: there needs to be none. */
  readonly mandatory: Rule | null;
  /** Of the value as a whole. The first cause comes first: who gives a number for a text need not hear of its length. */
  readonly rules: readonly Rule[];
  /** Fields of the group of fields, or of each item of a list of groups. */
  readonly group: { readonly fields: readonly FieldRules[]; readonly isListed: boolean; readonly rule: Rule } | null;
}

const made = new WeakMap<FieldTable, readonly FieldRules[]>();

/** The rules of a field table, in its order; class-validator's checks, put together once for each table. */
export function contentRules(table: FieldTable): readonly FieldRules[] {
  const known = made.get(table);
  if (known) return known;
  const rules = Object.entries(table).map(([name, field]) => rulesOf(name, field));
  made.set(table, rules);
  return rules;
}

/** A missing or wrongly typed value breaks every other rule too: causes in this order, the rest as declared. */
const CAUSES: readonly RuleCode[] = ['TYPE', 'CONTROL_CHARACTER', 'SPREADSHEET_SERIAL', 'ARTEFACT', 'TOO_LONG'];

function rulesOf(name: string, field: Field<unknown>): FieldRules {
  const { shape } = field;
  const mandatory = field.mandatory ? ruleOf(field, 'MANDATORY', () => false) : null;
  const item = shape.type === 'LIST' ? { ...shape.of, label: field.label } : field;
  const rules = [
    ...(shape.type === 'LIST' ? listRules(field, shape) : []),
    ...valueRules(item).map((rule) => (shape.type === 'LIST' ? ofEach(rule) : rule)),
  ];
  const group = item.shape.type === 'OBJECT' ? item.shape : null;
  return {
    name,
    mandatory,
    rules: rules.sort((a, b) => rankOf(a) - rankOf(b)),
    group: group && {
      fields: contentRules(group.fields),
      isListed: shape.type === 'LIST',
      rule: ruleOf(item, 'TYPE', isGroup, { wanted: 'un groupe de champs / a group of fields' }),
    },
  };
}

function rankOf({ code }: Rule): number {
  const rank = CAUSES.indexOf(code);
  return rank < 0 ? CAUSES.length : rank;
}

function ruleOf(
  field: Field<unknown>,
  code: RuleCode,
  passes: Rule['passes'],
  values: Record<string, string | number> = {},
): Rule {
  return { code, message: ruleMessage(code, field, values), passes };
}

function isGroup(value: unknown): boolean {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function ofEach(rule: Rule): Rule {
  return { ...rule, passes: (value) => !Array.isArray(value) || value.every(rule.passes) };
}

function listRules(field: Field<unknown>, { min = 0, max }: { readonly min?: number; readonly max: number }): Rule[] {
  const size = (check: (list: unknown[], size: number) => boolean, bound: number): Rule['passes'] => {
    return (value) => !Array.isArray(value) || check(value, bound);
  };
  return [
    ruleOf(field, 'TYPE', Array.isArray, { wanted: 'une liste / a list' }),
    ruleOf(field, 'TOO_MANY', size(arrayMaxSize, max), { max }),
    ...(min > 0 ? [ruleOf(field, 'TOO_FEW', size(arrayMinSize, min), { min })] : []),
  ];
}

/** What is no text breaks no rule of texts but the one of the type. */
function ofText(passes: (text: string) => boolean): Rule['passes'] {
  return (value) => typeof value !== 'string' || passes(value);
}

function valueRules(field: Field<unknown>): Rule[] {
  const { shape } = field;
  const rule = (code: RuleCode, passes: Rule['passes'], values?: Record<string, string | number>): Rule =>
    ruleOf(field, code, passes, values);
  const text = rule('TYPE', isString, { wanted: 'un texte / a text' });
  switch (shape.type) {
    case 'TEXT':
      return [text, ...textRules(field)];
    case 'URL':
      return [text, rule('URL', ofText(isHttpUrl))];
    case 'ROLE_MAILBOX':
      return [text, rule('ROLE_MAILBOX', ofText(isRoleMailbox))];
    case 'DATE':
    case 'PARTIAL_DATE': {
      const isDate = (value: string): boolean =>
        isSpreadsheetSerial(value) || isRealDate(value, shape.type === 'PARTIAL_DATE');
      const isNoSerial = ofText((value) => !isSpreadsheetSerial(value));
      return [text, rule('SPREADSHEET_SERIAL', isNoSerial, { value: '$value' }), rule(shape.type, ofText(isDate))];
    }
    case 'INTEGER':
    case 'NUMBER': {
      const { min, max } = shape;
      const isRight = shape.type === 'INTEGER' ? isInt : (value: unknown): boolean => isNumber(value, {});
      return [
        rule('TYPE', isRight, { wanted: 'un nombre / a number' }),
        rule('RANGE', (value) => isAtLeast(value, min) && isAtMost(value, max), { min, max }),
      ];
    }
    case 'BOOLEAN':
      return [rule('TYPE', isBoolean, { wanted: 'true / false' })];
    case 'ENUM': {
      const values = valuesOf(shape.enumeration);
      return [rule('ENUM', (value) => isIn(value, values), { values: values.join(', ') })];
    }
    case 'REFERENCE':
      return [rule('REFERENCE', (value) => isUUID(value, 'all'))];
    case 'OBJECT':
      return [];
    case 'LIST':
      throw new Error('A list of lists has no form');
  }
}

function textRules(field: Field<unknown>): Rule[] {
  const { shape } = field;
  if (shape.type !== 'TEXT') return [];
  const { max, min = 0, format, pattern } = shape;
  const rule = (code: RuleCode, passes: Rule['passes'], values?: Record<string, string | number>): Rule =>
    ruleOf(field, code, passes, values);
  const rules = [
    rule('TOO_LONG', (value) => maxLength(value, max), { max }),
    rule('CONTROL_CHARACTER', ofText(isClean)),
    rule(
      'ARTEFACT',
      ofText((value) => !isArtefact(value)),
      { value: '$value' },
    ),
  ];
  if (min > 0) rules.push(rule('TOO_SHORT', (value) => minLength(value, min), { min }));
  if (format === 'LINE')
    rules.push(
      rule(
        'LINE_BREAK',
        ofText((value) => !/[\r\n]/.test(value)),
      ),
    );
  if (pattern) {
    const { test, example } = pattern;
    rules.push(rule('PATTERN', (value) => typeof value === 'string' && matches(value, test), { example }));
  }
  return rules;
}
