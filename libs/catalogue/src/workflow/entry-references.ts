import { isUuid, localize, type UserError } from '@maillage/kernel';
import type { Actor } from '@maillage/identity';
import { entryMessages } from '../domain/entry.messages.js';
import { readingAudience } from '../entry/entry.policy.js';
import type { NewRelation } from '../entry/entry.repository.js';
import type { FoundReferences, ReferencedEntry, References } from '../entry/entry-reference.repository.js';
import type { EntryContent } from '../fields/entry-content.js';
import type { Field, FieldTable } from '../fields/field.js';
import { scanPersonalData } from '../fields/rules/personal-data.js';
import type { CommitmentCompliance } from '../kinds/relation-types.js';
import { relationTargets } from '../kinds/relation-targets.js';
import type { RelationInput } from './entry-commands.js';

/** At most this many relations an entry. */
export const MAX_RELATIONS = 50;
/** As many as a charter holds. */
const MAX_COMMITMENTS = 60;
const MAX_NOTE = 2_000;

interface NamedReference {
  readonly to: 'ORGANIZATION' | 'SYSTEM' | 'SUPPLIER' | 'ENTRY';
  readonly id: string;
  readonly path: readonly string[];
}

/** Every id that a content names, with its place. */
export function contentReferences(table: FieldTable, content: EntryContent): NamedReference[] {
  return Object.entries(table).flatMap(([name, field]) => valueReferences(field, content[name], [name]));
}

function valueReferences(field: Field<unknown>, value: unknown, path: readonly string[]): NamedReference[] {
  if (value === undefined || value === null) return [];
  const { shape } = field;
  if (shape.type === 'REFERENCE') return [{ to: shape.to, id: String(value), path }];
  if (shape.type === 'LIST') {
    return (value as unknown[]).flatMap((item, index) => valueReferences(shape.of, item, [...path, String(index)]));
  }
  if (shape.type === 'OBJECT') {
    const content = value as EntryContent;
    return Object.entries(shape.fields).flatMap(([name, inner]) =>
      valueReferences(inner, content[name], [...path, name]),
    );
  }
  return [];
}

/** The same by table, ready for one look-up. */
export function referencesOf(named: readonly NamedReference[], relations: readonly RelationInput[]): References {
  const idsTo = (to: NamedReference['to']): string[] =>
    [...new Set(named.filter((reference) => reference.to === to).map((reference) => reference.id))].filter(isUuid);
  const targets = relations.map((relation) => relation.target).filter(isUuid);
  const ofSystems = new Set(relations.filter((r) => relationTargets[r.type] === 'SYSTEM').map((r) => r.target));
  return {
    entries: [...new Set([...idsTo('ENTRY'), ...targets.filter((target) => !ofSystems.has(target))])],
    systems: [...new Set([...idsTo('SYSTEM'), ...targets.filter((target) => ofSystems.has(target))])],
    suppliers: idsTo('SUPPLIER'),
    organizations: idsTo('ORGANIZATION'),
  };
}

/** References that do not exist, or that the writer does not see: both read alike. */
export function missingReferences(actor: Actor, named: readonly NamedReference[], found: FoundReferences): UserError[] {
  return named
    .filter(({ to, id }) => !(to === 'ENTRY' ? isReadable(actor, found.entries.get(id)) : found.others.has(id)))
    .map(({ id, path }) => ({
      code: 'REFERENCE_UNKNOWN',
      message: localize(entryMessages.REFERENCE_UNKNOWN, { id }),
      path,
    }));
}

/** Checks relations and gives them as they are stored. */
export function resolveRelations(
  actor: Actor,
  relations: readonly RelationInput[],
  found: FoundReferences,
  self: string,
): { readonly relations: NewRelation[]; readonly errors: UserError[] } {
  const errors: UserError[] = [];
  const seen = new Set<string>();
  const resolved = relations.map((relation, index): NewRelation => {
    const problem = relationProblem(actor, relation, found, self, seen);
    if (problem) errors.push({ ...problem, path: ['input', 'relations', String(index), ...problem.path] });
    const toSystem = relationTargets[relation.type] === 'SYSTEM';
    return {
      type: relation.type,
      targetEntryId: toSystem ? null : relation.target,
      targetSystemId: toSystem ? relation.target : null,
      compliance: relation.compliance ?? null,
    };
  });
  if (relations.length > MAX_RELATIONS) {
    const message = localize(entryMessages.RELATIONS_TOO_MANY, { max: MAX_RELATIONS });
    errors.push({ code: 'RELATIONS_TOO_MANY', message, path: ['input', 'relations'] });
  }
  return { relations: resolved, errors };
}

function relationProblem(
  actor: Actor,
  relation: RelationInput,
  found: FoundReferences,
  self: string,
  seen: Set<string>,
): UserError | null {
  const { type, target } = relation;
  const wanted = relationTargets[type];
  const key = `${type} ${target}`;
  if (seen.has(key)) return { code: 'RELATION_TWICE', message: entryMessages.RELATION_TWICE, path: ['target'] };
  seen.add(key);
  if (target === self) {
    return { code: 'RELATION_TO_ITSELF', message: entryMessages.RELATION_TO_ITSELF, path: ['target'] };
  }
  const entry = found.entries.get(target);
  const known = wanted === 'SYSTEM' ? found.others.has(target) : isReadable(actor, entry);
  if (wanted === undefined || !known) {
    const message = localize(entryMessages.REFERENCE_UNKNOWN, { id: target });
    return { code: 'REFERENCE_UNKNOWN', message, path: ['target'] };
  }
  if (wanted !== 'SYSTEM' && wanted !== 'ANY' && entry?.kind !== wanted) {
    const message = localize(entryMessages.RELATION_TARGET_KIND, { type, wanted });
    return { code: 'RELATION_TARGET_KIND', message, path: ['target'] };
  }
  return relation.compliance ? complianceProblem(type, relation.compliance) : null;
}

/** Compliance is told of a charter, once a commitment, without personal data. */
function complianceProblem(type: string, compliance: readonly CommitmentCompliance[]): UserError | null {
  const refused = (code: keyof typeof entryMessages, path: readonly string[]): UserError => ({
    code,
    message: entryMessages[code],
    path: ['compliance', ...path],
  });
  if (type !== 'GOVERNED_BY_CHARTER') return refused('COMPLIANCE_WITHOUT_CHARTER', []);
  const told = new Set<number>();
  for (const [index, { commitment, note }] of compliance.entries()) {
    const valid = Number.isInteger(commitment) && commitment >= 1 && commitment <= MAX_COMMITMENTS;
    if (!valid || told.has(commitment)) return refused('COMPLIANCE_COMMITMENT', [String(index), 'commitment']);
    told.add(commitment);
    if (note && (note.length > MAX_NOTE || scanPersonalData(note) !== null)) {
      return refused('COMPLIANCE_NOTE', [String(index), 'note']);
    }
  }
  return null;
}

function isReadable(actor: Actor, entry: ReferencedEntry | undefined): boolean {
  if (!entry) return false;
  return readingAudience(actor, entry, { id: entry.ownerId, isNetwork: entry.ownerIsNetwork }) !== null;
}
