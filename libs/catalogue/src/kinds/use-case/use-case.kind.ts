import type { UserError } from '@maillage/kernel';
import type { EntryContent } from '../../fields/entry-content.js';
import type { Stage } from '../../fields/field.js';
import type { EntryKind } from '../kind.js';
import { costBandOf } from './cost-band.js';
import { costBands } from './use-case.enumerations.js';
import { type UseCaseContent, useCaseFields } from './use-case.fields.js';

/**
 * What a stage of life asks for. An abandoned use is asked for its story, not for the papers of a running one; one
 * whose stage is not told is asked what can be answered by "not known".
 */
const stages: Readonly<Record<NonNullable<UseCaseContent['lifecycle']>, Stage>> = {
  NOT_STATED: 'DESIGN',
  IDEA: 'ALWAYS',
  DESIGN: 'DESIGN',
  DEVELOPMENT: 'DEVELOPMENT',
  EXPERIMENT: 'EXPERIMENT',
  EVALUATION: 'EXPERIMENT',
  DEPLOYED: 'DEPLOYED',
  SUSPENDED: 'EXPERIMENT',
  ABANDONED: 'DESIGN',
  RETIRED: 'DEPLOYED',
};

const HIGH_RISK: ReadonlySet<string | undefined> = new Set(['PROHIBITED_ART5', 'HIGH_ANNEX_III', 'HIGH_ANNEX_I']);

const costs = [
  { amount: 'oneOffEur', band: 'oneOffBand' },
  { amount: 'yearlyEur', band: 'yearlyBand' },
] as const;

function deriveUseCase(content: EntryContent): EntryContent {
  const { cost } = content as UseCaseContent;
  if (!cost) return content;
  const derived: Record<string, unknown> = { ...cost };
  for (const { amount, band } of costs) {
    const euros = cost[amount];
    if (euros !== undefined && (cost[band] === undefined || cost[band] === 'NOT_STATED'))
      derived[band] = costBandOf(euros);
  }
  return { ...content, cost: derived };
}

function checkUseCase(content: EntryContent): UserError[] {
  const { cost, startedOn, endedOn } = content as UseCaseContent;
  const errors: UserError[] = [];
  for (const { amount, band } of costs) {
    const euros = cost?.[amount];
    const given = cost?.[band];
    if (euros === undefined || given === undefined || given === costBandOf(euros)) continue;
    const right = costBands.values[costBandOf(euros)].label;
    errors.push({
      code: 'COST_BAND_CONTRADICTS_AMOUNT',
      message: {
        fr: `La tranche de coût ne correspond pas au montant : ${euros} € relève de « ${right.fr} ». Corrigez le montant, ou laissez la tranche vide, elle s’en déduit.`,
        en: `The cost band does not match the amount: €${euros} belongs to “${right.en}”. Mend the amount, or leave the band empty: it follows.`,
      },
      path: ['cost', band],
    });
  }
  if (startedOn && endedOn && endsBefore(startedOn, endedOn)) {
    errors.push({
      code: 'ENDS_BEFORE_START',
      message: {
        fr: `La date de fin (${endedOn}) précède la date de démarrage (${startedOn}). Corrigez l’une des deux.`,
        en: `The end (${endedOn}) is before the start (${startedOn}). Mend one of them.`,
      },
      path: ['endedOn'],
    });
  }
  return errors;
}

/** Partial dates are compared on what both tell: 2024 does not end before 2024-06. */
function endsBefore(start: string, end: string): boolean {
  const known = Math.min(start.length, end.length);
  return end.slice(0, known) < start.slice(0, known);
}

export const useCaseKind: EntryKind = {
  kind: 'USE_CASE',
  typeName: 'UseCase',
  label: { fr: 'Cas d’usage', en: 'Use case' },
  describe: {
    fr: 'Un usage de l’IA par une organisation, réussi, en cours ou abandonné.',
    en: 'A use of AI by an organization: successful, in progress or abandoned.',
  },
  fields: useCaseFields,
  stageOf: (content) => stages[(content as UseCaseContent).lifecycle ?? 'NOT_STATED'] ?? 'DESIGN',
  isHighRisk: (content) => HIGH_RISK.has((content as UseCaseContent).aiAct?.class),
  isEnded: (content) => ['ABANDONED', 'RETIRED'].includes((content as UseCaseContent).lifecycle ?? ''),
  derive: deriveUseCase,
  check: checkUseCase,
};
