import { UserInputError } from '@maillage/kernel';
import type { LockedEntry } from '../entry/entry.repository.js';
import {
  type PersonalDataDecision,
  personalDataErrors,
  personalDataIn,
  type RecordedDecision,
} from '../fields/content-personal-data.js';
import { kindOf } from '../kinds/kind.registry.js';

/** What was decided in one move; all absent where there was nothing to decide. */
export interface Decided {
  /** Decisions of the revision from now on, the earlier ones included. */
  readonly recorded?: readonly RecordedDecision[];
  /** For the audit log: which findings stay; the words, which may tell of a person, apart. */
  readonly details?: { readonly personalDataKept: readonly string[] };
  readonly personal?: { readonly decisions: readonly (PersonalDataDecision & { readonly excerpt: string })[] };
}

const MAX_REASON = 500;

const messages = {
  REASON_REQUIRED: {
    fr: 'Dites en quelques mots pourquoi cette donnée doit rester (500 caractères au plus).',
    en: 'Say in a few words why this must stay (500 characters at most).',
  },
  FINDING_UNKNOWN: {
    fr: 'Cette décision ne répond à rien de trouvé dans la fiche : reprenez l’identifiant `finding` de l’erreur.',
    en: 'This decision answers nothing found in the entry: take the `finding` of the error.',
  },
};

/**
 * Every finding in the texts of the newest revision is decided on, now or earlier. Pure.
 * @throws UserInputError PERSONAL_DATA for each finding that is not; REASON_REQUIRED, FINDING_UNKNOWN
 */
export function decidePersonalData(
  entry: Pick<LockedEntry, 'kind' | 'content' | 'decisions'>,
  given: readonly PersonalDataDecision[],
  by: { readonly name: string; readonly at: Date },
): Decided {
  const findings = personalDataIn(kindOf(entry.kind), entry.content);
  const excerpts = new Map(findings.map(({ id, excerpt }) => [id, excerpt]));
  const decisions = given.map((decision, index) => {
    const path = ['input', 'personalDataDecisions', String(index)];
    const reason = decision.reason.normalize('NFC').trim();
    const excerpt = excerpts.get(decision.finding);
    if (excerpt === undefined) throw UserInputError.of('FINDING_UNKNOWN', messages.FINDING_UNKNOWN, path);
    if (reason.length < 3 || reason.length > MAX_REASON) {
      throw UserInputError.of('REASON_REQUIRED', messages.REASON_REQUIRED, [...path, 'reason']);
    }
    return { finding: decision.finding, reason, excerpt };
  });
  const settled = new Set([...entry.decisions, ...decisions].map(({ finding }) => finding));
  const open = findings.filter(({ id }) => !settled.has(id));
  if (open.length > 0) throw new UserInputError(personalDataErrors(open, ['content']));
  if (decisions.length === 0) return {};
  const fresh = new Set(decisions.map(({ finding }) => finding));
  const recorded = [
    ...entry.decisions.filter(({ finding }) => !fresh.has(finding)),
    ...decisions.map(({ finding, reason }) => ({ finding, reason, by: by.name, at: by.at.toISOString() })),
  ];
  return { recorded, details: { personalDataKept: [...fresh] }, personal: { decisions } };
}
