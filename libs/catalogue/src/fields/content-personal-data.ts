import { createHash } from 'node:crypto';
import { localize, type Localized, type UserError } from '@maillage/kernel';
import type { EntryKind } from '../kinds/kind.js';
import { allFieldsOf } from '../kinds/kind.registry.js';
import type { EntryContent } from './entry-content.js';
import type { Field, FieldTable } from './field.js';
import { findPersonalData, type PersonalData } from './rules/personal-data.js';

/** Something of a person in a text of a content: its writer takes it out, or says why it stays. */
export interface PersonalDataFinding {
  /** Stable while the same text stands in the same field, wherever in a list: what a decision names. */
  readonly id: string;
  readonly kind: PersonalData;
  /** Names and list positions. */
  readonly path: readonly string[];
  readonly label: Localized;
  /** As it stands in the text. */
  readonly excerpt: string;
}

/** "It stays, because …", of one finding. */
export interface PersonalDataDecision {
  /** Id of the finding. */
  readonly finding: string;
  readonly reason: string;
}

/** A decision as the revision keeps it. */
export interface RecordedDecision extends PersonalDataDecision {
  /** Stable name of who decided. */
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
}

const MAX_FINDINGS = 50;

/** Every finding in the free texts of a content, in the order of the field table. Pure. */
export function personalDataIn(kind: EntryKind, content: EntryContent): readonly PersonalDataFinding[] {
  const findings: PersonalDataFinding[] = [];
  visitTable(allFieldsOf(kind), content, [], findings);
  return findings.slice(0, MAX_FINDINGS);
}

/** @param base where the content stands in the caller's input */
export function personalDataErrors(findings: readonly PersonalDataFinding[], base: readonly string[]): UserError[] {
  return findings.map(({ id, kind, path, label, excerpt }) => ({
    code: 'PERSONAL_DATA',
    message: messageOf(kind, label, excerpt),
    path: [...base, ...path],
    details: { finding: id, kind, excerpt },
  }));
}

const kinds: Readonly<Record<PersonalData, Localized>> = {
  EMAIL: { fr: 'l’adresse d’une personne', en: 'a person’s e-mail address' },
  PHONE: { fr: 'un numéro de téléphone', en: 'a telephone number' },
  SOCIAL_SECURITY: { fr: 'un numéro de sécurité sociale', en: 'a social security number' },
};

const found: Localized = {
  fr: '« {label} » contient {what} : « {excerpt} ». Retirez-la (ou donnez une adresse de service), ou dites dans `personalDataDecisions` pourquoi elle doit rester.',
  en: '“{label}” holds {what}: “{excerpt}”. Remove it (or give a functional mailbox), or say in `personalDataDecisions` why it must stay.',
};

function messageOf(kind: PersonalData, label: Localized, excerpt: string): Localized {
  const fill = (language: 'fr' | 'en') =>
    localize(found, { label: label[language], what: kinds[kind][language], excerpt })[language];
  return { fr: fill('fr'), en: fill('en') };
}

function visitTable(
  table: FieldTable,
  content: EntryContent,
  path: readonly string[],
  findings: PersonalDataFinding[],
): void {
  for (const [name, field] of Object.entries(table))
    visit(field, field.label, content[name], [...path, name], findings);
}

/** @param label of the nearest field that a form shows: a list's, for its items */
function visit(
  field: Field<unknown>,
  label: Localized,
  value: unknown,
  path: readonly string[],
  findings: PersonalDataFinding[],
): void {
  const { shape } = field;
  if (shape.type === 'OBJECT' && value !== null && typeof value === 'object') {
    visitTable(shape.fields, value as EntryContent, path, findings);
  } else if (shape.type === 'LIST' && Array.isArray(value)) {
    value.forEach((item, index) => visit(shape.of, label, item, [...path, String(index)], findings));
  } else if (shape.type === 'TEXT' && typeof value === 'string') {
    for (const { kind, match } of findPersonalData(value)) {
      findings.push({ id: idOf(path, kind, match), kind, path, label, excerpt: match.slice(0, 120) });
    }
  }
}

function idOf(path: readonly string[], kind: PersonalData, match: string): string {
  const names = path.filter((part) => !/^\d+$/.test(part));
  return createHash('sha256')
    .update(JSON.stringify([names, kind, match]))
    .digest('hex')
    .slice(0, 16);
}
