import { kindOf } from '@maillage/catalogue';
import type { BenchSystem } from './places.js';
import type { Random } from './random.js';
import { descriptionOf, filled, type Subject, summaryOf, titleOf } from './sentences.js';
import * as common from './words/common.js';

type Content = Record<string, unknown>;

const lifecycles = [
  ['DEPLOYED', 30],
  ['EXPERIMENT', 24],
  ['IDEA', 10],
  ['DESIGN', 10],
  ['DEVELOPMENT', 9],
  ['EVALUATION', 6],
  ['ABANDONED', 6],
  ['SUSPENDED', 3],
  ['RETIRED', 2],
] as const;
const classes = [
  ['MINIMAL', 48],
  ['NOT_ASSESSED', 20],
  ['TRANSPARENCY_ART50', 18],
  ['HIGH_ANNEX_III', 8],
  ['DEROGATION_ART6_3', 3],
  ['NOT_AI_BUT_IMPACTFUL', 3],
] as const;

/** What the subject's whole envelope has in common, whatever the kind. */
export function envelopeOf(random: Random, subject: Subject, sentences: number): Content {
  const { topic } = subject;
  return {
    title: titleOf(random, subject).slice(0, 150),
    summary: summaryOf(random, subject).slice(0, 400),
    description: descriptionOf(random, subject, sentences),
    lang: 'FR',
    themes: [topic.theme],
    subThemes: [topic.subTheme],
    keywords: [...random.some(topic.words, random.integer(1, 4)), 'démonstration'],
    licence: 'LICENCE_OUVERTE_2_0',
  };
}

/** A use case that its owner could publish: complete for its stage and risk. */
export function useCaseContent(random: Random, subject: Subject, systems: readonly BenchSystem[]): Content {
  const lifecycle = random.weighted(lifecycles);
  const aiClass = random.weighted(classes);
  const running = !['IDEA', 'DESIGN', 'DEVELOPMENT'].includes(lifecycle);
  const settled = lifecycle === 'DEPLOYED' || lifecycle === 'RETIRED';
  const year = random.integer(2020, 2025);
  return kindOf('USE_CASE').derive({
    ...envelopeOf(random, subject, random.integer(2, 4)),
    problem: `${random.pick(subject.topic.problems)} ${filled(random, random.zipf(common.results), subject)}`,
    lifecycle,
    ...(lifecycle !== 'IDEA' && { startedOn: `${year}-${String(random.integer(1, 12)).padStart(2, '0')}` }),
    ...(lifecycle === 'ABANDONED' && { abandonment: abandonmentOf(random), endedOn: String(year + 1) }),
    department: random.zipf(common.departments),
    beneficiaries: random.some(['GENERAL_PUBLIC', 'AGENTS', 'BENEFICIARIES', 'ELECTED', 'COMPANIES'], 2),
    techniques: random.some(subject.topic.techniques, random.integer(1, 2)),
    automation: random.zipf(['RECOMMENDATION', 'INFORMATION', 'HUMAN_VALIDATES', 'HUMAN_SAMPLES', 'NO_DECISION']),
    aiAct: {
      role: 'DEPLOYER',
      class: aiClass,
      ...(!['MINIMAL', 'NOT_ASSESSED', 'TRANSPARENCY_ART50'].includes(aiClass) && {
        justification: `Analyse menée avec ${random.zipf(common.partners)} et le service juridique.`,
      }),
    },
    ...(running && runningAnswers(random, systems)),
    ...(!running && { personalData: { processed: random.zipf(['NONE', 'YES', 'NOT_STATED']) } }),
    ...(settled && settledAnswers(random, aiClass === 'HIGH_ANNEX_III')),
  });
}

function runningAnswers(random: Random, systems: readonly BenchSystem[]): Content {
  return {
    individualDecisions: 'NO',
    personalData: { processed: random.zipf(['NONE', 'YES']), gdprBasis: 'PUBLIC_TASK' },
    deployment: {
      ...(random.chance(0.7) && { system: random.zipf(systems).id }),
      hosting: random.zipf([
        'ON_PREMISES',
        'THIRD_PARTY_CLOUD',
        'SHARED_PUBLIC',
        'SECNUMCLOUD',
        'ON_DEVICE',
        'UNKNOWN',
      ]),
    },
    lessons: {
      worked: [random.zipf(common.worked)],
      didNot: [random.zipf(common.didNot)],
      ...(random.chance(0.4) && { wouldDoDifferently: random.zipf(common.differently) }),
    },
  };
}

function settledAnswers(random: Random, highRisk: boolean): Content {
  return {
    contact: 'numerique@commune-demonstration.example',
    cost: { oneOffEur: random.zipfRank(400) * 1_000, yearlyEur: random.zipfRank(120) * 1_000, internalDays: 30 },
    procurement: { mode: random.zipf(['CONTRACT', 'IN_HOUSE', 'JOINT_PURCHASE', 'PARTNERSHIP']) },
    offers: random.some(['CALL', 'DOCUMENTS', 'VISIT', 'CODE'], 2),
    ...(highRisk && {
      risks: [{ name: random.zipf(common.risks), mitigation: random.zipf(common.mitigations) }],
      rollback: 'La procédure sans l’outil est tenue à jour et peut être reprise le jour même.',
      humanOversight: {
        who: `Responsable, ${random.zipf(common.departments)}`,
        power: 'Peut écarter chaque résultat et arrêter l’outil.',
        canOverride: 'YES',
      },
      impactAssessments: [{ type: 'DPIA', status: 'DONE' }],
      dataSources: [{ name: 'Données du service', personal: 'YES' }],
    }),
  };
}

function abandonmentOf(random: Random): Content {
  return {
    reasons: random.some(['DATA_QUALITY', 'COST', 'ACCURACY', 'STAFF', 'SUPPLIER', 'LEGAL', 'ACCEPTANCE'], 2),
    story: `${random.zipf(common.didNot)} ${random.zipf(common.differently)}`,
    wouldRetry: random.pick(['YES', 'NO', 'NOT_STATED']),
  };
}
