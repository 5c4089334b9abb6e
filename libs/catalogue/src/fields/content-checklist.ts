import { localize, type Localized } from '@maillage/kernel';
import type { EntryKind } from '../kinds/kind.js';
import { allFieldsOf, requirementTable } from '../kinds/kind.registry.js';
import type { EntryContent } from './entry-content.js';
import { type Field, type FieldTable, type Requirement, STAGES } from './field.js';

/** An answer that is missing for publication. */
export interface ChecklistItem {
  readonly path: readonly string[];
  readonly label: Localized;
  /** Which field, and how to mend. */
  readonly message: Localized;
  readonly requirement: Requirement;
}

/** About the record, never about the use: how many of the questions that apply are answered. */
export interface Completeness {
  readonly answered: number;
  readonly asked: number;
  /** Paths with dots. */
  readonly missing: readonly string[];
}

const wanted: Localized = {
  fr: '« {label} » est à remplir{stage} avant de soumettre ou de publier.',
  en: '“{label}” must be answered{stage} before submitting or publishing.',
};

/** What a member must still answer. A value that says "not known" is an answer here: a forced guess makes false data. */
export function checklistOf(kind: EntryKind, content: EntryContent): readonly ChecklistItem[] {
  return applying(kind, content)
    .filter(({ path }) => isAbsent(valueAt(content, path)))
    .map(({ path, requirement }) => {
      const label = labelOf(allFieldsOf(kind), path);
      const late = requirement.from === 'ALWAYS' ? { fr: '', en: '' } : { fr: ' à ce stade', en: ' at this stage' };
      const message = {
        fr: localize(wanted, { label: label.fr, stage: late.fr }).fr,
        en: localize(wanted, { label: label.en, stage: late.en }).en,
      };
      return { path, label, message, requirement };
    });
}

export function completenessOf(kind: EntryKind, content: EntryContent): Completeness {
  const asked = applying(kind, content);
  const table = allFieldsOf(kind);
  const missing = asked.filter(({ path }) => {
    const value = valueAt(content, path);
    return isAbsent(value) || isUnknown(fieldAt(table, path), value);
  });
  return {
    answered: asked.length - missing.length,
    asked: asked.length,
    missing: missing.map(({ path }) => path.join('.')),
  };
}

function applying(
  kind: EntryKind,
  content: EntryContent,
): readonly { readonly path: readonly string[]; readonly requirement: Requirement }[] {
  const stage = STAGES.indexOf(kind.stageOf(content));
  const highRisk = kind.isHighRisk(content);
  return requirementTable(kind).filter(({ requirement: { from, highRisk: onlyHighRisk, when } }) => {
    if (STAGES.indexOf(from) > stage || (onlyHighRisk && !highRisk)) return false;
    return !when || when.oneOf.includes(String(valueAt(content, when.path.split('.'))));
  });
}

function valueAt(content: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], content);
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function isUnknown(field: Field<unknown> | undefined, value: unknown): boolean {
  if (field?.shape.type === 'LIST')
    return Array.isArray(value) && value.every((item) => isUnknown(innerOf(field), item));
  return field?.shape.type === 'ENUM' && field.shape.enumeration.unknown === value;
}

function innerOf(field: Field<unknown>): Field<unknown> | undefined {
  return field.shape.type === 'LIST' ? field.shape.of : undefined;
}

function fieldAt(table: FieldTable, path: readonly string[]): Field<unknown> | undefined {
  const [name = '', ...rest] = path;
  const field = table[name];
  if (rest.length === 0 || !field) return field;
  return field.shape.type === 'OBJECT' ? fieldAt(field.shape.fields, rest) : undefined;
}

export function labelOf(table: FieldTable, path: readonly string[]): Localized {
  return fieldAt(table, path)?.label ?? { fr: path.join('.'), en: path.join('.') };
}
