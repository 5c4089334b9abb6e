import type { Actor } from '@maillage/identity';
import { DomainError, isUuid, type Localized, localize } from '@maillage/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { needsSubmission } from '../domain/entry-lifecycle.js';
import { entryMessages } from '../domain/entry.messages.js';
import { checklistOf } from '../fields/content-checklist.js';
import { personalDataErrors, personalDataIn } from '../fields/content-personal-data.js';
import type { Stage } from '../fields/field.js';
import { kindOf } from '../kinds/kind.registry.js';
import { canReadChecklist } from '../entry/entry.policy.js';
import { ownerFactsOf } from './entry-permissions.js';
import { EntryRecordView, type FoundEntry } from '../entry/entry-record.view.js';

export const CHECKLIST_TARGETS = ['SUBMITTED', 'PUBLISHED'] as const;
export type ChecklistTarget = (typeof CHECKLIST_TARGETS)[number];

/** What keeps an entry from its target: an answer that is missing (`path`), or a step that others must take first. */
export interface Obstacle {
  /** FIELD_REQUIRED, PERSONAL_DATA, OWNER_NOT_VERIFIED, SUBMISSION_REQUIRED. */
  readonly code: string;
  /** Empty for what is no field. */
  readonly path: readonly string[];
  readonly label: Localized;
  readonly message: Localized;
  /** Stage from which the field is asked for; null for what is not asked for. */
  readonly stage: Stage | null;
  /** True for what only high-risk uses are asked. */
  readonly highRisk: boolean;
}

const ENTRY = { fr: 'Fiche', en: 'Entry' };

/** What the newest revision of an entry still lacks. */
@Injectable()
export class EntryChecklistService {
  constructor(@Inject(EntryRecordView) private readonly records: EntryRecordView) {}

  /**
   * @param lifecycle answers as if the use had come to this stage ("what will deployment ask of us?")
   * @throws DomainError NOT_FOUND for others than its owner
   */
  async of(actor: Actor, id: string, target: ChecklistTarget, lifecycle: string | null): Promise<readonly Obstacle[]> {
    const found = isUuid(id) ? await this.records.newest(id) : null;
    if (!found || !canReadChecklist(actor, ownerFactsOf(found.record))) throw DomainError.notFound(ENTRY);
    const { record } = found;
    const content = lifecycle === null ? record.content : { ...record.content, lifecycle };
    const missing = checklistOf(kindOf(record.kind), content).map(
      ({ path, label, message, requirement }): Obstacle => ({
        code: 'FIELD_REQUIRED',
        path,
        label,
        message,
        stage: requirement.from,
        highRisk: requirement.highRisk ?? false,
      }),
    );
    const answers = [...missing, ...undecided(found)];
    return target === 'PUBLISHED' ? [...answers, ...stepsBefore(found)] : answers;
  }
}

/** What the texts tell of persons, to be taken out or decided on. */
function undecided({ record, decisions }: FoundEntry): Obstacle[] {
  const settled = new Set(decisions?.map(({ finding }) => finding));
  const open = personalDataIn(kindOf(record.kind), record.content).filter(({ id }) => !settled.has(id));
  const messages = personalDataErrors(open, []);
  return open.map(({ path, label }, index) => {
    const message = messages[index]?.message ?? label;
    return { code: 'PERSONAL_DATA', path, label, message, stage: null, highRisk: false };
  });
}

function stepsBefore({ record, newestState, oneStepPublishing }: FoundEntry): Obstacle[] {
  const steps: Obstacle[] = [];
  const step = { path: [], stage: null, highRisk: false };
  if (record.owner.state !== 'VERIFIED' && record.origin === null) {
    const message = localize(entryMessages.OWNER_NOT_VERIFIED, { name: record.owner.name });
    const label = { fr: 'Organisation vérifiée', en: 'Verified organization' };
    steps.push({ ...step, code: 'OWNER_NOT_VERIFIED', label, message });
  }
  if (needsSubmission(newestState, oneStepPublishing)) {
    const label = { fr: 'Soumission', en: 'Submission' };
    steps.push({ ...step, code: 'SUBMISSION_REQUIRED', label, message: entryMessages.SUBMISSION_REQUIRED });
  }
  return steps;
}
